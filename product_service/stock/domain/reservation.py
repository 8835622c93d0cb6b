"""The life of a reservation: held until it is committed, released or expired, and then for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from product_service.stock.domain.errors import ReservationCommitted, ReservationExpired, ReservationReleased

# Long enough for a slow bank page, short enough that an abandoned cart does not keep others from buying.
TTL = timedelta(minutes=15)


class State(StrEnum):
    HELD = "held"
    COMMITTED = "committed"
    RELEASED = "released"
    EXPIRED = "expired"


# What a caller is told who comes too late for the state it hoped for.
REFUSALS = {
    State.COMMITTED: ReservationCommitted,
    State.RELEASED: ReservationReleased,
    State.EXPIRED: ReservationExpired,
}


def standing(state: State, *, expires_at: datetime, now: datetime) -> State:
    """The state that counts: held past its time is expired, whether or not the sweeper has been there."""
    return State.EXPIRED if state == State.HELD and expires_at <= now else state


def reserve_again(state: State) -> None:
    """May a repeated reserve be answered with this reservation? Not once its units went back on the shelf."""
    if state in {State.RELEASED, State.EXPIRED}:
        raise REFUSALS[state]


def commit_again(state: State) -> None:
    if state != State.COMMITTED:
        raise REFUSALS[state]


def extend_again(state: State) -> None:
    """Held and prolonged before is as good as now; what is over stays over."""
    if state != State.HELD:
        raise REFUSALS[state]


def release_again(state: State) -> None:
    """Released and expired are the same to whoever wants the units back; what was sold stays sold."""
    if state == State.COMMITTED:
        raise ReservationCommitted
