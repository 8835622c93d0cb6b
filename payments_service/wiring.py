"""The composition root: which adapter stands behind the provider port, and what each process of this service runs."""

from __future__ import annotations

from functools import cache

import grpc
from django.conf import settings

from payments_service.payments import handlers, recovery
from payments_service.payments.adapters.guarded import Guarded
from payments_service.payments.adapters.sandbox import SandboxProvider
from payments_service.payments.adapters.users import GrpcCustomers
from payments_service.payments.customers import Customers
from payments_service.payments.ports import Provider
from payments_service.payments.rpc.servicer import PaymentsServicer
from payments_service.webhooks import applying
from payments_service.webhooks import housekeeping as provider_events
from protos.gen.shop.payments.v1.payments_service_pb2 import DESCRIPTOR
from protos.gen.shop.payments.v1.payments_service_pb2_grpc import add_PaymentsServiceServicer_to_server
from servicekit.auth import housekeeping as revoked_sessions
from servicekit.auth.handlers import session_terminated
from servicekit.events.registry import Periodic, Subscription
from servicekit.idempotency import housekeeping as idempotency_records


@cache
def provider() -> Provider:
    return Guarded(_stripe() if settings.SHOPMESH.payment_provider == "stripe" else _sandbox())


def _sandbox() -> Provider:
    config = settings.SHOPMESH
    return SandboxProvider(url=str(config.provider_url), api_key=config.provider_api_key.get_secret_value())


def _stripe() -> Provider:
    from payments_service.payments.adapters.stripe import StripeProvider  # noqa: PLC0415 - 30 MB, for whoever needs it

    config = settings.SHOPMESH
    return StripeProvider(url=str(config.stripe_api_url), api_key=config.stripe_api_key.get_secret_value())


@cache
def customers() -> Customers:
    return GrpcCustomers(settings.SHOPMESH.user_grpc)


def register(server: grpc.Server) -> list[str]:
    add_PaymentsServiceServicer_to_server(PaymentsServicer(provider()), server)
    return [DESCRIPTOR.services_by_name["PaymentsService"].full_name]


def subscriptions() -> list[Subscription]:
    return [
        Subscription("session.terminated.v1", session_terminated),
        Subscription("order.confirmed.v1", handlers.order_confirmed),
    ]


def periodic() -> list[Periodic]:
    return [
        Periodic("payments-settle", every=recovery.EVERY_SECONDS, run=lambda: recovery.settle_due(provider())),
        Periodic("webhooks-apply", every=applying.EVERY_SECONDS, run=lambda: applying.apply_due(provider())),
        provider_events.PURGE,
        revoked_sessions.PURGE,
        idempotency_records.PURGE,
    ]
