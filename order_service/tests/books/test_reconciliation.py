from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from order_service.books.domain import reconciliation as rules
from order_service.books.domain.reconciliation import (
    Balance,
    OrderBook,
    PaymentBook,
    ProblemKind,
    Standing,
    StockBook,
    Units,
)
from servicekit.money import Money

ORDER = uuid4()
units = some.integers(min_value=0, max_value=1000)


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def book(*, received: int = 10, sold: int = 3, reserved: int = 2, free: int = 5, held: int = 2) -> StockBook:
    return StockBook(1, "SOAP", "Soap", received, sold, reserved, free, held)


def order(standing: Standing) -> OrderBook:
    return OrderBook(ORDER, euros(500), standing)


def payment(captured: int = 500, refunded: int = 0) -> PaymentBook:
    return PaymentBook("p1", ORDER, euros(captured), euros(refunded))


@given(sold=units, reserved=units, free=units)
def test_stock_that_adds_up_is_in_balance(sold: int, reserved: int, free: int) -> None:
    whole = book(received=sold + reserved + free, sold=sold, reserved=reserved, free=free, held=reserved)
    assert list(rules.in_stock(whole)) == []


@pytest.mark.parametrize("wrong", [{"received": 11}, {"sold": 4}, {"held": 1}, {"free": -1, "sold": 9}])
def test_any_figure_that_does_not_fit_is_told_with_all_others(wrong: dict[str, int]) -> None:
    [problem] = rules.in_stock(book(**wrong))
    assert (problem.kind, problem.subject) == (ProblemKind.STOCK_OUT_OF_BALANCE, "1")
    assert problem.detail.startswith("received ")


@pytest.mark.parametrize(("sold", "wrong"), [(2, True), (3, False), (5, False), (6, True)])
def test_units_being_written_down_may_count_or_not(sold: int, *, wrong: bool) -> None:
    found = list(rules.in_units(book(sold=sold), Units(certain=3, perhaps=2)))
    assert [problem.kind for problem in found] == [ProblemKind.UNITS_DIFFER] * wrong


@pytest.mark.parametrize(("sold", "admitted"), [(2, False), (3, True), (7, True), (8, False)])
def test_between_two_looks_whatever_lies_between_them_may_be_true(sold: int, *, admitted: bool) -> None:
    first, later = Units(certain=3, perhaps=2), Units(certain=6, perhaps=1)
    assert first.until(later).admits(sold) is admitted
    assert later.until(first) == first.until(later)


@pytest.mark.parametrize("standing", [Standing.UNPAID, Standing.TAKING])
def test_an_order_that_is_not_paid_needs_no_payment(standing: Standing) -> None:
    assert list(rules.in_order(order(standing), [])) == []


@pytest.mark.parametrize("standing", [Standing.PAID, Standing.GIVING_BACK])
def test_a_paid_order_has_one_capture_of_its_total(standing: Standing) -> None:
    assert list(rules.in_order(order(standing), [payment()])) == []


@pytest.mark.parametrize(
    ("payments", "kinds"),
    [
        ([], [ProblemKind.ORDER_WITHOUT_CAPTURE]),
        ([payment(), payment()], [ProblemKind.CAPTURED_TWICE]),
        ([payment(499)], [ProblemKind.CAPTURE_DIFFERS]),
    ],
)
def test_a_paid_order_without_exactly_that_is_a_problem(payments: list[PaymentBook], kinds: list[ProblemKind]) -> None:
    assert [problem.kind for problem in rules.in_order(order(Standing.PAID), payments)] == kinds


def test_money_given_back_is_all_of_it() -> None:
    given_back = order(Standing.GIVEN_BACK)
    assert list(rules.in_order(given_back, [payment(refunded=500)])) == []
    [problem] = rules.in_order(given_back, [payment(refunded=499)])
    assert problem.kind is ProblemKind.REFUND_MISSING


@pytest.mark.parametrize(
    ("standing", "wrong"),
    [(None, True), (Standing.UNPAID, True), (Standing.TAKING, False), (Standing.PAID, False)],
)
def test_money_was_taken_for_an_order_or_is_a_problem(standing: Standing | None, *, wrong: bool) -> None:
    found = [problem.kind for problem in rules.in_payment(payment(), standing)]
    assert found == [ProblemKind.CAPTURE_WITHOUT_ORDER] * wrong


def test_money_that_went_back_needs_no_order() -> None:
    assert list(rules.in_payment(payment(refunded=500), Standing.UNPAID)) == []


def test_a_ledger_adds_up_in_each_currency_for_itself() -> None:
    good = [Balance("EUR", "provider", 500), Balance("EUR", "sales", -500)]
    assert list(rules.in_ledger(good)) == []
    [problem] = rules.in_ledger([*good, Balance("USD", "provider", 500)])
    assert (problem.kind, problem.subject) == (ProblemKind.LEDGER_NOT_ZERO, "USD")
