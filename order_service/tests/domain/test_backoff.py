from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from order_service.orders.domain.backoff import FIRST_SECONDS, LONGEST_SECONDS, delay


@given(st.integers(1, 10**6))
def test_the_longest_wait_doubles_up_to_ten_seconds(attempt: int) -> None:
    longest = delay(attempt, uniform=lambda _low, high: high)
    assert FIRST_SECONDS <= longest <= LONGEST_SECONDS
    assert delay(attempt + 1, uniform=lambda _low, high: high) in {longest * 2, LONGEST_SECONDS}


def test_the_jitter_is_full() -> None:
    assert delay(5, uniform=lambda low, _high: low) == 0
