"""What must be true between stock, orders and money, and what is wrong when it is not.

Every rule is safe against work that goes on meanwhile, by the order in which the two sides are read: an order is paid
only after its payment was captured, so orders are read before payments where a payment must exist, and after them where
an order must. Units follow events, so a difference there counts only when it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from servicekit.money import Money


class ProblemKind(StrEnum):
    # Received is not sold plus reserved plus free, or what is reserved is not what open reservations hold.
    STOCK_OUT_OF_BALANCE = "stock_out_of_balance"
    # The catalogue has sold another number of units than orders have bought.
    UNITS_DIFFER = "units_differ"
    ORDER_WITHOUT_CAPTURE = "order_without_capture"
    CAPTURED_TWICE = "captured_twice"
    CAPTURE_DIFFERS = "capture_differs"
    REFUND_MISSING = "refund_missing"
    CAPTURE_WITHOUT_ORDER = "capture_without_order"
    LEDGER_NOT_ZERO = "ledger_not_zero"


class Standing(StrEnum):
    """An order, as far as its money is concerned."""

    UNPAID = "unpaid"
    # The request for the money is out: it may have been taken or not.
    TAKING = "taking"
    PAID = "paid"
    GIVING_BACK = "giving_back"
    GIVEN_BACK = "given_back"


# An order whose money was taken. While it is being taken, both answers are right.
TAKEN = frozenset({Standing.PAID, Standing.GIVING_BACK, Standing.GIVEN_BACK})


@dataclass(frozen=True)
class Problem:
    """`subject`: the id of the product, the order or the payment; the currency of a ledger."""

    kind: ProblemKind
    subject: str
    detail: str


@dataclass(frozen=True)
class StockBook:
    """Units of one product, all read in the same moment. `received` has corrections in it, `sold` is less returns."""

    product_id: int
    sku: str
    name: str
    received: int
    sold: int
    reserved: int
    free: int
    held: int

    @property
    def balanced(self) -> bool:
        whole = self.received == self.sold + self.reserved + self.free
        return whole and self.reserved == self.held and self.free >= 0


@dataclass(frozen=True)
class OrderBook:
    order_id: UUID
    total: Money
    standing: Standing


@dataclass(frozen=True)
class PaymentBook:
    """A payment of which something was captured."""

    payment_id: str
    order_id: UUID
    captured: Money
    refunded: Money


@dataclass(frozen=True)
class Units:
    """Of one product: bought by orders for certain, and perhaps by those that are just being written down."""

    certain: int = 0
    perhaps: int = 0

    def admits(self, sold: int) -> bool:
        return self.certain <= sold <= self.certain + self.perhaps

    def until(self, later: Units) -> Units:
        """Whatever was true at some moment from this look to a `later` one."""
        certain = min(self.certain, later.certain)
        return Units(certain, max(self.certain + self.perhaps, later.certain + later.perhaps) - certain)


@dataclass(frozen=True)
class Balance:
    """Minor units on one account of the ledger."""

    currency: str
    account: str
    minor_units: int


def in_stock(book: StockBook) -> Iterable[Problem]:
    if not book.balanced:
        detail = (
            f"received {book.received}, sold {book.sold}, reserved {book.reserved} (held {book.held}), free {book.free}"
        )
        yield Problem(ProblemKind.STOCK_OUT_OF_BALANCE, str(book.product_id), detail)


def in_units(book: StockBook, units: Units) -> Iterable[Problem]:
    if not units.admits(book.sold):
        detail = f"sold {book.sold}, bought by orders {units.certain} to {units.certain + units.perhaps}"
        yield Problem(ProblemKind.UNITS_DIFFER, str(book.product_id), detail)


def in_order(order: OrderBook, payments: Sequence[PaymentBook]) -> Iterable[Problem]:
    """`order` was read before `payments`, which are all of its payments with anything captured."""
    if order.standing not in TAKEN:
        return
    subject = str(order.order_id)
    if not payments:
        yield Problem(ProblemKind.ORDER_WITHOUT_CAPTURE, subject, f"{order.total.decimal()} was never captured")
    if len(payments) > 1:
        yield Problem(ProblemKind.CAPTURED_TWICE, subject, ", ".join(payment.payment_id for payment in payments))
    for payment in payments:
        if payment.captured != order.total:
            detail = f"captured {payment.captured.decimal()} of {order.total.decimal()} {order.total.currency}"
            yield Problem(ProblemKind.CAPTURE_DIFFERS, subject, detail)
        if order.standing is Standing.GIVEN_BACK and payment.refunded != payment.captured:
            detail = f"refunded {payment.refunded.decimal()} of {payment.captured.decimal()}"
            yield Problem(ProblemKind.REFUND_MISSING, subject, detail)


def in_payment(payment: PaymentBook, standing: Standing | None) -> Iterable[Problem]:
    """`standing` of its order, read after `payment`; None when there is no such order."""
    if standing in TAKEN or standing is Standing.TAKING:
        return
    if payment.refunded == payment.captured:
        return
    what = "there is no such order" if standing is None else "the order is not paid"
    detail = f"{payment.captured.decimal()} {payment.captured.currency} captured, {what}"
    yield Problem(ProblemKind.CAPTURE_WITHOUT_ORDER, str(payment.order_id), detail)


def in_ledger(balances: Iterable[Balance]) -> Iterable[Problem]:
    for currency, total in sums(balances).items():
        if total:
            yield Problem(ProblemKind.LEDGER_NOT_ZERO, currency, f"{total} minor units too many")


def sums(balances: Iterable[Balance]) -> Mapping[str, int]:
    """What the accounts of each currency add up to: zero."""
    totals: dict[str, int] = {}
    for balance in balances:
        totals[balance.currency] = totals.get(balance.currency, 0) + balance.minor_units
    return totals
