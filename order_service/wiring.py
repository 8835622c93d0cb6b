"""The composition root: which adapter stands behind each port, what is served, what is listened to."""

from __future__ import annotations

from functools import cache

import grpc
from django.conf import settings

from order_service.books.adapters.cashier import GrpcCashier
from order_service.books.adapters.stock import GrpcStockKeeper
from order_service.books.ports import Keepers
from order_service.books.services import audit_when_due
from order_service.orders import handlers, rate, recovery
from order_service.orders.adapters.catalog import GrpcCatalog
from order_service.orders.adapters.payments import GrpcPayments
from order_service.orders.adapters.users import GrpcUsers
from order_service.orders.ports import Partners
from order_service.orders.rpc.servicer import OrderServicer
from protos.gen.shop.order.v1.order_service_pb2 import DESCRIPTOR
from protos.gen.shop.order.v1.order_service_pb2_grpc import add_OrderServiceServicer_to_server
from servicekit.auth import housekeeping as revoked_sessions
from servicekit.auth.handlers import session_terminated
from servicekit.events.registry import Periodic, Subscription
from servicekit.idempotency import housekeeping as idempotency_keys


@cache
def partners() -> Partners:
    config = settings.SHOPMESH
    return Partners(
        catalog=GrpcCatalog(config.product_grpc),
        payments=GrpcPayments(config.payments_grpc),
        users=GrpcUsers(config.user_grpc),
    )


@cache
def keepers() -> Keepers:
    config = settings.SHOPMESH
    return Keepers(stock=GrpcStockKeeper(config.product_grpc), cashier=GrpcCashier(config.payments_grpc))


def register(server: grpc.Server) -> list[str]:
    add_OrderServiceServicer_to_server(OrderServicer(), server)
    return [DESCRIPTOR.services_by_name["OrderService"].full_name]


def subscriptions() -> list[Subscription]:
    return [
        Subscription("session.terminated.v1", session_terminated),
        Subscription("payment.captured.v1", handlers.payment_captured),
        Subscription("payment.refunded.v1", handlers.payment_refunded),
        Subscription("user.deleted.v1", handlers.user_deleted),
    ]


def periodic() -> list[Periodic]:
    return [
        Periodic("saga-recovery", every=1.0, run=lambda: recovery.recover(partners())),
        Periodic("books-audit", every=1.0, run=lambda: audit_when_due(keepers())),
        Periodic("order-rates-forget", every=3600.0, run=rate.forget_old),
        idempotency_keys.PURGE,
        revoked_sessions.PURGE,
    ]
