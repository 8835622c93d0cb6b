"""A catalogue, a payment service and a user register in memory, with faults on demand.

They keep the promises of the real ones: every write is keyed and may be repeated.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from uuid import UUID

from order_service.cart.errors import ProductUnavailable
from order_service.cart.ports import Product
from order_service.orders.domain.errors import OutOfStock, ReservationLimit
from order_service.orders.domain.pricing import PricedLine, WantedLine
from order_service.orders.ports import (
    NeverSent,
    Partners,
    Payment,
    PaymentRequest,
    PaymentState,
    ReservationLost,
    StepRefused,
)
from servicekit.errors import DeadlineExceeded, DependencyUnavailable
from servicekit.money import Money

ATELIER = UUID(int=7)


class Crash(BaseException):
    """The process dies here."""


class Fault(Enum):
    UNSENT = auto()
    # The request is lost on its way: nothing happens, and nobody knows.
    LOST = auto()
    # It happens, and the answer is lost.
    UNANSWERED = auto()
    CRASH_BEFORE = auto()
    CRASH_AFTER = auto()


BEFORE = {Fault.UNSENT: NeverSent, Fault.LOST: DependencyUnavailable, Fault.CRASH_BEFORE: Crash}
AFTER = {Fault.UNANSWERED: DeadlineExceeded, Fault.CRASH_AFTER: Crash}


class Faults:
    """What goes wrong with the next calls of a method; `down` for all calls from now on."""

    def __init__(self) -> None:
        self.next: dict[str, deque[Fault | None]] = defaultdict(deque)
        self.always: dict[str, Fault] = {}
        self.calls: Counter[str] = Counter()
        # Whether lost answers may be asked about while the customer waits.
        self.budget = True

    def script(self, method: str, *faults: Fault | None) -> None:
        self.next[method].extend(faults)

    def down(self, *methods: str, fault: Fault = Fault.UNSENT) -> None:
        self.always.update(dict.fromkeys(methods, fault))

    def heal(self) -> None:
        self.always.clear()
        self.next.clear()

    def before(self, method: str) -> Fault | None:
        self.calls[method] += 1
        fault = self.always.get(method) or (self.next[method].popleft() if self.next[method] else None)
        if fault in BEFORE:
            raise BEFORE[fault]
        return fault


def after(fault: Fault | None) -> None:
    if fault in AFTER:
        raise AFTER[fault]


@dataclass
class Reservation:
    lines: tuple[WantedLine, ...]
    state: str = "held"
    customer_id: UUID | None = None
    extensions: int = 0


class FakeCatalog:
    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.lock = threading.RLock()
        self.goods: dict[int, Product] = {}
        self.on_hand: dict[int, int] = {}
        self.reservations: dict[UUID, Reservation] = {}
        self.commits: Counter[UUID] = Counter()
        # The organisations that sell something; everything else is the house's.
        self.sellers: dict[int, str] = {}
        # Units one customer may hold at a time.
        self.most_units = 1000

    def stock(self, product_id: int, *, units: int, price: int = 1000, name: str = "") -> None:
        image = f"/media/products/{product_id}.webp"
        self.goods[product_id] = Product(product_id, name or f"Product {product_id}", Money(price, "EUR"), image, units)
        self.on_hand[product_id] = units

    def free(self, product_id: int) -> int:
        held = sum(
            line.quantity
            for reservation in self.reservations.values()
            if reservation.state == "held"
            for line in reservation.lines
            if line.product_id == product_id
        )
        return self.on_hand[product_id] - held

    def products(self, ids: Sequence[int]) -> list[Product]:
        fault = self.faults.before("products")
        found = [self.goods[i] for i in ids if i in self.goods]
        after(fault)
        return [Product(p.id, p.name, p.price, p.image_url, self.free(p.id)) for p in found]

    def reserve(self, reservation_id: UUID, lines: Sequence[WantedLine], customer_id: UUID) -> list[PricedLine]:
        fault = self.faults.before("reserve")
        with self.lock:
            self._reserve(reservation_id, tuple(lines), customer_id)
        after(fault)
        return [self._priced(line) for line in lines]

    def _reserve(self, reservation_id: UUID, lines: tuple[WantedLine, ...], customer_id: UUID) -> None:
        known = self.reservations.get(reservation_id)
        if known is not None:
            if known.state not in {"held", "committed"} or known.lines != lines:
                raise StepRefused("reservation-released")
            return
        missing = [line.product_id for line in lines if line.product_id not in self.goods]
        if missing:
            raise ProductUnavailable(product_ids=missing)
        short = [line for line in lines if self.free(line.product_id) < line.quantity]
        if short:
            raise OutOfStock(lines=[self._shortage(line) for line in short])
        self._admit(customer_id, lines)
        self.reservations[reservation_id] = Reservation(lines, customer_id=customer_id)

    def _admit(self, customer_id: UUID, lines: tuple[WantedLine, ...]) -> None:
        held = [one for one in self.reservations.values() if one.state == "held" and one.customer_id == customer_id]
        units = sum(line.quantity for one in held for line in one.lines) + sum(line.quantity for line in lines)
        if units > self.most_units:
            raise ReservationLimit(most_units=self.most_units, most_reservations=100)

    def extend(self, reservation_id: UUID) -> None:
        fault = self.faults.before("extend")
        with self.lock:
            reservation = self.reservations[reservation_id]
            if reservation.state != "held":
                raise ReservationLost(f"reservation-{reservation.state}")
            reservation.extensions = 1
        after(fault)

    def _shortage(self, line: WantedLine) -> dict[str, int]:
        return {"product_id": line.product_id, "requested": line.quantity, "available": self.free(line.product_id)}

    def _priced(self, line: WantedLine) -> PricedLine:
        product = self.goods[line.product_id]
        seller = self.sellers.get(product.id, "")
        return PricedLine(product.id, product.name, line.quantity, product.price, product.image_url, seller)

    def commit(self, reservation_id: UUID) -> None:
        fault = self.faults.before("commit")
        with self.lock:
            reservation = self.reservations[reservation_id]
            if reservation.state not in {"held", "committed"}:
                raise ReservationLost("reservation-expired")
            if reservation.state == "held":
                reservation.state = "committed"
                self.commits[reservation_id] += 1
                for line in reservation.lines:
                    self.on_hand[line.product_id] -= line.quantity
        after(fault)

    def release(self, reservation_id: UUID) -> None:
        fault = self.faults.before("release")
        with self.lock:
            reservation = self.reservations.setdefault(reservation_id, Reservation((), "released"))
            if reservation.state == "committed":
                raise StepRefused("reservation-committed")
            reservation.state = "released"
        after(fault)

    def may_ask_again(self) -> bool:
        return self.faults.budget

    def expire(self, reservation_id: UUID) -> None:
        self.reservations[reservation_id].state = "expired"


@dataclass
class FakePayment:
    request: PaymentRequest
    state: PaymentState
    decline_code: str = ""
    captures: int = 0
    refunds: dict[str, Money] = field(default_factory=dict)

    @property
    def left(self) -> Money:
        """Captured and not given back."""
        total = self.request.amount
        given = sum(amount.minor_units for amount in self.refunds.values())
        return Money(total.minor_units * min(self.captures, 1) - given, total.currency)


DECLINES = {"tok_decline": "card_declined", "tok_insufficient_funds": "insufficient_funds"}


class FakePayments:
    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.lock = threading.RLock()
        self.by_key: dict[str, FakePayment] = {}

    def authorize(self, request: PaymentRequest) -> Payment:
        fault = self.faults.before("authorize")
        with self.lock:
            payment = self.by_key.get(request.key) or self._settle(request)
        after(fault)
        return self._seen(request.key, payment)

    def _settle(self, request: PaymentRequest) -> FakePayment:
        code = DECLINES.get(request.token, "")
        state = PaymentState.DECLINED if code else PaymentState.AUTHORIZED
        if request.token == "tok_slow":
            state = PaymentState.UNKNOWN
        return self.by_key.setdefault(request.key, FakePayment(request, state, code))

    def find_by_key(self, key: str) -> Payment | None:
        fault = self.faults.before("find_by_key")
        payment = self.by_key.get(key)
        after(fault)
        return self._seen(key, payment) if payment else None

    def settle_slow(self) -> None:
        for payment in self.by_key.values():
            if payment.state is PaymentState.UNKNOWN:
                payment.state = PaymentState.AUTHORIZED

    def capture(self, payment_id: str) -> Payment:
        fault = self.faults.before("capture")
        with self.lock:
            payment = self.by_key[payment_id]
            if payment.state is PaymentState.VOIDED:
                raise StepRefused("invalid-state")
            if payment.state is PaymentState.AUTHORIZED:
                payment.state = PaymentState.CAPTURED
                payment.captures += 1
        after(fault)
        return self._seen(payment_id, payment)

    def void(self, payment_id: str) -> Payment:
        fault = self.faults.before("void")
        with self.lock:
            payment = self.by_key[payment_id]
            if payment.state is PaymentState.CAPTURED:
                raise StepRefused("invalid-state")
            payment.state = PaymentState.VOIDED
        after(fault)
        return self._seen(payment_id, payment)

    def refund(self, key: str, payment_id: str, amount: Money) -> Payment:
        fault = self.faults.before("refund")
        payment = self.by_key[payment_id]
        if key not in payment.refunds and payment.left < amount:
            raise StepRefused("refund-exceeds-captured")
        payment.refunds.setdefault(key, amount)
        payment.state = PaymentState.REFUNDED
        after(fault)
        return self._seen(payment_id, payment)

    def may_ask_again(self) -> bool:
        return self.faults.budget

    def _seen(self, key: str, payment: FakePayment) -> Payment:
        return Payment(key, payment.state, payment.decline_code, payment.left)


class FakeUsers:
    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.disabled: set[UUID] = set()

    def validate(self, user_id: UUID) -> bool:
        after(self.faults.before("validate"))
        return user_id not in self.disabled


class World:
    """Everything outside order_service, and what can go wrong with it."""

    def __init__(self) -> None:
        self.begin_anew()

    def begin_anew(self) -> None:
        """As if nobody had ever bought anything."""
        self.faults = Faults()
        self.catalog = FakeCatalog(self.faults)
        self.payments = FakePayments(self.faults)
        self.users = FakeUsers(self.faults)
        self.catalog.stock(1, units=10, price=1250, name="Lamp")
        self.catalog.sellers[1] = str(ATELIER)
        self.catalog.stock(2, units=3, price=9900, name="Chair")

    @property
    def partners(self) -> Partners:
        return Partners(self.catalog, self.payments, self.users)

    def payment_of(self, order_id: UUID) -> FakePayment | None:
        return self.payments.by_key.get(f"pay:{order_id}:1")

    def untouched(self) -> bool:
        """Nothing is reserved and no money is held."""
        held = any(one.state in {"held", "committed"} for one in self.catalog.reservations.values())
        money = {PaymentState.AUTHORIZED, PaymentState.CAPTURED, PaymentState.UNKNOWN}
        return not held and not any(one.state in money for one in self.payments.by_key.values())
