"""Named reads of the stock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from product_service.stock.domain.adjustment import Movement
from product_service.stock.domain.books import Books, BooksAsked
from product_service.stock.domain.reservation import State
from product_service.stock.models import Reservation, ReservationLine, Stock, StockMovement

# What came back counts against what was sold.
SALES = Q(kind__in=[Movement.SOLD, Movement.RETURNED])


def available_units(product_ids: Iterable[int]) -> Mapping[int, int]:
    """What nobody holds, by product. A product without stock is absent."""
    rows = Stock.objects.filter(product_id__in=list(product_ids))
    return dict(rows.values_list("product_id", F("on_hand") - F("reserved")))


def units_on_sale(product_ids: Iterable[int]) -> Mapping[int, int]:
    """The same of what is on sale, for shoppers: what has left the shop is absent."""
    rows = Stock.objects.filter(product_id__in=list(product_ids), product__active=True)
    return dict(rows.values_list("product_id", F("on_hand") - F("reserved")))


def reservation_with_lines(reservation_id: UUID) -> Reservation:
    return Reservation.objects.prefetch_related("lines__product__stock").get(pk=reservation_id)


def held_by(holder: str, *, at: datetime) -> tuple[int, int]:
    """How many reservations somebody has open, and of how many units. What is overdue is not theirs any more."""
    rows = Reservation.objects.filter(holder__in=[holder], state=State.HELD, expires_at__gt=at)
    found = rows.aggregate(reservations=Count("pk"), units=Sum("units"))
    return found["reservations"], found["units"] or 0


def lines_in_order(reservation_id: UUID) -> list[ReservationLine]:
    """By product id, the order in which everybody locks stock."""
    return list(ReservationLine.objects.filter(reservation_id=reservation_id).order_by("product_id"))


def reservations_overdue(*, at: datetime, limit: int) -> list[UUID]:
    held = Reservation.objects.filter(state=State.HELD, expires_at__lte=at)
    return list(held.order_by("expires_at").values_list("pk", flat=True)[:limit])


def books() -> list[Books]:
    """The books of every product, in one query; all of them must be `balanced`."""
    return _books(Stock.objects.all())


def books_page(asked: BooksAsked) -> list[Books]:
    """By product id, in one query: what goes on meanwhile is in all figures of a product or in none."""
    if asked.product_ids:
        return _books(Stock.objects.filter(product_id__in=asked.product_ids))
    return _books(Stock.objects.filter(product_id__gt=asked.after), limit=asked.size)


def _books(stock: QuerySet[Stock], *, limit: int | None = None) -> list[Books]:
    rows = stock.order_by("product_id").select_related("product")
    rows = rows.annotate(received=_moved(~SALES), sold=_moved(SALES), held=_held())[:limit]
    return [
        Books(
            product_id=row.product_id,
            sku=row.product.sku,
            name=row.product.name,
            received=row.received,
            sold=-row.sold,
            on_hand=row.on_hand,
            reserved=row.reserved,
            held=row.held,
        )
        for row in rows
    ]


def _moved(kind: Q) -> Coalesce:
    movements = StockMovement.objects.filter(kind, product_id=OuterRef("product_id")).order_by()
    return _total(movements.values("product_id").annotate(total=Sum("quantity")))


def _held() -> Coalesce:
    lines = ReservationLine.objects.filter(reservation__state=State.HELD, product_id=OuterRef("product_id")).order_by()
    return _total(lines.values("product_id").annotate(total=Sum("quantity")))


def _total(rows: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(rows.values("total"), output_field=IntegerField()), 0)
