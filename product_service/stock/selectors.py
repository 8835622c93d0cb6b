"""Named reads of the stock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from product_service.catalog.domain.ownership import Manager
from product_service.catalog.models import Product
from product_service.search.engines import engine
from product_service.search.ports import Filters, Query
from product_service.stock.domain.adjustment import Movement
from product_service.stock.domain.books import Books, BooksAsked
from product_service.stock.domain.level import Level
from product_service.stock.domain.reservation import State
from product_service.stock.models import Reservation, ReservationLine, Stock, StockMovement
from servicekit.errors import NotFound

# What came back counts against what was sold.
SALES = Q(kind__in=[Movement.SOLD, Movement.RETURNED])
# Of those that match, the best in the order of the search; more nobody reads.
MOST_FOUND = 1000


@dataclass(frozen=True)
class StockFilter:
    """Which shelves somebody wants to see who manages products."""

    managed_by: Manager
    level: Level | None = None
    search: str = ""


def stock_managed(wanted: StockFilter) -> QuerySet[Stock]:
    """What is on sale; its products come in a second query.

    Paged by product id, which is what the index goes on with after a level. Joined with its product, a shelf far behind
    would be reached through all products before it: 750 ms at a million of them.
    """
    rows = _managed(wanted.managed_by)
    if wanted.level:
        rows = rows.filter(level=wanted.level)
    if wanted.search.strip():
        query = Query(wanted.search, Filters(managed_by=wanted.managed_by), limit=MOST_FOUND)
        rows = rows.filter(product_id__in=engine().find(query).ids)
    return rows.prefetch_related("product")


def _managed(manager: Manager) -> QuerySet[Stock]:
    """The shelves of which Manager.may_manage says yes. The house looks at each as it comes, a vendor knows his own."""
    if manager.reach == "all":
        # A scalar, not an EXISTS: that PostgreSQL would turn into the join that stock_managed avoids.
        on_sale = Product.objects.filter(pk=OuterRef("product_id")).values("active")
        return Stock.objects.alias(on_sale=Subquery(on_sale)).filter(on_sale=True)
    whose = {"organisation_id": manager.org} if manager.org else {"vendor_id": manager.user_id, "organisation_id": None}
    return Stock.objects.filter(product_id__in=Product.objects.filter(**whose, active=True).values("pk"))


def stock_of(product_id: int) -> Stock:
    """With its product, on sale or not. NotFound when there never was any of it."""
    stock = Stock.objects.select_related("product").filter(product_id=product_id).first()
    if stock is None:
        raise NotFound("There is no such product.")
    return stock


def movements(product_id: int, kind: str = "") -> QuerySet[StockMovement]:
    """The ledger of one product, or what is in it of one kind: a Movement, or the Reason of a correction."""
    rows = StockMovement.objects.filter(product_id=product_id)
    if not kind:
        return rows
    if kind in set(Movement):
        return rows.filter(kind=kind)
    return rows.filter(kind=Movement.ADJUSTED, reason=kind)


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
