from __future__ import annotations

import pytest

from product_service.stock.domain.adjustment import MOST_ON_HAND, Adjustment, Movement, Reason, checked
from product_service.stock.domain.errors import StockBelowReserved
from product_service.stock.domain.shelf import Shelf
from servicekit.errors import ValidationFailed

SHELF = Shelf(on_hand=10, reserved=4, low_at=5)


@pytest.mark.parametrize(
    ("quantity", "reason", "kind"),
    [
        (3, Reason.RECEIVED, Movement.RECEIVED),
        (1, Reason.RETURNED, Movement.RETURNED),
        (2, Reason.FOUND, Movement.ADJUSTED),
        (-6, Reason.DAMAGED, Movement.ADJUSTED),
        (-1, Reason.LOST, Movement.ADJUSTED),
        (-2, Reason.COUNTED, Movement.ADJUSTED),
        (2, Reason.COUNTED, Movement.ADJUSTED),
    ],
)
def test_a_reason_says_which_kind_of_movement_it_is(quantity: int, reason: Reason, kind: Movement) -> None:
    assert checked(Adjustment(quantity, reason), SHELF).kind == kind


@pytest.mark.parametrize(
    ("quantity", "reason", "code"),
    [
        (0, Reason.COUNTED, "out-of-range"),
        (-1, Reason.RECEIVED, "out-of-range"),
        (-1, Reason.RETURNED, "out-of-range"),
        (-1, Reason.FOUND, "out-of-range"),
        (1, Reason.DAMAGED, "out-of-range"),
        (1, Reason.LOST, "out-of-range"),
        (MOST_ON_HAND, Reason.RECEIVED, "max-value"),
    ],
)
def test_what_makes_no_sense_is_refused(quantity: int, reason: Reason, code: str) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        checked(Adjustment(quantity, reason), SHELF)
    assert [(error.pointer, error.code) for error in refusal.value.errors] == [("/quantity", code)]


def test_what_is_promised_stays() -> None:
    with pytest.raises(StockBelowReserved) as refusal:
        checked(Adjustment(-7, Reason.LOST), SHELF)
    assert refusal.value.extensions["reserved"] == 4
    assert [error.pointer for error in refusal.value.errors] == ["/quantity"]
    assert refusal.value.detail == "4 units are reserved for orders being paid; 3 would not cover them."


def test_what_is_not_there_cannot_be_lost() -> None:
    with pytest.raises(StockBelowReserved) as refusal:
        checked(Adjustment(-40, Reason.LOST), SHELF)
    assert refusal.value.detail == "That is 30 more than there are on hand."
