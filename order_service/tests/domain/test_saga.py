"""The saga's table, driven as a machine against a world that loses requests, answers and processes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from order_service.orders.domain.saga import (
    ABANDON,
    EXPIRY,
    INTENT,
    SETTLING_TIME,
    STEP,
    TERMINAL,
    TRANSITIONS,
    Outcome,
    SagaState,
    Step,
    abandon,
    advance,
    expire,
    is_settled,
)


class Checkout(RuleBasedStateMachine):
    """One saga. Stock and payment are the other services' truth; the saga only learns what gets through."""

    def __init__(self) -> None:
        super().__init__()
        self.state = SagaState.RESERVING
        self.expired = False
        self.stock = "free"
        self.payment = "none"
        self.commits = self.captures = 0
        self.in_stock = self.will_pay = True

    @rule(in_stock=st.booleans(), will_pay=st.booleans())
    @precondition(lambda self: self.state is SagaState.RESERVING and self.stock == "free")
    def circumstances(self, *, in_stock: bool, will_pay: bool) -> None:
        self.in_stock, self.will_pay = in_stock, will_pay

    @rule(lost=st.sampled_from(["nothing", "request", "answer", "process before", "process after"]))
    @precondition(lambda self: self.state not in TERMINAL)
    def step(self, lost: str) -> None:
        if self.expired and expire(self.state) is not self.state:
            self.state = expire(self.state)
            return
        if self.state in INTENT:
            self.state = INTENT[self.state]
            return
        reached = lost not in {"request", "process before"}
        outcome = self.world(STEP[self.state]) if reached else Outcome.UNKNOWN
        if lost.startswith("process"):
            return
        if lost == "answer":
            outcome = Outcome.UNKNOWN
        self.state = advance(self.state, outcome, expired=self.expired)

    @rule()
    def time_passes(self) -> None:
        self.expired = True

    @rule()
    @precondition(lambda self: self.state in ABANDON)
    def customer_gives_up(self) -> None:
        self.state = abandon(self.state)

    @rule()
    @precondition(lambda self: self.stock == "held")
    def the_hold_runs_out(self) -> None:
        self.stock = "expired"

    def world(self, step: Step) -> Outcome:
        answers = {
            Step.RESERVE: self._reserve,
            Step.AUTHORIZE: self._authorize,
            Step.FIND_PAYMENT: self._find_payment,
            Step.COMMIT: self._commit,
            Step.CAPTURE: self._capture,
            Step.RELEASE: self._release,
        }
        return answers[step]()

    def _reserve(self) -> Outcome:
        if self.stock == "free":
            if not self.in_stock:
                return Outcome.REFUSED
            self.stock = "held"
        return Outcome.DONE

    def _authorize(self) -> Outcome:
        if self.payment == "none":
            self.payment = "authorized" if self.will_pay else "declined"
        return self._find_payment()

    def _find_payment(self) -> Outcome:
        answers = {"none": Outcome.MISSING, "authorized": Outcome.DONE, "declined": Outcome.REFUSED}
        return answers[self.payment]

    def _commit(self) -> Outcome:
        assert self.payment == "authorized"
        if self.stock == "expired":
            return Outcome.REFUSED
        self.commits += self.stock == "held"
        self.stock = "committed"
        return Outcome.DONE

    def _capture(self) -> Outcome:
        assert self.stock == "committed"
        self.captures += self.payment == "authorized"
        self.payment = "captured"
        return Outcome.DONE

    def _release(self) -> Outcome:
        assert self.stock != "committed"
        assert self.payment != "captured"
        self.payment = "voided" if self.payment == "authorized" else self.payment
        self.stock = "released"
        return Outcome.DONE

    def teardown(self) -> None:
        """Healed, it ends within a dozen steps, and then stock and money agree."""
        for _ in range(12):
            if self.state not in TERMINAL:
                self.step("nothing")
        assert self.state in TERMINAL
        if self.state is SagaState.DONE:
            assert (self.stock, self.payment) == ("committed", "captured")
            assert (self.commits, self.captures) == (1, 1)
        else:
            assert self.stock in {"free", "released"}
            assert self.payment in {"none", "declined", "voided"}


Checkout.TestCase.settings = settings(max_examples=400, stateful_step_count=30, deadline=None)
TestCheckout = Checkout.TestCase


def test_every_state_has_a_way_on_or_is_the_end() -> None:
    for state in SagaState:
        ways = [state in TERMINAL, state in INTENT, state in STEP]
        assert ways.count(True) == 1, state


@pytest.mark.parametrize("state", [SagaState.COMMITTING, SagaState.CAPTURING, SagaState.PAYMENT_UNKNOWN])
def test_no_deadline_ends_what_may_have_cost_money(state: SagaState) -> None:
    assert state not in EXPIRY
    assert abandon(state) is state


@given(st.sampled_from(SagaState), st.sampled_from(Outcome))
def test_an_answer_that_is_not_foreseen_changes_nothing(state: SagaState, outcome: Outcome) -> None:
    if (state, outcome) not in TRANSITIONS:
        assert advance(state, outcome) is state


def test_a_payment_that_never_arrived_is_asked_for_again_before_the_deadline() -> None:
    assert advance(SagaState.PAYMENT_UNKNOWN, Outcome.MISSING) is SagaState.AUTHORIZING


def test_after_the_deadline_never_arrived_must_have_settled_to_be_believed() -> None:
    unsettled = advance(SagaState.PAYMENT_UNKNOWN, Outcome.MISSING, expired=True, settled=False)
    assert unsettled is SagaState.PAYMENT_UNKNOWN
    assert advance(SagaState.PAYMENT_UNKNOWN, Outcome.MISSING, expired=True) is SagaState.RELEASING


def test_a_request_for_money_settles_after_ten_seconds() -> None:
    asked = datetime(2026, 1, 1, tzinfo=UTC)
    assert not is_settled(asked_at=asked, now=asked + SETTLING_TIME - timedelta(microseconds=1))
    assert is_settled(asked_at=asked, now=asked + SETTLING_TIME)
    assert is_settled(asked_at=None, now=asked)
