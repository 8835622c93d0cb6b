"""Model = system for payment requests: in any order of people, trouble, crashes and time they are paid once at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from payments_service.payments import books, processing, recovery, refunding
from payments_service.payments.domain.payment import IN_BETWEEN, TAKEN, CaptureMode, PaymentStatus
from payments_service.payments.domain.request import Change, Ending
from payments_service.payments.models import LateLook, LedgerEntry, Payment, PaymentShare
from payments_service.payments.ports import NothingHappened, OutcomeUnknown
from payments_service.payments.services import requests
from payments_service.tests.support import Operation, ScriptedProvider, overdue, paid, requested
from servicekit.errors import DependencyUnavailable, IdempotencyInProgress, IdempotencyKeyReused, InvalidState
from servicekit.events.models import OutboxEvent
from servicekit.faults.effects import Scripted
from servicekit.money import Money
from servicekit.testing.faults import Faults

OPERATIONS: tuple[Operation, ...] = ("authorize", "capture", "void", "refund", "find_by_key")
# What a use case may refuse here; anything else is a failure of the test.
REFUSALS = (DependencyUnavailable, InvalidState, IdempotencyInProgress, IdempotencyKeyReused)
POINTS = [
    "payments.pay.before-commit",
    "payments.pay.before-call",
    "payments.authorize.after-call",
    "payments.authorize.before-commit",
    "payments.authorize.after-commit",
    "payments.capture.after-call",
    "payments.capture.before-commit",
    "payments.decline.before-commit",
    "payments.void.after-call",
    "payments.refund.after-call",
    "payments.refund.before-commit",
    "payments.cancel.before-commit",
    "payments.late-look.after-call",
]


@dataclass
class Model:
    """What people were told, and so must stay true."""

    cancelled: bool = False
    taken: int = 0
    keys: set[str] = field(default_factory=set)


class RequestLife(RuleBasedStateMachine):
    held_clock: Any
    faults: Faults

    def __init__(self) -> None:
        super().__init__()
        self.provider = ScriptedProvider()
        self.model = Model()
        self.faults.clear()
        capture = CaptureMode.MANUAL if Payment.objects.count() % 2 else CaptureMode.AUTOMATIC
        self.id = requested(amount=Money(1000, "EUR"), organisation_id="seller", capture=capture).pk

    @property
    def payment(self) -> Payment:
        return Payment.objects.get(pk=self.id)

    def attempt(self, use_case: Callable[[], Any]) -> Any:
        try:
            return use_case()
        except (*REFUSALS, Scripted):
            return None

    @rule(operation=st.sampled_from(OPERATIONS), lost=st.booleans(), after=st.booleans())
    def trouble(self, *, operation: Operation, lost: bool, after: bool) -> None:
        # A request that never left has no effect, whatever else is drawn.
        error: Exception = OutcomeUnknown("scripted") if lost else NothingHappened("scripted")
        self.provider.fail(operation, error, after=after and lost)

    @rule(point=st.sampled_from(POINTS))
    def crash(self, point: str) -> None:
        """Whoever passes there next dies."""
        self.faults.clear()
        self.faults(site="point", where=point, effect="raise", times=1)

    @rule(seconds=st.sampled_from([0.1, 1, 7, 70]))
    def time_passes(self, seconds: float) -> None:
        self.held_clock.advance(seconds=seconds)
        self.attempt(lambda: recovery.settle_due(self.provider))

    @rule(key=st.sampled_from("abc"), declined=st.booleans())
    def pay(self, *, key: str, declined: bool) -> None:
        token = "tok_decline" if declined and key not in self.model.keys else "tok_success"
        self.model.keys.add(key)
        answer = self.attempt(lambda: paid(self.provider, self.payment, key=key, token=token))
        if answer is not None and answer.state in TAKEN:
            self.model.taken = answer.captured

    @rule(amount=st.sampled_from([900, 1000]))
    def change(self, amount: int) -> None:
        seen, what = frozenset({requests.tag(self.payment)}), Change(amount=Money(amount, "EUR"))
        self.attempt(lambda: requests.request_change(payment_id=self.id, change=what, seen=seen))

    @rule(ending=st.sampled_from([Ending.WITHDRAWN, Ending.TURNED_DOWN]))
    def cancel(self, ending: Ending) -> None:
        answer = self.attempt(lambda: requests.request_cancel(payment_id=self.id, ending=ending))
        self.model.cancelled |= answer is not None

    @rule()
    def expire(self) -> None:
        overdue(self.payment)
        self.model.cancelled |= bool(self.attempt(lambda: requests.request_expire(payment_id=self.id)))

    @rule()
    def capture(self) -> None:
        answer = self.attempt(lambda: processing.payment_capture(payment_id=self.id, provider=self.provider))
        if answer is not None:
            self.model.taken = answer.captured

    @rule()
    def void(self) -> None:
        self.attempt(lambda: processing.payment_void(payment_id=self.id, provider=self.provider))

    @rule(amount=st.sampled_from([1, 400, 1000]), number=st.integers(1, 3))
    def refund(self, amount: int, number: int) -> None:
        key, money = f"refund:{self.id}:{number}", Money(amount, "EUR")
        self.attempt(
            lambda: refunding.payment_refund(
                idempotency_key=key, payment_id=self.id, amount=money, provider=self.provider
            )
        )

    @invariant()
    def the_money_is_taken_once_at_most(self) -> None:
        assert sum(bool(held.captured) for held in self.provider.books.values()) <= 1
        assert sum(held.captured for held in self.provider.books.values()) <= self.payment.amount

    @invariant()
    def what_people_were_told_stays_true(self) -> None:
        payment = self.payment
        assert not self.model.cancelled or (payment.state, payment.captured) == (PaymentStatus.CANCELLED, 0)
        assert not self.model.taken or payment.captured == self.model.taken

    @invariant()
    def the_ledger_sums_to_zero_and_agrees(self) -> None:
        payment = self.payment
        assert books.balanced(books.account_sums())
        ours = LedgerEntry.objects.filter(payment=payment, account="provider").aggregate(total=Sum("amount"))["total"]
        assert (ours or 0) == payment.captured - payment.refunded

    @invariant()
    def the_share_is_all_of_it(self) -> None:
        payment, share = self.payment, PaymentShare.objects.get(payment=self.id)
        assert (share.amount, share.refunded) == (payment.amount, payment.refunded)

    @invariant()
    def the_history_ends_where_the_payment_is(self) -> None:
        """Or just before: being asked for at the provider is no change that people are told of."""
        payment, last = self.payment, self.payment.history.all()[0]
        assert payment.state in IN_BETWEEN or payment.paid_under == "" or last.status == payment.status
        told = list(OutboxEvent.objects.filter(aggregate_id=str(self.id)).values_list("type", flat=True))
        assert told.count("payment.captured") == bool(payment.captured)
        assert told.count("payment.initiated") == 1

    def teardown(self) -> None:
        """Liveness: when all trouble is over, nothing stays in between, and nobody's money stays held for nothing."""
        self.provider._trouble.clear()
        self.faults.clear()
        for _ in range(5):
            self.time_passes(70)
        payment = self.payment
        assert (payment.state in IN_BETWEEN, payment.refunding, payment.next_attempt_at) == (False, 0, None)
        assert not LateLook.objects.filter(payment=payment).exists()
        held = {key for key, each in self.provider.books.items() if each.charge.status == "authorized"}
        assert held == ({f"pay:{self.id}:{payment.attempt}"} if payment.state is PaymentStatus.AUTHORIZED else set())
        taken = {key for key, each in self.provider.books.items() if each.captured}
        assert taken == ({f"pay:{self.id}:{payment.attempt}"} if payment.captured else set())


@pytest.mark.django_db
def test_a_request_is_paid_once_or_not_at_all_in_any_order_of_events(held_clock: Any, faults: Faults) -> None:
    class Life(RequestLife):
        pass

    Life.held_clock, Life.faults = held_clock, faults
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
