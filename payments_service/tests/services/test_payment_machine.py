"""Model = system: any order of use cases, provider trouble and time keeps the money where it belongs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from payments_service.payments import processing, recovery, refunding
from payments_service.payments.domain.payment import IN_BETWEEN, PaymentStatus
from payments_service.payments.domain.refund import RefundStatus
from payments_service.payments.models import LedgerEntry, Payment
from payments_service.payments.ports import NothingHappened, OutcomeUnknown
from payments_service.tests.support import Operation, ScriptedProvider, wanted
from servicekit.errors import DependencyUnavailable, IdempotencyInProgress, IdempotencyKeyReused, InvalidState
from servicekit.events.models import OutboxEvent
from servicekit.money import Money

OPERATIONS: tuple[Operation, ...] = ("authorize", "capture", "void", "refund", "find_by_key")
EXPECTED_CHARGE = {
    PaymentStatus.AUTHORIZED: "authorized",
    PaymentStatus.VOIDED: "voided",
    PaymentStatus.CAPTURED: "captured",
    PaymentStatus.PARTIALLY_REFUNDED: "captured",
    PaymentStatus.REFUNDED: "captured",
}


# What a use case may refuse here; anything else is a failure of the test.
REFUSALS = (DependencyUnavailable, InvalidState, IdempotencyInProgress, IdempotencyKeyReused)


class PaymentLife(RuleBasedStateMachine):
    held_clock: Any

    def __init__(self) -> None:
        super().__init__()
        self.provider = ScriptedProvider()
        self.asked = wanted(amount=Money(1000, "EUR"))

    @property
    def payment(self) -> Payment | None:
        return Payment.objects.filter(idempotency_key=self.asked.idempotency_key).first()

    @property
    def id(self) -> UUID:
        assert self.payment is not None
        return self.payment.pk

    def attempt(self, use_case: Any, **arguments: Any) -> None:
        try:
            use_case(provider=self.provider, **arguments)
        except REFUSALS:
            return

    @rule(operation=st.sampled_from(OPERATIONS), lost=st.booleans(), after=st.booleans())
    def trouble(self, *, operation: Operation, lost: bool, after: bool) -> None:
        # A request that never left has no effect, whatever else is drawn.
        error: Exception = OutcomeUnknown("scripted") if lost else NothingHappened("scripted")
        self.provider.fail(operation, error, after=after and lost)

    @rule(seconds=st.sampled_from([0.1, 1, 7, 70]))
    def time_passes(self, seconds: float) -> None:
        self.held_clock.advance(seconds=seconds)
        recovery.settle_due(self.provider)

    @rule()
    def authorize(self) -> None:
        self.attempt(processing.payment_authorize, wanted=self.asked)

    @precondition(lambda self: self.payment)
    @rule()
    def capture(self) -> None:
        self.attempt(processing.payment_capture, payment_id=self.id)

    @precondition(lambda self: self.payment)
    @rule()
    def void(self) -> None:
        self.attempt(processing.payment_void, payment_id=self.id)

    @precondition(lambda self: self.payment)
    @rule(amount=st.sampled_from([1, 400, 1000]), number=st.integers(1, 4))
    def refund(self, amount: int, number: int) -> None:
        key, money = f"refund:{self.id}:{number}", Money(amount, "EUR")
        self.attempt(refunding.payment_refund, idempotency_key=key, payment_id=self.id, amount=money)

    @invariant()
    def the_provider_has_one_charge_at_most(self) -> None:
        assert len(self.provider.books) <= 1

    @invariant()
    def the_ledger_balances_and_agrees_with_the_payment(self) -> None:
        if (payment := self.payment) is None:
            return
        entries = LedgerEntry.objects.filter(payment=payment)
        sums = entries.values("transaction").annotate(total=Sum("amount"))
        assert all(row["total"] == 0 for row in sums)
        ours = entries.filter(account="provider").aggregate(total=Sum("amount"))["total"] or 0
        assert ours == payment.captured - payment.refunded

    @invariant()
    def what_we_say_is_what_the_provider_did(self) -> None:
        payment = self.payment
        if payment is None or payment.state in IN_BETWEEN or payment.state not in EXPECTED_CHARGE:
            return
        held = self.provider.only()
        assert held.charge.status == EXPECTED_CHARGE[payment.state]
        assert held.captured == payment.captured
        assert payment.refunded <= held.refunded <= payment.refunded + payment.refunding

    @invariant()
    def promises_are_the_pending_refunds(self) -> None:
        if (payment := self.payment) is not None:
            pending = payment.refunds.filter(status=RefundStatus.PENDING).aggregate(total=Sum("amount"))
            assert payment.refunding == (pending["total"] or 0)

    @invariant()
    def each_step_is_announced_once(self) -> None:
        if (payment := self.payment) is not None:
            types = list(OutboxEvent.objects.filter(aggregate_id=str(payment.pk)).values_list("type", flat=True))
            for once in ("payment.authorized", "payment.captured", "payment.failed"):
                assert types.count(once) <= 1
            assert ("payment.captured" in types) == (payment.captured > 0)
            succeeded = payment.refunds.filter(status=RefundStatus.SUCCEEDED).count()
            assert types.count("payment.refunded") == succeeded

    def teardown(self) -> None:
        """Liveness: when all trouble is over, nothing stays in between."""
        self.provider._trouble.clear()
        for _ in range(4):
            self.time_passes(70)
        payment = self.payment
        assert payment is None or payment.state not in IN_BETWEEN
        assert payment is None or payment.refunding == 0
        assert payment is None or payment.next_attempt_at is None
        self.what_we_say_is_what_the_provider_did()


@pytest.mark.django_db
def test_money_stays_where_it_belongs_in_any_order_of_events(held_clock: Any) -> None:
    class Life(PaymentLife):
        pass

    Life.held_clock = held_clock
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
