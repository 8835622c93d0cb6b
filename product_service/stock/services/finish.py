"""How a reservation ends. Whatever ends it does so `WHERE state = 'held'`, so of a payment and the sweeper one wins."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from product_service.stock import events, selectors, shelf
from product_service.stock.domain.adjustment import Movement
from product_service.stock.domain.reservation import TTL, State, commit_again, extend_again, release_again, standing
from product_service.stock.domain.shelf import Change
from product_service.stock.models import Reservation, ReservationLine, StockMovement
from servicekit.db import dbtime
from servicekit.errors import NotFound
from servicekit.events import outbox
from servicekit.faults.failpoints import failpoint

SWEEP = 100  # reservations a run; the worker runs every other second


@transaction.atomic(durable=True)
def reservation_commit(*, reservation_id: UUID) -> Reservation:
    """Take the held units for good. Repeatable. ReservationReleased or ReservationExpired when it is too late."""
    now = dbtime.now()
    if _ended(_held(reservation_id).filter(expires_at__gt=now), State.COMMITTED, now):
        lines = selectors.lines_in_order(reservation_id)
        _sell(lines, now)
        _publish(events.StockCommitted(reservation_id=str(reservation_id), lines=_plain(lines)))
        failpoint("product.commit.before-commit")
    else:
        commit_again(_standing(reservation_id, now))
    return selectors.reservation_with_lines(reservation_id)


@transaction.atomic(durable=True)
def reservation_release(*, reservation_id: UUID) -> Reservation:
    """Give the held units back. Repeatable. ReservationCommitted when they are sold.

    An id never seen is refused from now on: its reserve call may still be on the way, after the caller gave up on it.
    """
    now = dbtime.now()
    tombstone = {"state": State.RELEASED, "created_at": now, "expires_at": now, "finished_at": now}
    Reservation.objects.get_or_create(pk=reservation_id, defaults=tombstone)
    if _ended(_held(reservation_id), State.RELEASED, now):
        _give_back(reservation_id, State.RELEASED)
        failpoint("product.release.before-commit")
    else:
        release_again(_standing(reservation_id, now))
    return selectors.reservation_with_lines(reservation_id)


@transaction.atomic(durable=True)
def reservation_extend(*, reservation_id: UUID) -> Reservation:
    """Hold it for the whole time again, from now on: once, and only while it is held. Repeatable, without effect.

    ReservationCommitted, ReservationReleased or ReservationExpired when it is over.
    """
    now = dbtime.now()
    until = now + TTL
    running = _held(reservation_id).filter(expires_at__gt=now, extended_at=None)
    if running.update(expires_at=until, extended_at=now):
        _publish(events.StockExtended(reservation_id=str(reservation_id), expires_at=until.isoformat()))
        failpoint("product.extend.before-commit")
    else:
        extend_again(_standing(reservation_id, now))
    return selectors.reservation_with_lines(reservation_id)


@transaction.atomic(durable=True)
def reservation_expire(*, reservation_id: UUID) -> bool:
    """Put the units of an overdue reservation back on the shelf; False when something else has ended it meanwhile."""
    now = dbtime.now()
    overdue = _ended(_held(reservation_id).filter(expires_at__lte=now), State.EXPIRED, now)
    if overdue:
        _give_back(reservation_id, State.EXPIRED)
        failpoint("product.expire.before-commit")
    return overdue


def reservations_expire() -> int:
    """Expire what is overdue, each in a transaction of its own; how many it were. Two sweepers do no harm."""
    overdue = selectors.reservations_overdue(at=dbtime.now(), limit=SWEEP)
    return sum(_expired(found) for found in overdue)


def _expired(reservation_id: UUID) -> bool:
    overdue = reservation_expire(reservation_id=reservation_id)
    failpoint("product.expire.after-commit")
    return overdue


def _held(reservation_id: UUID) -> QuerySet[Reservation]:
    return Reservation.objects.filter(pk=reservation_id, state=State.HELD)


def _ended(reservations: QuerySet[Reservation], state: State, now: datetime) -> bool:
    """Whoever ends it is the only one, and what was held is nobody's any more."""
    return reservations.update(state=state, finished_at=now, holder=None) == 1


def _standing(reservation_id: UUID, now: datetime) -> State:
    reservation = Reservation.objects.filter(pk=reservation_id).first()
    if reservation is None:
        raise NotFound("There is no such reservation.")
    return standing(State(reservation.state), expires_at=reservation.expires_at, now=now)


def _sell(lines: Iterable[ReservationLine], now: datetime) -> None:
    """What leaves was promised to begin with: as much is free as before, so there is nothing to settle."""
    StockMovement.objects.bulk_create([_sale(line, now) for line in lines])


def _sale(line: ReservationLine, now: datetime) -> StockMovement:
    turn = shelf.made(Change(line.product_id, on_hand=-line.quantity, reserved=-line.quantity))
    return StockMovement(
        product_id=line.product_id,
        kind=Movement.SOLD,
        quantity=-line.quantity,
        reservation_id=line.reservation_id,
        at=now,
        on_hand_after=turn.after.on_hand,
    )


def _give_back(reservation_id: UUID, state: State) -> None:
    lines = selectors.lines_in_order(reservation_id)
    shelf.settle([shelf.made(Change(line.product_id, reserved=-line.quantity)) for line in lines])
    _publish(events.StockReleased(reservation_id=str(reservation_id), lines=_plain(lines), reason=state.value))


def _plain(lines: Iterable[ReservationLine]) -> list[events.Moved]:
    return [{"product_id": line.product_id, "quantity": line.quantity} for line in lines]


def _publish(event: events.StockCommitted | events.StockReleased | events.StockExtended) -> None:
    outbox.publish(event, aggregate="reservation", aggregate_id=event.reservation_id)
