"""The composition root: what the gRPC server and the worker of this service run."""

import grpc

from protos.gen.shop.user.v1.user_service_pb2 import DESCRIPTOR
from protos.gen.shop.user.v1.user_service_pb2_grpc import add_UserServiceServicer_to_server
from servicekit.audit import AuditRecorded
from servicekit.events.registry import Periodic, Subscription
from user_service.accounts import attempts, links
from user_service.accounts.rpc.servicer import UserServicer
from user_service.audit import denied
from user_service.audit.handlers import audit_recorded
from user_service.audit.noting import head_note
from user_service.keys.services import rotation_advance
from user_service.letters import delivery
from user_service.mfa import challenges, guesses
from user_service.notifications import handlers as notifications
from user_service.passkeys.services import challenges_purge
from user_service.self_service import passwords
from user_service.sessions import places, services

HOUR = 3600.0
# A key that is due may begin to sign, or end, this much later; reading the manifest costs 0.1 ms.
KEYS = 15.0

# Challenges of passkeys live five minutes, and anybody may ask for one.
CHALLENGES = 300.0


def register(server: grpc.Server) -> list[str]:
    add_UserServiceServicer_to_server(UserServicer(), server)
    return [DESCRIPTOR.services_by_name["UserService"].full_name]


def subscriptions() -> list[Subscription]:
    return [
        Subscription(AuditRecorded.subject, audit_recorded),
        Subscription("order.confirmed.v1", notifications.order_confirmed),
        Subscription("order.processing.v1", notifications.order_processing),
        Subscription("order.shipped.v1", notifications.order_shipped),
        Subscription("order.delivered.v1", notifications.order_delivered),
        Subscription("order.cancelled.v1", notifications.order_cancelled),
        Subscription("payment.refunded.v1", notifications.payment_refunded),
        Subscription("payment.initiated.v1", notifications.payment_initiated),
    ]


def periodic() -> list[Periodic]:
    return [
        Periodic("audit-head-note", every=HOUR, run=head_note),
        Periodic("audit-denials-forget", every=HOUR, run=denied.forget_old),
        Periodic("forgotten-passwords", every=1.0, run=passwords.forgotten_answer),
        Periodic("letters", every=1.0, run=delivery.deliver),
        Periodic("links-purge", every=HOUR, run=links.purge),
        Periodic("login-attempts-forget", every=HOUR, run=attempts.forget_old),
        Periodic("keys-advance", every=KEYS, run=rotation_advance),
        Periodic("mfa-challenges-forget", every=HOUR, run=challenges.forget_old),
        Periodic("mfa-sends-forget", every=HOUR, run=guesses.forget_sends),
        Periodic("passkey-challenges-purge", every=CHALLENGES, run=challenges_purge),
        Periodic("sessions-purge", every=HOUR, run=services.sessions_purge),
        Periodic("known-places-forget", every=HOUR, run=places.forget_old),
    ]
