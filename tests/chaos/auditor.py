"""Judges a run by two witnesses alone: the databases, and what clients wrote down. Every check is a plain function.

`before` and `after` are the books at the start and at the end: what the demo data say is not the run's doing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tests.chaos.books import Books, Order, Payment
from tests.chaos.clientlog import CONFIRMED, Checkout

Told = Mapping[str, Checkout]
K = TypeVar("K", bound=Hashable)

SAGA_OVER = frozenset({"done", "cancelled", "refunded"})
# Wanted but never asked for at the provider, refused or let go: nothing was taken, nothing is under way.
PAYMENT_OVER = frozenset(
    {"pending", "initiated", "declined", "voided", "cancelled", "captured", "partially_refunded", "refunded"}
)
TAKEN = frozenset({"captured", "partially_refunded", "refunded"})


@dataclass(frozen=True)
class Case:
    """What the auditor is given."""

    before: Books
    after: Books
    told: Told
    # Orders of people who keep no log.
    unlogged: frozenset[str] = frozenset()

    @property
    def new_orders(self) -> list[Order]:
        return [order for key, order in self.after.orders.items() if key not in self.before.orders]

    @property
    def sold(self) -> list[Order]:
        return [order for order in self.new_orders if order.status in CONFIRMED]

    def taken(self) -> Counter[str]:
        """Minor units that the provider took for each order, whether or not some were given back."""
        return sums((charge.order_id, charge.captured) for charge in self.after.charges)

    def kept(self) -> Counter[str]:
        """Those that were not given back. A payment that somebody was asked for has no order: it is its own reason."""
        requests = {payment.id for payment in self.after.payments if not payment.order_id}
        charges = [charge for charge in self.after.charges if charge.order_id not in requests]
        return sums((charge.order_id, charge.captured - charge.refunded) for charge in charges)


def sums(pairs: Iterable[tuple[K, int]]) -> Counter[K]:
    found: Counter[K] = Counter()
    for key, number in pairs:
        found[key] += number
    return found


def oversold(case: Case) -> Iterator[str]:
    """More units promised or gone than ever came, or other units gone than confirmed orders took."""
    ordered, earlier = units_ordered(case.sold), {number: gone(case.before, number) for number in case.before.products}
    for number, product in case.after.products.items():
        came = sum(units for kind, units in product.moved.items() if kind not in {"sold", "returned"})
        sold = gone(case.after, number)
        if not 0 <= product.reserved <= product.on_hand:
            yield f"product {number}: {product.reserved} of {product.on_hand} reserved"
        if sold + product.reserved > came:
            yield f"product {number}: {came} came, {sold} sold and {product.reserved} reserved"
        if sum(product.moved.values()) != product.on_hand:
            yield f"product {number}: {product.on_hand} on hand, movements say {sum(product.moved.values())}"
        if product.held != product.reserved:
            yield f"product {number}: {product.reserved} reserved, holds say {product.held}"
        if sold - earlier.get(number, 0) != ordered[number]:
            yield f"product {number}: {sold - earlier.get(number, 0)} units sold, orders took {ordered[number]}"


def gone(books: Books, number: int) -> int:
    """Units that left the warehouse and did not come back."""
    moved = books.products[number].moved
    return -moved.get("sold", 0) - moved.get("returned", 0)


def units_ordered(orders: Iterable[Order]) -> Counter[int]:
    return sums(line for order in orders for line in order.lines.items())


def double_charges(case: Case) -> Iterator[str]:
    """An order has one captured charge at most, and one payment that took money."""
    captured = Counter(charge.order_id for charge in case.after.charges if charge.captured)
    payments = Counter(payment.order_id for payment in case.after.payments if payment.status in TAKEN)
    taken = case.taken()
    for order in case.new_orders:
        if captured[order.id] > 1:
            yield f"order {order.id}: {captured[order.id]} captured charges"
        if payments[order.id] > 1:
            yield f"order {order.id}: {payments[order.id]} payments"
        if taken[order.id] > (order.total or 0):
            yield f"order {order.id}: {taken[order.id]} charged for {order.total}"


def charges_without_order(case: Case) -> Iterator[str]:
    """Money that the provider took and kept, for an order that does not exist or did not come about."""
    for order_id, kept in case.kept().items():
        order = case.after.orders.get(order_id)
        if kept and (order is None or order.status not in CONFIRMED) and order_id not in case.before.orders:
            yield f"order {order_id}: {kept} kept, and the order is {order.status if order else 'nowhere'}"


def paid_without_charge(case: Case) -> Iterator[str]:
    """A confirmed order whose money the provider never took."""
    taken = case.taken()
    for order in case.sold:
        if order.total is None or taken[order.id] < order.total:
            yield f"order {order.id}: {order.status} for {order.total}, {taken[order.id]} charged"


def lost(case: Case) -> Iterator[str]:
    """What a client was told and what the database says: missing, different, or an order that nobody was told of."""
    spoken_for = set(case.unlogged)
    for checkout in case.told.values():
        spoken_for.add(checkout.order_id)
        yield from _broken_word(checkout, case.after)
    if all(checkout.is_over for checkout in case.told.values()):
        for order in case.sold:
            if order.id not in spoken_for:
                yield f"order {order.id}: confirmed, and nobody was told"


def _broken_word(checkout: Checkout, books: Books) -> Iterator[str]:
    kept = books.keys.get(checkout.key)
    order = books.orders.get(checkout.order_id or (kept.order_id if kept else ""))
    if checkout.is_refused and order is not None and order.status in CONFIRMED:
        yield f"key {checkout.key}: refused with {checkout.status}, and order {order.id} is {order.status}"
    if checkout.status in {201, 202}:
        if order is None:
            yield f"key {checkout.key}: order {checkout.order_id} is missing"
        elif order.lines != dict(checkout.lines) or amount(checkout.total) != order.total:
            yield f"key {checkout.key}: order {order.id} is another: {order.lines} for {order.total}"
        elif checkout.is_confirmed and order.status not in CONFIRMED:
            yield f"key {checkout.key}: told confirmed, order {order.id} is {order.status}"
    if checkout.status and (kept is None or kept.status != checkout.status):
        yield f"key {checkout.key}: told {checkout.status}, kept is {kept.status if kept else 'nothing'}"


def amount(text: str) -> int | None:
    """Minor units of `12.34`; None for an order that was answered before it had a price."""
    return int(text.replace(".", "")) if text else None


def replays(case: Case) -> Iterator[str]:
    """Two final answers under one key that are not the same bytes."""
    for checkout in case.told.values():
        if len(checkout.answers) > 1:
            yield f"key {checkout.key}: {sorted(status for status, _ in checkout.answers)}, different bodies"


def unfinished(case: Case) -> Iterator[str]:
    """What should have come to an end by now, one way or the other."""
    for checkout in case.told.values():
        if not checkout.is_over:
            yield f"key {checkout.key}: status {checkout.status}, read {checkout.read!r}, sent {checkout.sent} times"
    for order in case.new_orders:
        if order.saga not in SAGA_OVER or order.status == "pending":
            yield f"order {order.id}: {order.status}, saga {order.saga} ({order.error})"
    yield from (f"payment {payment.id}: {payment.status}" for payment in case.after.payments if _hangs(payment))
    yield from (f"refund {row['id']}: pending" for row in case.after.refunds if row["status"] == "pending")
    yield from (f"units held for {order_id}" for order_id in case.after.holds)
    yield from (f"event not sent: {told}" for told in case.after.unsent)
    yield from (f"dead letter: {told}" for told in case.after.dead)
    yield from (f"event parked: {told}" for told in case.after.parked)
    yield from (f"webhook not looked into: {told}" for told in case.after.notices)
    yield from _money_held(case)
    yield from _not_heard(case)


def _hangs(payment: Payment) -> bool:
    return not (payment.status in PAYMENT_OVER or _waits_for_its_vendor(payment)) or payment.refunding > 0


def _waits_for_its_vendor(payment: Payment) -> bool:
    """Asked for without an order, and held until whoever asked takes it or lets it go."""
    return payment.status == "authorized" and not payment.order_id


def _money_held(case: Case) -> Iterator[str]:
    """At the provider, for nobody: an authorisation that is neither taken nor let go."""
    waiting = {payment.charge_id for payment in case.after.payments if _waits_for_its_vendor(payment)}
    for charge in case.after.charges:
        if charge.status == "authorized" and charge.id not in waiting:
            yield f"charge {charge.id}: {charge.amount} still held for order {charge.order_id}"


def _not_heard(case: Case) -> Iterator[str]:
    """Effects of events on the other side of the broker, each exactly once."""
    confirmed = {order.id for order in case.sold}
    for payment in case.after.payments:
        if payment.order_id in confirmed and payment.status in TAKEN and not payment.told_confirmed:
            yield f"payment {payment.id}: never heard that its order is confirmed"
    for order in case.sold:
        if "payment_captured" not in order.milestones:
            yield f"order {order.id}: never heard that its payment is captured"
    units = units_ordered(case.sold)
    for number, product in case.after.products.items():
        earlier = case.before.products[number].units_sold if number in case.before.products else 0
        if product.units_sold - earlier != units[number]:
            yield f"product {number}: counted {product.units_sold - earlier} units sold, orders took {units[number]}"


def ledger(case: Case) -> Iterator[str]:
    """Every transaction of the ledger sums to zero, and what it holds of a payment is what the payment says."""
    for transaction, total in case.after.ledger.items():
        if total:
            yield f"ledger transaction {transaction}: sums to {total}"
    for payment in case.after.payments:
        if payment.booked != payment.captured - payment.refunded:
            yield f"payment {payment.id}: ledger {payment.booked}, payment {payment.captured - payment.refunded}"


def provider(case: Case) -> Iterator[str]:
    """The provider's books and ours name the same sums, payment by payment."""
    ours: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    theirs: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for payment in case.after.payments:
        if payment.charge_id:
            ours[payment.charge_id] = [payment.captured, payment.refunded]
    for charge in case.after.charges:
        theirs[charge.id] = [charge.captured, charge.refunded]
    for charge_id in ours.keys() | theirs.keys():
        if ours[charge_id] != theirs[charge_id]:
            yield f"charge {charge_id}: we say {ours[charge_id]}, the provider {theirs[charge_id]}"


Check = Callable[[Case], Iterator[str]]
CHECKS: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        oversold,
        double_charges,
        charges_without_order,
        paid_without_charge,
        lost,
        replays,
        unfinished,
        ledger,
        provider,
    )
}


def audit(case: Case) -> dict[str, list[str]]:
    """By check, whatever is wrong; nothing but empty lists is what was promised."""
    return {name: list(check(case)) for name, check in CHECKS.items()}
