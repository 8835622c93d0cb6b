"""The rules alone: no server, no sleeping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicekit.grpc.policy import CallPolicy
from servicekit.grpc.retry import CAP, RATIO, START, RetryBudget, may_retry, objection

READ = CallPolicy(deadline=1.0, idempotent=True, attempts=3)
WRITE = CallPolicy(deadline=1.0, idempotent=True, attempts=3, read=False)
UNREPEATABLE = CallPolicy(deadline=1.0, read=False)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    "code",
    [
        "CANCELLED",
        "UNKNOWN",
        "INVALID_ARGUMENT",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "FAILED_PRECONDITION",
        "OUT_OF_RANGE",
        "UNIMPLEMENTED",
        "INTERNAL",
        "DATA_LOSS",
        "UNAUTHENTICATED",
    ],
)
def test_an_answer_is_never_asked_for_again(code: str) -> None:
    assert not may_retry(READ, code, attempt=1)
    assert not may_retry(READ, code, attempt=1, pushback_ms=5)


def test_what_cannot_be_reached_is_tried_again() -> None:
    assert may_retry(READ, "UNAVAILABLE", attempt=1)
    assert may_retry(READ, "UNAVAILABLE", attempt=2)
    assert not may_retry(READ, "UNAVAILABLE", attempt=3)
    assert may_retry(WRITE, "UNAVAILABLE", attempt=2, arrived=False)


@pytest.mark.parametrize("code", ["UNAVAILABLE", "DEADLINE_EXCEEDED"])
def test_a_write_whose_outcome_is_unknown_is_never_repeated(code: str) -> None:
    assert objection(WRITE, code, attempt=1) == "outcome"


@pytest.mark.parametrize("code", ["UNAVAILABLE", "RESOURCE_EXHAUSTED", "ABORTED"])
def test_a_write_is_repeated_when_the_server_asks_for_it(code: str) -> None:
    assert may_retry(WRITE, code, attempt=1, pushback_ms=0)
    assert objection(WRITE, code, attempt=1, pushback_ms=-1) == "pushback"


def test_the_policy_has_the_last_word_on_how_often() -> None:
    assert objection(READ, "UNAVAILABLE", attempt=3, pushback_ms=0) == "attempts"


def test_what_must_not_happen_twice_is_not_tried_twice() -> None:
    assert not may_retry(UNREPEATABLE, "UNAVAILABLE", attempt=1)


def test_an_overloaded_server_is_asked_again_only_when_it_says_so() -> None:
    assert not may_retry(READ, "RESOURCE_EXHAUSTED", attempt=1)
    assert not may_retry(READ, "RESOURCE_EXHAUSTED", attempt=1, pushback_ms=-1)
    assert may_retry(READ, "RESOURCE_EXHAUSTED", attempt=1, pushback_ms=0)


def test_a_server_that_says_never_is_not_asked_again() -> None:
    assert not may_retry(READ, "UNAVAILABLE", attempt=1, pushback_ms=-1)


def test_a_slow_read_gets_one_more_try_and_a_slow_write_none() -> None:
    assert may_retry(READ, "DEADLINE_EXCEEDED", attempt=1)
    assert not may_retry(READ, "DEADLINE_EXCEEDED", attempt=2)
    assert not may_retry(WRITE, "DEADLINE_EXCEEDED", attempt=1)


def test_a_lost_race_is_run_once_more() -> None:
    assert may_retry(WRITE, "ABORTED", attempt=1)
    assert not may_retry(WRITE, "ABORTED", attempt=2)


def test_a_policy_can_name_fewer_codes() -> None:
    policy = CallPolicy(deadline=1.0, idempotent=True, attempts=2, retry_on=frozenset({"ABORTED"}))
    assert not may_retry(policy, "UNAVAILABLE", attempt=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"deadline": 0},
        {"deadline": 1, "attempts": 0},
        {"deadline": 1, "attempts": 2},
        {"deadline": 1, "retry_on": frozenset({"NOT_FOUND"})},
        {"deadline": 1, "bulkhead": 0},
        {"deadline": 1, "hedge": 0.1},
        {"deadline": 1, "hedge": 0.1, "idempotent": True, "read": False},
        {"deadline": 1, "hedge": 1.0, "idempotent": True},
        {"deadline": 1, "hedge": 0.0, "idempotent": True},
    ],
)
def test_a_policy_that_cannot_be_defended_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        CallPolicy(**wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_a_policy_can_be_printed() -> None:
    assert "deadline=1.0, idempotent=True, attempts=3, read=True" in repr(READ)
    assert READ.row() == {
        "deadline": "1 s",
        "attempt": "what is left",
        "idempotent": "yes",
        "attempts": "3",
        "retried on": "ABORTED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE",
        "breaker": "read",
        "bulkhead": "6",
        "hedge": "off",
    }


def test_a_targets_reads_have_fewer_places_than_its_writes() -> None:
    assert (READ.places, WRITE.places) == (6, 8)
    assert CallPolicy(deadline=1.0, read=False, bulkhead=3).places == 3


def test_an_outage_is_amplified_by_a_tenth_at_most() -> None:
    budget = RetryBudget()
    requests, retries = 3000, 0
    for _ in range(requests):
        budget.deposit()
        retries += sum(budget.withdraw() for _ in range(2))
    assert (requests + retries) / requests <= 1.1


def test_a_full_bucket_keeps_a_thousand_requests_under_a_tenth_more() -> None:
    budget = RetryBudget()
    for _ in range(1000):
        budget.deposit()
    retries = 0
    for _ in range(1000):
        budget.deposit()
        retries += sum(budget.withdraw() for _ in range(2))
    assert CAP <= retries <= 100


def test_credit_is_capped_and_forgotten_by_a_quiet_target() -> None:
    clock = Clock()
    budget = RetryBudget(clock=clock)
    for _ in range(1000):
        budget.deposit()
    clock.now += 11
    assert [budget.withdraw() for _ in range(2)] == [True, False]


@given(st.lists(st.booleans(), max_size=300))
def test_retries_never_outrun_what_requests_have_earned(steps: list[bool]) -> None:
    budget = RetryBudget(clock=lambda: 0.0)
    deposits = withdrawals = in_a_row = 0
    for is_request in steps:
        if is_request:
            budget.deposit()
            deposits, in_a_row = deposits + 1, 0
        elif budget.withdraw():
            withdrawals, in_a_row = withdrawals + 1, in_a_row + 1
        assert withdrawals <= START + deposits * RATIO + 1e-6
        assert in_a_row <= CAP
