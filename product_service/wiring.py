"""The composition root of product_service: what serves its calls, what it listens to, what it does regularly."""

from __future__ import annotations

import grpc

from product_service.catalog import handlers as catalog
from product_service.search import jobs as search
from product_service.stock import handlers as stock
from product_service.stock import services
from product_service.stock.rpc.servicer import ProductServicer
from protos.gen.shop.product.v1.product_service_pb2 import DESCRIPTOR
from protos.gen.shop.product.v1.product_service_pb2_grpc import add_ProductServiceServicer_to_server
from servicekit.auth import housekeeping as revoked_sessions
from servicekit.auth.handlers import session_terminated
from servicekit.events.registry import Periodic, Subscription


def register(server: grpc.Server) -> list[str]:
    add_ProductServiceServicer_to_server(ProductServicer(), server)
    return [DESCRIPTOR.services_by_name["ProductService"].full_name]


def subscriptions() -> list[Subscription]:
    return [
        Subscription("session.terminated.v1", session_terminated),
        Subscription("order.confirmed.v1", catalog.order_confirmed),
        Subscription("order.cancelled.v1", stock.order_cancelled),
    ]


def periodic() -> list[Periodic]:
    return [
        # Stock is back at most 5 s after a reservation is over.
        Periodic("reservations-expire", every=2, run=services.reservations_expire),
        *search.periodic(),
        revoked_sessions.PURGE,
    ]
