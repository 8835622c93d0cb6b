from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from payments_service.payments.domain.amounts import split

WEIGHTS = st.lists(st.integers(0, 10**12), min_size=1, max_size=8).filter(any)


def test_a_hundred_by_three_is_exact() -> None:
    assert split(10_000, [1, 1, 1]) == [3333, 3333, 3334]


@given(st.data(), WEIGHTS)
def test_nothing_is_lost_and_no_part_exceeds_its_weight(data: st.DataObject, weights: list[int]) -> None:
    total = data.draw(st.integers(0, sum(weights)))
    parts = split(total, weights)
    assert sum(parts) == total
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@given(WEIGHTS)
def test_all_of_it_is_what_each_had(weights: list[int]) -> None:
    assert split(sum(weights), weights) == weights


def test_without_weights_nothing_is_shared() -> None:
    assert split(0, [0, 0]) == [0, 0]
