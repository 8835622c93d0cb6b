"""Goes through the books once: every product, every paid order, every captured payment, every account."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import Any
from uuid import UUID

from order_service.books import selectors
from order_service.books.domain import reconciliation as rules
from order_service.books.domain.reconciliation import (
    Balance,
    OrderBook,
    PaymentBook,
    Problem,
    Standing,
    Units,
)
from order_service.books.ports import Keepers

# A difference that follows from work in progress is gone at one of these looks.
LOOKS = 3
PAUSE = 1.0  # seconds between two looks
# Problems that are kept with an audit; all of them are counted.
SHOWN = 100


@dataclass
class Findings:
    """Everything one audit has seen."""

    products: Counter[str] = field(default_factory=Counter)
    orders: Counter[str] = field(default_factory=Counter)
    payments: Counter[str] = field(default_factory=Counter)
    balances: Sequence[Balance] = ()
    problems: list[Problem] = field(default_factory=list)
    # Differences in units that nobody can judge while events of this service wait for the broker.
    waiting: int = 0

    @property
    def ok(self) -> bool:
        return not self.problems


def audit(keepers: Keepers) -> Findings:
    """Raises DependencyUnavailable or DeadlineExceeded when one of the sides cannot be read: then nothing is known."""
    findings = Findings()
    _stock(keepers, findings)
    _orders(keepers, findings)
    _payments(keepers, findings)
    findings.balances = keepers.cashier.balances()
    findings.problems += rules.in_ledger(findings.balances)
    return findings


def report(findings: Findings) -> dict[str, Any]:
    """As JSON: sums, and the first `SHOWN` problems."""
    kinds = Counter(problem.kind.value for problem in findings.problems)
    return {
        "products": {name: findings.products[name] for name in ("count", "received", "sold", "reserved", "free")},
        "orders": {name: findings.orders[name] for name in ("paid", "giving_back", "given_back")},
        "payments": {name: findings.payments[name] for name in ("captured", "under_way")},
        "ledger": [asdict(balance) for balance in findings.balances],
        "problems": [asdict(problem) for problem in findings.problems[:SHOWN]],
        "problem_counts": dict(sorted(kinds.items())),
        "waiting_for_events": findings.waiting,
    }


def _stock(keepers: Keepers, findings: Findings) -> None:
    bought = selectors.units_bought()
    differing: list[Problem] = []
    for book in keepers.stock.every():
        findings.products.update(
            count=1, received=book.received, sold=book.sold, reserved=book.reserved, free=book.free
        )
        findings.problems += rules.in_stock(book)
        differing += rules.in_units(book, bought.get(book.product_id, Units()))
    staying = _staying(differing, lambda ids: _units_again(keepers, [int(subject) for subject in ids]))
    if staying and selectors.events_waiting():
        findings.waiting = len(staying)
    else:
        findings.problems += staying


def _units_again(keepers: Keepers, product_ids: Sequence[int]) -> Iterable[Problem]:
    """Orders before and after the stock: of a product that is bought all the time no single look would ever fit."""
    before = selectors.units_bought(product_ids)
    books = keepers.stock.some(product_ids)
    after = selectors.units_bought(product_ids)
    for book in books:
        bought = before.get(book.product_id, Units()).until(after.get(book.product_id, Units()))
        yield from rules.in_units(book, bought)


def _orders(keepers: Keepers, findings: Findings) -> None:
    for page in selectors.paid_orders():
        findings.orders.update(order.standing.value for order in page)
        findings.problems += _of_orders(keepers, page)


def _of_orders(keepers: Keepers, orders: Sequence[OrderBook]) -> Iterable[Problem]:
    captured: dict[UUID, list[PaymentBook]] = {}
    for payment in keepers.cashier.of_orders([order.order_id for order in orders]):
        captured.setdefault(payment.order_id, []).append(payment)
    return chain.from_iterable(rules.in_order(order, captured.get(order.order_id, [])) for order in orders)


def _payments(keepers: Keepers, findings: Findings) -> None:
    for page in keepers.cashier.every():
        standings = selectors.standings(payment.order_id for payment in page)
        findings.payments.update(_progress(payment, standings) for payment in page)
        for payment in page:
            findings.problems += rules.in_payment(payment, standings.get(payment.order_id))


def _progress(payment: PaymentBook, standings: Mapping[UUID, Standing]) -> str:
    return "under_way" if standings.get(payment.order_id) is Standing.TAKING else "captured"


def _staying(suspects: list[Problem], again: Callable[[list[str]], Iterable[Problem]]) -> list[Problem]:
    """Those of `suspects` that are still there after `LOOKS` more looks."""
    for _ in range(LOOKS):
        if not suspects:
            break
        time.sleep(PAUSE)  # an event takes that long at most while everything is well
        suspects = list(again([problem.subject for problem in suspects]))
    return suspects
