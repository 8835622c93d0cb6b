"""The composition root of product_service: what serves its calls, what it listens to, what it does regularly."""

from __future__ import annotations

from functools import cache

import grpc
from django.conf import settings

from product_service.catalog import handlers as catalog
from product_service.catalog.counts import counts_fold
from product_service.catalog.rewording import products_reword
from product_service.catalog.uploads.clean import pictures_clean
from product_service.imports import jobs as imports
from product_service.recommendations import handlers as recommendations
from product_service.recommendations.refreshing import refresh_when_due
from product_service.recommendations.services import forget_old
from product_service.reviews import handlers as reviews
from product_service.reviews import recount
from product_service.reviews import services as review_services
from product_service.reviews.adapters.orders import GrpcPurchases
from product_service.reviews.adapters.users import GrpcNames
from product_service.reviews.ports import Witnesses
from product_service.reviews.rate import WRITING
from product_service.search import asking as search_asking
from product_service.search import jobs as search
from product_service.stock import handlers as stock
from product_service.stock import services
from product_service.stock.rpc.servicer import ProductServicer
from protos.gen.shop.product.v1.product_service_pb2 import DESCRIPTOR
from protos.gen.shop.product.v1.product_service_pb2_grpc import add_ProductServiceServicer_to_server
from servicekit.auth import housekeeping as revoked_sessions
from servicekit.auth.handlers import session_terminated
from servicekit.events.registry import Periodic, Subscription


@cache
def witnesses() -> Witnesses:
    config = settings.SHOPMESH
    return Witnesses(purchases=GrpcPurchases(config.order_grpc), names=GrpcNames(config.user_grpc))


def register(server: grpc.Server) -> list[str]:
    add_ProductServiceServicer_to_server(ProductServicer(), server)
    return [DESCRIPTOR.services_by_name["ProductService"].full_name]


def subscriptions() -> list[Subscription]:
    return [
        Subscription("session.terminated.v1", session_terminated),
        Subscription("order.confirmed.v1", catalog.order_confirmed),
        Subscription("order.cancelled.v1", stock.order_cancelled),
        Subscription("order.confirmed.v1", reviews.order_confirmed, part="reviews"),
        Subscription("order.cancelled.v1", reviews.order_cancelled, part="reviews"),
        Subscription("order.confirmed.v1", recommendations.order_confirmed, part="recommendations"),
        Subscription("order.cancelled.v1", recommendations.order_cancelled, part="recommendations"),
        Subscription("user.deleted.v1", reviews.user_deleted),
        Subscription("user.disabled.v1", reviews.user_disabled),
        Subscription("user.enabled.v1", reviews.user_enabled),
    ]


def periodic() -> list[Periodic]:
    return [
        # Stock is back at most 5 s after a reservation is over.
        Periodic("reservations-expire", every=2, run=services.reservations_expire),
        # A review is verified within seconds once order_service answers again.
        Periodic("reviews-ask", every=5, run=lambda: review_services.questions_ask(purchases=witnesses().purchases)),
        # So does a name, once user_service does.
        Periodic("reviews-name", every=10, run=lambda: review_services.names_ask(names=witnesses().names)),
        Periodic("reviews-recount", every=3600, run=recount.recount),
        Periodic("review-authors-forget", every=3600, run=review_services.deleted_forget),
        Periodic("review-rates-forget", every=3600, run=WRITING.forget_old),
        # The categories' page adds up what is not folded yet, so this keeps it short and nothing more.
        Periodic("category-counts", every=5, run=counts_fold),
        # 2,000 products a run: a category of a hundred thousand is renamed in two minutes.
        Periodic("category-words", every=2, run=products_reword),
        Periodic("pictures-clean", every=3600, run=pictures_clean),
        *imports.periodic(),
        *search.periodic(),
        # One that was asked for begins within a second, and goes on a few seconds at a time.
        search_asking.GO_ON,
        Periodic("recommendations", every=10, run=refresh_when_due),
        Periodic("recommendations-forget", every=3600, run=forget_old),
        revoked_sessions.PURGE,
    ]
