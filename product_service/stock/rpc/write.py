"""Answers as messages."""

from __future__ import annotations

from product_service.catalog.models import Product
from product_service.stock.domain.reservation import State
from product_service.stock.models import Reservation, ReservationLine
from protos.gen.shop.common.v1 import money_pb2
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit.money import Money

STATES = {
    State.HELD: pb.RESERVATION_STATE_HELD,
    State.COMMITTED: pb.RESERVATION_STATE_COMMITTED,
    State.RELEASED: pb.RESERVATION_STATE_RELEASED,
    State.EXPIRED: pb.RESERVATION_STATE_EXPIRED,
}


def product(product: Product) -> pb.Product:
    return pb.Product(
        id=product.pk,
        sku=product.sku,
        name=product.name,
        price=money(product.price),
        image_url=product.image["url"],
        available=product.stock.available,
    )


def reservation(reservation: Reservation) -> pb.Reservation:
    message = pb.Reservation(
        id=str(reservation.pk),
        state=STATES[State(reservation.state)],
        lines=[_line(line) for line in reservation.lines.all()],
    )
    message.expires_at.FromDatetime(reservation.expires_at)
    return message


def money(amount: Money) -> money_pb2.Money:
    return money_pb2.Money(minor_units=amount.minor_units, currency=amount.currency)


def _line(line: ReservationLine) -> pb.ReservedLine:
    """The product as it was sold; only what is left of it is of this moment."""
    sold = pb.Product(
        id=line.product_id,
        sku=line.sku,
        name=line.name,
        price=money(line.price),
        image_url=line.image_url,
        available=line.product.stock.available,
    )
    return pb.ReservedLine(product=sold, quantity=line.quantity)
