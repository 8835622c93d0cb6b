from __future__ import annotations

import pytest

from product_service.stock.domain.shelf import Change, Shelf, Turn, turn


def moved(before: int, after: int, *, low_at: int = 5) -> Turn:
    """So many free before and after; ten more are promised to others."""
    return turn(Change(1, reserved=before - after), Shelf(before + 10, 10 + before - after, low_at))


def test_what_was_there_before_is_what_is_there_now_less_the_change() -> None:
    done = turn(Change(7, on_hand=-2, reserved=-2), Shelf(8, 1, 5))
    assert (done.product_id, done.before, done.after) == (7, Shelf(10, 3, 5), Shelf(8, 1, 5))


@pytest.mark.parametrize(
    ("before", "after", "crossed"), [(1, 0, True), (0, 1, True), (9, 0, True), (2, 1, False), (0, 0, False)]
)
def test_the_last_unit_and_the_first_cross_zero(before: int, after: int, crossed: bool) -> None:  # noqa: FBT001 - the expectation
    assert moved(before, after).crossed_zero == crossed


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [(6, 5, True), (20, 0, True), (6, 6, False), (5, 4, False), (5, 0, False), (0, 3, False), (3, 9, False)],
)
def test_it_is_low_from_the_change_on_that_makes_it_so(before: int, after: int, told: bool) -> None:  # noqa: FBT001 - the expectation
    assert moved(before, after).became_low == told


def test_what_is_low_is_the_products_own_word() -> None:
    assert moved(50, 40, low_at=40).became_low
    assert not moved(50, 41, low_at=40).became_low


@pytest.mark.parametrize(("before", "after", "seen"), [(6, 5, True), (1, 0, True), (50, 40, False), (4, 3, False)])
def test_shoppers_see_the_same_word_whatever_managers_call_low(before: int, after: int, seen: bool) -> None:  # noqa: FBT001 - the expectation
    assert moved(before, after, low_at=40).looks_different == seen
