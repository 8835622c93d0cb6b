"""What the tests share: a provider in memory that fails as told, and payments brought to a wanted state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar
from uuid import UUID, uuid4

from payments_service.payments import processing
from payments_service.payments.domain.authorization import Wanted
from payments_service.payments.domain.payment import ChargeStatus
from payments_service.payments.domain.request import Asked, Means
from payments_service.payments.models import LedgerEntry, Payment
from payments_service.payments.ports import Charge, OutcomeUnknown, RefundMade, Refused
from payments_service.payments.services import requests
from servicekit.money import Money

T = TypeVar("T")
Operation = Literal["authorize", "capture", "void", "refund", "find_by_key", "refunds_of"]


@dataclass
class Held:
    """A charge in the provider's books."""

    charge: Charge
    amount: int
    captured: int = 0
    refunded: int = 0
    refunds: dict[str, int] = field(default_factory=dict)


class ScriptedProvider:
    """Behaves like a provider; `fail(...)` makes the next call of an operation raise, before or after its effect."""

    def __init__(self) -> None:
        self.books: dict[str, Held] = {}
        self.calls: list[tuple[Operation, str]] = []
        self._trouble: dict[Operation, list[tuple[Exception, bool]]] = {}

    def fail(
        self, operation: Operation, error: Exception | None = None, *, times: int = 1, after: bool = False
    ) -> None:
        trouble = (error or OutcomeUnknown("scripted"), after)
        self._trouble.setdefault(operation, []).extend([trouble] * times)

    def called(self, operation: Operation) -> int:
        return sum(name == operation for name, _ in self.calls)

    def only(self) -> Held:
        (held,) = self.books.values()
        return held

    def authorize(self, *, key: str, amount: Money, token: str, reference: str) -> Charge:
        def hold() -> Charge:
            declined = token == "tok_decline"
            status = ChargeStatus.DECLINED if declined else ChargeStatus.AUTHORIZED
            charge = Charge(f"ch_{uuid4().hex}", status, "card_declined" if declined else "")
            return self.books.setdefault(key, Held(charge, amount.minor_units)).charge

        return self._run("authorize", key, hold)

    def capture(self, *, charge_id: str, key: str, amount: Money) -> Charge:
        def take() -> Charge:
            held = self._held(charge_id)
            if held.charge.status is ChargeStatus.AUTHORIZED:
                held.charge = replace(held.charge, status=ChargeStatus.CAPTURED)
                held.captured = amount.minor_units
            return held.charge

        return self._run("capture", key, take)

    def void(self, *, charge_id: str, key: str) -> Charge:
        def let_go() -> Charge:
            held = self._held(charge_id)
            if held.charge.status is ChargeStatus.AUTHORIZED:
                held.charge = replace(held.charge, status=ChargeStatus.VOIDED)
            return held.charge

        return self._run("void", key, let_go)

    def refund(self, *, charge_id: str, key: str, amount: Money) -> None:
        def give_back() -> None:
            held = self._held(charge_id)
            if key in held.refunds:
                return
            if held.refunded + amount.minor_units > held.captured:
                raise Refused("refund_exceeds_captured")
            held.refunds[key] = amount.minor_units
            held.refunded += amount.minor_units

        self._run("refund", key, give_back)

    def find_by_key(self, *, key: str) -> Charge | None:
        return self._run("find_by_key", key, lambda: self.books[key].charge if key in self.books else None)

    def refunds_of(self, *, charge_id: str) -> list[RefundMade]:
        """A key that begins with "hand:" stands for a refund made at the provider, without a key of ours."""

        def list_all() -> list[RefundMade]:
            made = self._held(charge_id).refunds.items()
            return [RefundMade(f"re_{key}", "" if key.startswith("hand:") else key, amount) for key, amount in made]

        return self._run("refunds_of", charge_id, list_all)

    def give_back_by_hand(self, charge_id: str, amount: int, name: str = "1") -> None:
        held = self._held(charge_id)
        held.refunds[f"hand:{name}"] = amount
        held.refunded += amount

    def _held(self, charge_id: str) -> Held:
        return next(held for held in self.books.values() if held.charge.id == charge_id)

    def _run(self, operation: Operation, key: str, effect: Callable[[], T]) -> T:
        self.calls.append((operation, key))
        queue = self._trouble.get(operation, [])
        if not queue:
            return effect()
        error, after = queue.pop(0)
        if after:
            effect()
        raise error


def wanted(**changes: Any) -> Wanted:
    order_id = changes.pop("order_id", uuid4())
    asked = Wanted(
        idempotency_key=f"pay:{order_id}:1",
        order_id=order_id,
        customer_id=UUID(int=7),
        amount=Money(12_900, "EUR"),
        method="card",
        token="tok_success",
    )
    return replace(asked, **changes)


def authorized(provider: ScriptedProvider, **changes: Any) -> Payment:
    return processing.payment_authorize(wanted=wanted(**changes), provider=provider)


def captured(provider: ScriptedProvider, **changes: Any) -> Payment:
    payment = authorized(provider, **changes)
    return processing.payment_capture(payment_id=payment.pk, provider=provider)


def ledger_of(payment: Payment) -> list[tuple[str, str, int]]:
    """(what, account, amount) of every entry."""
    rows = LedgerEntry.objects.filter(payment=payment).order_by("id")
    return [(row.transaction.partition(":")[0], row.account, row.amount) for row in rows]


def subjects(envelopes: list[Any]) -> list[str]:
    return [envelope.subject for envelope in envelopes]


def requested(**changes: Any) -> Payment:
    """49.00 EUR that a vendor asks customer 7 for."""
    asked = Asked(
        idempotency_key=f"ask:{uuid4()}",
        vendor_id=UUID(int=8),
        organisation_id="",
        customer_id=UUID(int=7),
        amount=Money(4_900, "EUR"),
        description="Engraving",
    )
    return requests.request_initiate(asked=replace(asked, **changes))


def paid(provider: ScriptedProvider, payment: Payment, key: str = "k1", token: str = "tok_success") -> Payment:
    return processing.request_pay(payment_id=payment.pk, means=Means(key=key, token=token), provider=provider)


def overdue(payment: Payment) -> None:
    """As if its time had come, by the database's clock."""
    Payment.objects.filter(pk=payment.pk).update(expires_at=datetime(2020, 1, 1, tzinfo=UTC))
