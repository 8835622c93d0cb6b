from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from product_service.stock.domain.errors import ReservationCommitted, ReservationExpired, ReservationReleased
from product_service.stock.domain.reservation import State, commit_again, release_again, reserve_again, standing

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("seconds_left", "counts_as"), [(1, State.HELD), (0, State.EXPIRED), (-1, State.EXPIRED)])
def test_held_past_its_time_is_expired_before_the_sweeper_comes(seconds_left: int, counts_as: State) -> None:
    assert standing(State.HELD, expires_at=NOON + timedelta(seconds=seconds_left), now=NOON) == counts_as


@pytest.mark.parametrize("state", [State.COMMITTED, State.RELEASED])
def test_time_changes_nothing_about_what_has_ended(state: State) -> None:
    assert standing(state, expires_at=NOON - timedelta(days=1), now=NOON) == state


def test_a_held_or_sold_reservation_answers_a_repeated_reserve() -> None:
    reserve_again(State.HELD)
    reserve_again(State.COMMITTED)


def test_units_that_went_back_are_not_reserved_by_a_repeat() -> None:
    with pytest.raises(ReservationReleased):
        reserve_again(State.RELEASED)
    with pytest.raises(ReservationExpired):
        reserve_again(State.EXPIRED)


def test_only_what_is_committed_commits_again() -> None:
    commit_again(State.COMMITTED)
    with pytest.raises(ReservationReleased):
        commit_again(State.RELEASED)
    with pytest.raises(ReservationExpired):
        commit_again(State.EXPIRED)


def test_what_is_sold_is_not_released() -> None:
    release_again(State.RELEASED)
    release_again(State.EXPIRED)
    with pytest.raises(ReservationCommitted):
        release_again(State.COMMITTED)
