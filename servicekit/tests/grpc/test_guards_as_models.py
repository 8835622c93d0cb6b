"""Budget and bulkhead against models of them in plain words, in every order that Hypothesis can think of.

The breaker's model stands beside its other tests.
"""

from __future__ import annotations

from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from servicekit.grpc.bulkhead import Places
from servicekit.grpc.policy import READ_PLACES, WRITE_PLACES
from servicekit.grpc.retry import IDLE_SECONDS, RetryBudget

ENOUGH = settings(max_examples=170, stateful_step_count=60, deadline=None)
EARNED = Fraction(9, 100)
EXACT = Fraction(1, 10**9)  # the budget counts in floats


class BudgetMachine(RuleBasedStateMachine):
    """Tokens in exact fractions; what they promise about attempts, counted beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0
        self.budget = RetryBudget(clock=lambda: self.now)
        self.used_at = self.now
        self.tokens = Fraction(1)
        self.requests = self.retries = 0

    def _touched(self) -> None:
        if self.now - self.used_at > IDLE_SECONDS:
            self.tokens = min(self.tokens, Fraction(1))
        self.used_at = self.now

    @rule(times=st.sampled_from([1, 3, 12, 150]))
    def requests_come(self, times: int) -> None:
        for _ in range(times):
            self._touched()
            self.budget.deposit()
            self.tokens = min(Fraction(10), self.tokens + EARNED)
        self.requests += times

    @rule()
    def one_wants_to_retry(self) -> None:
        self._touched()
        paid = self.tokens >= 1 - EXACT
        assert self.budget.withdraw() is paid
        if paid:
            self.tokens -= 1
            self.retries += 1

    @rule(seconds=st.sampled_from([0.5, 9.9, 10.0, 10.1, 60.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @invariant()
    def retries_never_outrun_what_requests_have_earned(self) -> None:
        assert self.retries <= 1 + self.requests * EARNED + EXACT


class BulkheadMachine(RuleBasedStateMachine):
    """Reads and writes of one target, coming and going in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.places = Places()
        self.inside = 0

    @rule(limit=st.sampled_from([1, READ_PLACES, WRITE_PLACES]))
    def one_comes(self, limit: int) -> None:
        admitted = self.places.take(limit)
        assert admitted is (self.inside < limit)
        self.inside += admitted

    @precondition(lambda self: self.inside)
    @rule()
    def one_goes(self) -> None:
        self.places.leave()
        self.inside -= 1

    @invariant()
    def nobody_is_forgotten_and_nobody_is_counted_twice(self) -> None:
        assert self.places.taken == self.inside <= WRITE_PLACES


TestBudgetMachine = BudgetMachine.TestCase
TestBudgetMachine.settings = ENOUGH
TestBulkheadMachine = BulkheadMachine.TestCase
TestBulkheadMachine.settings = ENOUGH
