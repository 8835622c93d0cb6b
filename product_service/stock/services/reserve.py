from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from product_service.catalog.models import Product
from product_service.stock import events, holders, selectors, shelf
from product_service.stock.domain import lines as rules
from product_service.stock.domain.errors import OutOfStock, ProductUnavailable, ReservationIdReused
from product_service.stock.domain.lines import Line
from product_service.stock.domain.reservation import TTL, State, reserve_again, standing
from product_service.stock.domain.shelf import Change
from product_service.stock.models import Reservation, ReservationLine
from servicekit.db import dbtime
from servicekit.encryption.index import blind_index
from servicekit.events import outbox
from servicekit.faults.failpoints import failpoint


@transaction.atomic(durable=True)
def stock_reserve(*, reservation_id: UUID, lines: Sequence[Line], customer_id: UUID | None = None) -> Reservation:
    """Hold every line or none. Repeating it with the same lines answers the same reservation.

    `customer_id` is for whom: one customer holds only so much at a time. None is not counted.
    Raises OutOfStock, ProductUnavailable, ReservationLimit, ReservationIdReused, and for an id that is over
    ReservationReleased or ReservationExpired.
    """
    wanted = rules.checked(lines)
    reservation, made = _claim(reservation_id, wanted, _holder(customer_id))
    if made:
        if reservation.holder:
            holders.admit(reservation.holder, now=reservation.created_at)
        _hold(reservation, wanted)
        _publish(reservation, wanted)
        failpoint("product.reserve.before-commit")
    return selectors.reservation_with_lines(reservation_id)


def _holder(customer_id: UUID | None) -> str | None:
    return blind_index(customer_id, purpose="stock.holder") if customer_id else None


def _claim(reservation_id: UUID, lines: Sequence[Line], holder: str | None) -> tuple[Reservation, bool]:
    """The row that makes a second call with this id wait for the first, and then be answered by it."""
    now, fingerprint = dbtime.now(), rules.fingerprint(lines)
    fresh = {"state": State.HELD, "fingerprint": fingerprint, "created_at": now, "expires_at": now + TTL}
    fresh |= {"holder": holder, "units": sum(line.quantity for line in lines)}
    reservation, made = Reservation.objects.get_or_create(pk=reservation_id, defaults=fresh)
    if not made:
        state = standing(State(reservation.state), expires_at=reservation.expires_at, now=now)
        # A tombstone has no lines to compare with: the id was released before it was ever used.
        if reservation.fingerprint and reservation.fingerprint != fingerprint:
            raise ReservationIdReused
        reserve_again(state)
    return reservation, made


def _hold(reservation: Reservation, lines: Sequence[Line]) -> None:
    taken = {line: shelf.tried(Change(line.product_id, reserved=line.quantity)) for line in lines}
    # Only now, with the shelves held, nobody changes a price or takes a product off sale until it is written down.
    products = _on_sale(lines)
    short = [line for line, turn in taken.items() if turn is None]
    if short:
        raise OutOfStock(rules.shortages(short, selectors.available_units(line.product_id for line in short)))
    shelf.settle(filter(None, taken.values()))
    ReservationLine.objects.bulk_create(_snapshot(reservation, line, products[line.product_id]) for line in lines)


def _on_sale(lines: Sequence[Line]) -> Mapping[int, Product]:
    asked = {line.product_id for line in lines}
    products = Product.objects.filter(active=True).in_bulk(asked)
    if missing := asked - products.keys():
        raise ProductUnavailable(missing)
    return products


def _snapshot(reservation: Reservation, line: Line, product: Product) -> ReservationLine:
    return ReservationLine(
        reservation=reservation,
        product=product,
        quantity=line.quantity,
        sku=product.sku,
        name=product.name,
        price_minor=product.price_minor,
        currency=product.currency,
        image_url=product.image["url"],
        organisation_id=product.organisation_id,
    )


def _publish(reservation: Reservation, lines: Sequence[Line]) -> None:
    event = events.StockReserved(
        reservation_id=str(reservation.pk),
        lines=[{"product_id": line.product_id, "quantity": line.quantity} for line in lines],
        expires_at=reservation.expires_at.isoformat(),
    )
    outbox.publish(event, aggregate="reservation", aggregate_id=str(reservation.pk))
