from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from product_service.stock.domain.errors import Shortage
from product_service.stock.domain.lines import Line, checked, fingerprint, shortages
from servicekit.errors import ValidationFailed


def refused(lines: list[Line]) -> list[tuple[str, str]]:
    with pytest.raises(ValidationFailed) as refusal:
        checked(lines)
    return [(error.pointer, error.code) for error in refusal.value.errors]


def test_lines_are_put_into_the_order_of_locks() -> None:
    assert checked([Line(7, 1), Line(3, 2)]) == [Line(3, 2), Line(7, 1)]


@pytest.mark.parametrize("quantity", [0, -1, 1001, 10**9, 2**31 - 1])
def test_a_quantity_out_of_range_is_named(quantity: int) -> None:
    assert refused([Line(1, 1), Line(2, quantity)]) == [("/lines/1/quantity", "out-of-range")]


@pytest.mark.parametrize("product_id", [0, -1, 2**63])
def test_what_cannot_be_a_product_id_is_named(product_id: int) -> None:
    assert refused([Line(product_id, 1)]) == [("/lines/0/product_id", "out-of-range")]


@pytest.mark.parametrize("count", [0, 101, 10_000])
def test_a_reservation_has_one_to_a_hundred_lines(count: int) -> None:
    assert refused([Line(number + 1, 1) for number in range(count)]) == [("/lines", "out-of-range")]


def test_a_product_stands_in_one_line() -> None:
    assert refused([Line(1, 1), Line(1, 2)]) == [("/lines/1/product_id", "duplicate")]


@given(st.lists(st.builds(Line, st.integers(1, 9), st.integers(1, 9)), unique_by=lambda line: line.product_id))
def test_a_fingerprint_does_not_depend_on_order(lines: list[Line]) -> None:
    assert fingerprint(lines) == fingerprint(lines[::-1])


def test_a_fingerprint_depends_on_everything_else() -> None:
    prints = {fingerprint(lines) for lines in ([Line(1, 2)], [Line(2, 1)], [Line(1, 2), Line(2, 1)], [Line(12, 1)])}
    assert len(prints) == 4


def test_a_shortage_says_what_is_left() -> None:
    assert shortages([Line(1, 3), Line(2, 1), Line(3, 1)], {1: 2, 2: 1}) == [Shortage(1, 3, 2), Shortage(3, 1, 0)]
