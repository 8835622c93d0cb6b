"""The breaker alone, with plain calls and threads."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import pybreaker
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from servicekit.grpc.breaker import DEFAULTS, ConcurrentBreaker, Limits, Verdict

CONSECUTIVE, RESET_SECONDS = DEFAULTS.consecutive, DEFAULTS.reset_seconds


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def fail() -> None:
    raise ConnectionError


def failed(breaker: ConcurrentBreaker, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(ConnectionError):
            breaker.call(fail)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> ConcurrentBreaker:
    return ConcurrentBreaker("product_service/read", clock=clock, jitter=lambda _most: 0.0)


def test_calls_through_one_breaker_run_at_the_same_time() -> None:
    breaker = ConcurrentBreaker("x")
    began = time.monotonic()
    with ThreadPoolExecutor(20) as threads:
        for _ in range(20):
            threads.submit(breaker.call, time.sleep, 0.1)
    assert 0.1 <= time.monotonic() - began < 0.5  # one after the other would be 2 s


def test_half_open_lets_one_of_many_through(breaker: ConcurrentBreaker, clock: Clock) -> None:
    failed(breaker, CONSECUTIVE)
    clock.now += RESET_SECONDS
    probing, release, passed = threading.Event(), threading.Event(), []

    def probe() -> None:
        passed.append(threading.get_ident())
        probing.set()
        release.wait(5)

    with ThreadPoolExecutor(30) as threads:
        first = threads.submit(breaker.call, probe)
        probing.wait(5)
        rest = [threads.submit(breaker.call, probe) for _ in range(29)]
        refused = [isinstance(one.exception(), pybreaker.CircuitBreakerError) for one in rest]
        release.set()
        first.result()
    assert (len(passed), sum(refused)) == (1, 29)
    assert breaker.current_state == "closed"


def test_five_failures_in_a_row_open_it(breaker: ConcurrentBreaker) -> None:
    failed(breaker, CONSECUTIVE - 1)
    assert breaker.current_state == "closed"
    failed(breaker)
    assert breaker.current_state == "open"
    with pytest.raises(pybreaker.CircuitBreakerError):
        breaker.call(fail)


def test_half_the_calls_failing_open_it_though_never_five_in_a_row(breaker: ConcurrentBreaker) -> None:
    for _ in range(9):
        breaker.call(int)
        failed(breaker)
    assert breaker.current_state == "closed"  # 18 calls are too few to judge
    breaker.call(int)
    failed(breaker)
    assert breaker.current_state == "open"


def test_a_target_failing_four_times_of_five_is_left_alone_soon(breaker: ConcurrentBreaker) -> None:
    reached = 0
    for number in range(10_000):
        try:
            breaker.call(fail if number % 5 else int)
        except ConnectionError:
            pass
        except pybreaker.CircuitBreakerError:
            continue
        reached += 1
    assert reached <= 32


def test_open_it_answers_in_microseconds(breaker: ConcurrentBreaker) -> None:
    failed(breaker, CONSECUTIVE)
    took = sorted(seconds_of_a_refusal(breaker) for _ in range(2000))
    assert took[len(took) // 2] < 0.000_5
    assert took[-20] < 0.005  # the promise: p99; other processes have these cores too


def seconds_of_a_refusal(breaker: ConcurrentBreaker) -> float:
    began = time.perf_counter()
    with pytest.raises(pybreaker.CircuitBreakerError):
        breaker.call(int)
    return time.perf_counter() - began


@pytest.mark.parametrize("drawn", [0.0, 1.0])
def test_a_target_that_is_well_again_is_called_within_reset_and_two_seconds(clock: Clock, drawn: float) -> None:
    breaker = ConcurrentBreaker("x", clock=clock, jitter=lambda most: drawn * most)
    failed(breaker, CONSECUTIVE)
    opened = clock.now
    while breaker.current_state != "closed":
        clock.now += 0.1
        with contextlib.suppress(pybreaker.CircuitBreakerError):
            breaker.call(int)
    assert RESET_SECONDS <= clock.now - opened <= RESET_SECONDS + 2


def test_it_can_be_told_other_limits(clock: Clock) -> None:
    breaker = ConcurrentBreaker("cache", Limits(consecutive=2, reset_seconds=0.5, reset_jitter=0.0), clock=clock)
    failed(breaker, 2)
    assert (breaker.current_state, breaker.retry_after()) == ("open", 0.5)
    clock.now += 0.5
    breaker.call(int)
    assert breaker.current_state == "closed"


def test_a_judge_decides_what_a_failure_is(breaker: ConcurrentBreaker) -> None:
    for _ in range(2 * CONSECUTIVE):
        with pytest.raises(ConnectionError), breaker.calling(lambda _error: Verdict.SUCCESS):
            fail()
    assert breaker.current_state == "closed"


def test_old_failures_do_not_count(breaker: ConcurrentBreaker, clock: Clock) -> None:
    for _ in range(10):
        breaker.call(int)
        failed(breaker)
        clock.now += DEFAULTS.window_seconds / 5
    assert breaker.current_state == "closed"


def test_a_good_probe_closes_it(breaker: ConcurrentBreaker, clock: Clock) -> None:
    failed(breaker, CONSECUTIVE)
    clock.now += RESET_SECONDS
    breaker.call(int)
    assert breaker.current_state == "closed"


def test_a_bad_probe_opens_it_again_for_the_whole_time(breaker: ConcurrentBreaker, clock: Clock) -> None:
    failed(breaker, CONSECUTIVE)
    clock.now += RESET_SECONDS
    failed(breaker)
    clock.now += RESET_SECONDS - 0.1
    with pytest.raises(pybreaker.CircuitBreakerError):
        breaker.call(int)
    assert breaker.retry_after() == pytest.approx(0.1)


def test_the_cause_of_the_last_failure_is_not_replaced(breaker: ConcurrentBreaker) -> None:
    failed(breaker, CONSECUTIVE)


@pytest.mark.parametrize("outcome", [int, fail])
def test_an_answer_to_a_call_of_an_earlier_state_is_ignored(
    breaker: ConcurrentBreaker, clock: Clock, outcome: Callable[[], object]
) -> None:
    late: AbstractContextManager[None] = breaker.calling()
    late.__enter__()
    failed(breaker, CONSECUTIVE)
    clock.now += RESET_SECONDS
    probe = breaker.calling()
    probe.__enter__()
    ended = ConnectionError() if outcome is fail else None
    assert not late.__exit__(type(ended) if ended else None, ended, None)
    assert breaker.current_state == "half-open"
    with pytest.raises(pybreaker.CircuitBreakerError):
        breaker.call(int)  # the probe is still out
    probe.__exit__(None, None, None)
    assert breaker.current_state == "closed"


def test_an_interrupted_call_counts_as_nothing(breaker: ConcurrentBreaker, clock: Clock) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    for _ in range(2 * CONSECUTIVE):
        with pytest.raises(KeyboardInterrupt):
            breaker.call(interrupt)
    assert breaker.current_state == "closed"
    failed(breaker, CONSECUTIVE)
    clock.now += RESET_SECONDS
    with pytest.raises(KeyboardInterrupt):
        breaker.call(interrupt)
    assert breaker.current_state == "half-open"
    breaker.call(int)
    assert breaker.current_state == "closed"


def test_a_success_that_took_too_long_is_a_failure(breaker: ConcurrentBreaker, clock: Clock) -> None:
    for _ in range(CONSECUTIVE):
        with breaker.calling(slow_after=0.4):
            clock.now += 0.5
    assert breaker.current_state == "open"


def test_somebody_can_listen(breaker: ConcurrentBreaker) -> None:
    heard: list[tuple[str, str]] = []

    class Listener(pybreaker.CircuitBreakerListener):
        def state_change(self, cb: object, old_state: object, new_state: object) -> None:
            heard.append((old_state.name, new_state.name))  # type: ignore[attr-defined]  # pybreaker's states

    breaker.add_listener(Listener())
    failed(breaker, CONSECUTIVE)
    assert heard == [("closed", "open")]


class BreakerMachine(RuleBasedStateMachine):
    """The breaker against a model of it in plain words, with calls that overlap and end in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.breaker = ConcurrentBreaker("model", clock=self.clock, jitter=lambda _most: 0.0)
        self.generation = 0
        self.state = "closed"
        self.reopens_at = 0.0
        self.probing = False
        self.row = 0
        self.window: list[tuple[int, bool]] = []
        self.out: list[tuple[AbstractContextManager[None], list[Verdict], int]] = []

    def _becomes(self, state: str) -> None:
        self.state, self.generation, self.probing = state, self.generation + 1, False
        if state == "open":
            self.reopens_at = self.clock.now + RESET_SECONDS
        if state == "closed":
            self.row, self.window = 0, []

    @rule()
    def begin(self) -> None:
        if self.state == "open" and self.clock.now >= self.reopens_at:
            self._becomes("half-open")
        admitted = self.state == "closed" or (self.state == "half-open" and not self.probing)
        verdict: list[Verdict] = []
        call = self.breaker.calling(lambda _error: verdict[0])
        if not admitted:
            with pytest.raises(pybreaker.CircuitBreakerError):
                call.__enter__()
            return
        call.__enter__()
        self.probing = self.state == "half-open"
        self.out.append((call, verdict, self.generation))

    @precondition(lambda self: self.out)
    @rule(data=st.data(), outcome=st.sampled_from(Verdict))
    def end(self, data: st.DataObject, outcome: Verdict) -> None:
        call, verdict, generation = self.out.pop(data.draw(st.integers(0, len(self.out) - 1)))
        verdict.append(outcome)
        if outcome is Verdict.SUCCESS:
            call.__exit__(None, None, None)
        else:
            error = ConnectionError()
            assert not call.__exit__(ConnectionError, error, None)
        if generation == self.generation:
            self._learn(outcome)

    def _learn(self, outcome: Verdict) -> None:
        self.probing = False
        if outcome is Verdict.NEITHER:
            return
        bad = outcome is Verdict.FAILURE
        if self.state == "half-open":
            self._becomes("open" if bad else "closed")
            return
        second = int(self.clock.now)
        self.row = self.row + 1 if bad else 0
        self.window = [one for one in [*self.window, (second, bad)] if one[0] > second - DEFAULTS.window_seconds]
        rate = sum(one[1] for one in self.window) / len(self.window)
        if self.row >= CONSECUTIVE or (len(self.window) >= DEFAULTS.window_calls and rate >= DEFAULTS.window_rate):
            self._becomes("open")

    @rule(seconds=st.sampled_from([0.1, 0.9, 3.0, RESET_SECONDS, 11.0]))
    def time_passes(self, seconds: float) -> None:
        self.clock.now += seconds

    def teardown(self) -> None:
        for call, _verdict, _generation in self.out:
            call.__exit__(None, None, None)

    @invariant()
    def they_agree(self) -> None:
        assert self.breaker.current_state == self.state


TestBreakerMachine = BreakerMachine.TestCase
TestBreakerMachine.settings = settings(max_examples=170, stateful_step_count=60, deadline=None)
