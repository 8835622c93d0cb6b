from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from payments_service.payments.adapters import transport
from payments_service.payments.domain import patience


@given(st.integers(0, 10_000), st.floats(0, 0.999))
def test_waits_grow_to_ten_seconds_and_not_further(attempts: int, chance: float) -> None:
    waited = patience.wait(attempts, chance)
    assert timedelta(seconds=0.1) <= waited <= timedelta(seconds=10)


def test_neither_many_attempts_nor_a_long_time_alone_is_enough_to_give_up() -> None:
    assert not patience.exhausted(attempts=100, age=timedelta(seconds=9))
    assert not patience.exhausted(attempts=2, age=timedelta(hours=1))
    assert patience.exhausted(attempts=3, age=timedelta(seconds=10))


def test_a_row_is_left_alone_for_longer_than_a_call_can_take() -> None:
    assert patience.LEASE.total_seconds() > transport.LONGEST_CALL + transport.LONGEST_CONNECT
