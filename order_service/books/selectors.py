"""What this service knows about its orders, as the books need it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from order_service.books.domain.reconciliation import OrderBook, Standing, Units
from order_service.books.models import AuditTurn, BooksAudit
from order_service.orders.domain.saga import TERMINAL, SagaState
from order_service.orders.models import OrderLine, Saga
from servicekit.events.models import OutboxEvent

PAGE = 500

STANDINGS = {
    SagaState.CAPTURING: Standing.TAKING,
    SagaState.DONE: Standing.PAID,
    SagaState.REFUNDING: Standing.GIVING_BACK,
    SagaState.REFUNDED: Standing.GIVEN_BACK,
}
PAID = sorted(state for state, standing in STANDINGS.items() if standing is not Standing.TAKING)
# The catalogue has sold the units.
BOUGHT = [SagaState.CAPTURING, SagaState.DONE]
# The catalogue was told to, and its answer is not written down yet.
BUYING = [SagaState.COMMITTING]


def paid_orders() -> Iterator[list[OrderBook]]:
    """Page by page, by id."""
    last: UUID | None = None
    while page := _page(last):
        yield page
        last = page[-1].order_id


def _page(after: UUID | None) -> list[OrderBook]:
    sagas = Saga.objects.filter(state__in=PAID).select_related("order").order_by("pk")
    # Neither trails nor addresses, which would be unsealed: this reads every order that was ever paid.
    sagas = sagas.only("state", "order__total_minor", "order__currency")
    if after is not None:
        sagas = sagas.filter(pk__gt=after)
    return [_book(saga) for saga in sagas[:PAGE]]


def standings(order_ids: Iterable[UUID]) -> Mapping[UUID, Standing]:
    rows = Saga.objects.filter(pk__in=list(order_ids)).values_list("pk", "state")
    return {order_id: _standing(state) for order_id, state in rows}


def units_bought(product_ids: Iterable[int] | None = None) -> Mapping[int, Units]:
    """By product; of all products when none are named."""
    lines = OrderLine.objects.all() if product_ids is None else OrderLine.objects.filter(product_id__in=product_ids)
    # In this order: what is bought between the two statements counts as certain and as perhaps, and is not missed.
    perhaps, certain = _units(lines, BUYING), _units(lines, BOUGHT)
    return {product: Units(certain.get(product, 0), perhaps.get(product, 0)) for product in certain | perhaps}


def events_waiting() -> bool:
    """Some of what was decided here is not known elsewhere yet."""
    return OutboxEvent.objects.filter(published_at=None).exists()


def open_sagas() -> Mapping[str, int]:
    rows = Saga.objects.exclude(state__in=sorted(TERMINAL)).values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in rows.order_by("state")}


def last_audit() -> BooksAudit | None:
    return BooksAudit.objects.order_by("-pk").first()


def turn() -> AuditTurn | None:
    return AuditTurn.objects.first()


def audit_wanted(now: datetime) -> bool:
    """A look that locks nothing: it is taken every second."""
    found = turn()
    return found is None or found.due_at <= now or found.asked_at is not None


def _units(lines: QuerySet[OrderLine], states: list[SagaState]) -> dict[int, int]:
    counted = lines.filter(order__saga__state__in=states).order_by()
    return dict(counted.values_list("product_id").annotate(Sum("quantity")))


def _standing(state: str) -> Standing:
    return STANDINGS.get(SagaState(state), Standing.UNPAID)


def _book(saga: Saga) -> OrderBook:
    return OrderBook(saga.pk, saga.order.total, _standing(saga.state))
