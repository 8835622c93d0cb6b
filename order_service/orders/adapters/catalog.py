"""product_service over gRPC."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from order_service.cart.errors import ProductUnavailable
from order_service.cart.ports import Product
from order_service.orders.adapters.refusals import told_apart
from order_service.orders.domain.errors import OutOfStock, ReservationLimit
from order_service.orders.domain.pricing import PricedLine, WantedLine
from order_service.orders.ports import ReservationLost, StepRefused
from protos.gen.shop.common.v1 import money_pb2
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as stubs
from servicekit.grpc.catalogue import declare
from servicekit.grpc.channel import guards_of, mesh_channel
from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.status import RemoteRefused
from servicekit.money import Money

SERVICE = "/shop.product.v1.ProductService"

TARGET = "product_service"

# Writes are keyed by the reservation's id. The channel repeats one only when it certainly never arrived; one that may
# have had its effect is repeated by the saga, which knows whether that is still wanted.
POLICIES = declare(
    __name__,
    TARGET,
    {
        f"{SERVICE}/BatchGetProducts": CallPolicy(
            deadline=1.0,
            idempotent=True,
            attempts=3,
            why="A cart takes 20 ms to price; the first connection after a start took 0.5 s on two busy cores.",
        ),
        f"{SERVICE}/GetProductInfo": CallPolicy(
            deadline=1.0,
            idempotent=True,
            attempts=3,
            why="Granted and not called today: a page with one product would wait as long as a cart.",
        ),
        f"{SERVICE}/CheckAvailability": CallPolicy(
            deadline=0.5,
            idempotent=True,
            attempts=2,
            why="Granted and not called today: a hint for a page, never a promise, and a late hint is worth nothing.",
        ),
        f"{SERVICE}/BatchCheckAvailability": CallPolicy(
            deadline=0.5,
            idempotent=True,
            attempts=2,
            why="Granted and not called today: BatchGetProducts tells a cart what is left together with the prices.",
        ),
        f"{SERVICE}/ReserveStock": CallPolicy(
            deadline=0.4,
            idempotent=True,
            attempts=3,
            read=False,
            why="Its share of checkout's 3 s, twenty times what it takes; three attempts bridge a reconnect.",
        ),
        f"{SERVICE}/ExtendReservation": CallPolicy(
            deadline=0.4,
            idempotent=True,
            attempts=3,
            read=False,
            why="As long as reserving; only a payment that starts late asks, and it starts without an answer, too.",
        ),
        f"{SERVICE}/CommitReservation": CallPolicy(
            deadline=0.4,
            idempotent=True,
            attempts=3,
            read=False,
            why="The same share; money is held by now, so the saga repeats it for as long as it takes.",
        ),
        f"{SERVICE}/ReleaseReservation": CallPolicy(
            deadline=0.4,
            idempotent=True,
            attempts=3,
            read=False,
            why="The customer has been told by now; stock that is not given back in time runs out by itself.",
        ),
    },
)


class GrpcCatalog:
    """Satisfies Catalog (and with it the cart's Prices)."""

    def __init__(self, address: str) -> None:
        self._stub = stubs.ProductServiceStub(mesh_channel(TARGET, address, POLICIES))

    def products(self, ids: Sequence[int]) -> list[Product]:
        with told_apart():
            answer = self._stub.BatchGetProducts(pb.BatchGetProductsRequest(product_ids=ids))
        return [_product(product) for product in answer.products]

    def reserve(self, reservation_id: UUID, lines: Sequence[WantedLine], customer_id: UUID) -> list[PricedLine]:
        wanted = [pb.ReservationLine(product_id=line.product_id, quantity=line.quantity) for line in lines]
        request = pb.ReserveStockRequest(reservation_id=str(reservation_id), lines=wanted, customer_id=str(customer_id))
        with _stock_refusals(), told_apart():
            answer = self._stub.ReserveStock(request)
        return [_priced(line) for line in answer.reservation.lines]

    def extend(self, reservation_id: UUID) -> None:
        try:
            with told_apart():
                self._stub.ExtendReservation(pb.ExtendReservationRequest(reservation_id=str(reservation_id)))
        except RemoteRefused as refusal:
            raise ReservationLost(refusal.reason) from refusal

    def commit(self, reservation_id: UUID) -> None:
        try:
            with told_apart():
                self._stub.CommitReservation(pb.CommitReservationRequest(reservation_id=str(reservation_id)))
        except RemoteRefused as refusal:
            raise ReservationLost(refusal.reason) from refusal

    def release(self, reservation_id: UUID) -> None:
        try:
            with told_apart():
                self._stub.ReleaseReservation(pb.ReleaseReservationRequest(reservation_id=str(reservation_id)))
        except RemoteRefused as refusal:
            raise StepRefused(refusal.reason) from refusal

    def may_ask_again(self) -> bool:
        return guards_of(TARGET).budget.withdraw()


@contextmanager
def _stock_refusals() -> Iterator[None]:
    """Refusals of ReserveStock in the words of this service."""
    try:
        yield
    except RemoteRefused as refusal:
        if refusal.reason == OutOfStock.code:
            raise OutOfStock(lines=_short_lines(refusal.extensions)) from refusal
        if refusal.reason == ProductUnavailable.code:
            raise ProductUnavailable(product_ids=_missing(refusal.extensions)) from refusal
        if refusal.reason == ReservationLimit.code:
            raise ReservationLimit(**_limits(refusal.extensions)) from refusal
        raise StepRefused(refusal.reason) from refusal


def _limits(extensions: Mapping[str, Any]) -> dict[str, Any]:
    return {name: int(extensions[name]) for name in ("most_units", "most_reservations") if name in extensions}


def _short_lines(extensions: Mapping[str, Any]) -> list[dict[str, int]]:
    found = extensions.get("lines") or []
    return [{name: int(line[name]) for name in ("product_id", "requested", "available")} for line in found]


def _missing(extensions: Mapping[str, Any]) -> list[int]:
    return [int(product_id) for product_id in extensions.get("product_ids") or []]


def _product(product: pb.Product) -> Product:
    return Product(
        id=product.id,
        name=product.name,
        price=_money(product.price),
        image_url=product.image_url,
        available=product.available,
    )


def _priced(line: pb.ReservedLine) -> PricedLine:
    return PricedLine(
        product_id=line.product.id,
        name=line.product.name,
        quantity=line.quantity,
        unit_price=_money(line.product.price),
        image_url=line.product.image_url,
        organisation_id=line.product.organisation_id,
    )


def _money(money: money_pb2.Money) -> Money:
    return Money(money.minor_units, money.currency)
