"""Use cases of recommendations. A computation is many short transactions, so that nobody who buys waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from product_service.catalog.models import Product
from product_service.recommendations import selectors
from product_service.recommendations.domain.kinds import Kind
from product_service.recommendations.models import BasketLine, CancelledBasket, Computation, Neighbour, View
from servicekit import clock
from servicekit.errors import NotFound
from servicekit.faults.failpoints import failpoint

# Of one visitor; more is not somebody who looks for something.
MOST_VIEWS = 200
KEEP_VIEWS = timedelta(days=30)
KEEP_BASKETS = timedelta(days=180)
# A computation that has not ended by then is not going to: its process is gone.
LONGEST = timedelta(minutes=30)
CHUNK = 100  # products a transaction: 1,200 rows of each kind at most, some 20 ms
PURGE = 2000  # rows a transaction


class Neighbours(Protocol):
    @property
    def product(self) -> int: ...
    @property
    def others(self) -> Sequence[tuple[int, float]]: ...


class Together(Protocol):
    """What computing.together finds in groups of products."""

    @property
    def groups(self) -> int: ...
    @property
    def products(self) -> int: ...
    @property
    def found(self) -> Sequence[Neighbours]: ...


Compute = Callable[[Iterable[tuple[object, int]]], Together]


@transaction.atomic(durable=True)
def view_record(*, visitor: UUID, product_id: int) -> None:
    """Somebody looked at a product. NotFound when it is not on sale."""
    if not Product.objects.filter(pk=product_id, active=True).exists():
        raise NotFound("There is no such product.")
    now = clock.now()
    seen = View.objects.filter(visitor=visitor)
    if not seen.filter(product_id=product_id).update(at=now) and seen.count() < MOST_VIEWS:
        View.objects.bulk_create([View(visitor=visitor, product_id=product_id, at=now)], ignore_conflicts=True)


@transaction.atomic
def basket_keep(*, basket: UUID, product_ids: Iterable[int]) -> None:
    """What was bought in one order. A basket of one product says nothing about others, and is not kept.

    Nor is one whose cancellation came first. Its mark is set and taken away again, so that a cancellation that is
    handled at this moment waits for the lines, and finds them.
    """
    known = Product.objects.filter(pk__in=set(product_ids)).values_list("pk", flat=True)
    lines = [BasketLine(basket=basket, product_id=product_id) for product_id in sorted(known)]
    if len(lines) < 2:  # noqa: PLR2004 - a pair is what others are found by
        return
    mark, new = CancelledBasket.objects.get_or_create(basket=basket)
    if new:
        BasketLine.objects.bulk_create(lines, ignore_conflicts=True)
        mark.delete()


@transaction.atomic
def basket_forget(*, basket: UUID) -> None:
    """The order was cancelled: nobody wanted that after all, and it stays so when it is confirmed later."""
    CancelledBasket.objects.get_or_create(basket=basket)
    BasketLine.objects.filter(basket=basket).delete()


def forget_old() -> int:
    """What was bought and looked at long ago says little about today; how many rows went."""
    now = clock.now()
    views = _purged(View.objects.filter(at__lt=now - KEEP_VIEWS))
    baskets = (BasketLine.objects, CancelledBasket.objects)
    return views + sum(_purged(rows.filter(at__lt=now - KEEP_BASKETS)) for rows in baskets)


def due(*, every: timedelta) -> bool:
    """Whether the last computation is old enough, and something has been bought or looked at since it began."""
    last = selectors.last_computation()
    if last is None:
        return BasketLine.objects.exists() or View.objects.exists()
    if clock.now() - last.started_at < every:
        return False
    since = {"at__gt": last.started_at}
    return BasketLine.objects.filter(**since).exists() or View.objects.filter(**since).exists()


def recommend(compute: Compute) -> Computation | None:
    """All neighbours anew; None when somebody else is at it. A product shows the old ones until it has its new ones."""
    run = computation_begin(now=clock.now())
    if run is None:
        return None
    try:
        return _recommended(run, compute)
    except BaseException:
        computation_give_up(run=run)
        raise


def _recommended(run: Computation, compute: Compute) -> Computation:
    bought = compute(BasketLine.objects.values_list("basket", "product_id").iterator())
    viewed = compute(View.objects.values_list("visitor", "product_id").iterator())
    for kind, together in ((Kind.BOUGHT, bought), (Kind.VIEWED, viewed)):
        for chunk in _chunks(together.found):
            neighbours_replace(run=run, kind=kind, found=chunk)
            failpoint("product.recommend.between-chunks")
    _purged(Neighbour.objects.exclude(computation=run))
    return computation_finish(run=run, bought=bought, viewed=viewed)


@transaction.atomic(durable=True)
def computation_begin(*, now: datetime) -> Computation | None:
    """One runs at a time; one that was killed is given up after `LONGEST`."""
    Computation.objects.filter(running=True, started_at__lt=now - LONGEST).update(running=False)
    try:
        with transaction.atomic():
            return Computation.objects.create(started_at=now)
    except IntegrityError:
        return None


@transaction.atomic(durable=True)
def computation_give_up(*, run: Computation) -> None:
    """It broke off, so the next need not wait until it is sure that nobody is at it."""
    Computation.objects.filter(pk=run.pk, running=True).update(running=False)


@transaction.atomic(durable=True)
def neighbours_replace(*, run: Computation, kind: Kind, found: Sequence[Neighbours]) -> None:
    Neighbour.objects.filter(kind=kind, product_id__in=[one.product for one in found]).delete()
    Neighbour.objects.bulk_create(
        Neighbour(product_id=one.product, kind=kind, rank=rank, other_id=other, score=score, computation=run)
        for one in found
        for rank, (other, score) in enumerate(one.others, start=1)
    )


@transaction.atomic(durable=True)
def computation_finish(*, run: Computation, bought: Together, viewed: Together) -> Computation:
    run.baskets, run.visitors = bought.groups, viewed.groups
    run.products = max(bought.products, viewed.products)
    run.neighbours = Neighbour.objects.filter(computation=run).count()
    run.finished_at, run.running = clock.now(), False
    run.save()
    return run


def _chunks(found: Sequence[Neighbours]) -> Iterator[list[Neighbours]]:
    rest = iter(found)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _purged(rows: QuerySet[Model]) -> int:
    """A long delete would hold up everybody who writes."""
    gone = 0
    while some := list(rows.values_list("pk", flat=True)[:PURGE]):
        with transaction.atomic(durable=True):
            gone += rows.model._base_manager.filter(pk__in=some).delete()[0]  # noqa: SLF001 - Django's documented API
    return gone
