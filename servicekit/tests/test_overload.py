"""When there is too much to do, the longest waiting normal requests are refused first, critical ones last."""

from __future__ import annotations

import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from servicekit.overload import INTERVAL, LEAST, TARGET, Overload
from servicekit.testing.waiting import eventually

THREADS = 16
PLACES = 14
BESIDE = 4
LONG = 10.0  # seconds of budget
CRITICAL = True


class Process:
    """A process of sixteen threads in a clock of its own."""

    def __init__(self, threads: int = THREADS) -> None:
        self.now = 100.0
        self.overload = Overload(threads, clock=lambda: self.now)

    def take(self, waited: float, *, after: float = 0.001, critical: bool = False, left: float = LONG) -> bool:
        """A thread takes up the next request, `after` seconds after the one before."""
        self.now += after
        return self.overload.admit(waited=waited, left=left, critical=critical)

    def done(self, *, critical: bool = False) -> None:
        self.overload.done(critical=critical)

    def serve(self, waited: float, *, after: float = 0.001) -> bool:
        admitted = self.take(waited, after=after)
        if admitted:
            self.done()
        return admitted

    def flood(self) -> None:
        """Everybody waits too long, for long enough."""
        for _ in range(40):
            self.serve(0.5, after=0.01)
        assert self.overload.is_on


def test_a_burst_passes() -> None:
    process = Process()
    assert all(process.serve(waited / 1000) for waited in range(0, 180, 2))


def test_waiting_too_long_for_long_enough_is_overload_and_then_who_waits_is_refused() -> None:
    process = Process()
    answers = [process.serve(0.3, after=0.01) for _ in range(40)]
    assert answers.index(False) == pytest.approx(INTERVAL / 0.01, abs=1)
    assert not any(answers[answers.index(False) :])
    assert process.serve(TARGET - 0.001), "this one hardly waited"


def test_one_slow_round_of_all_threads_is_not_overload() -> None:
    """Sixteen requests of half a second each, and sixteen more behind them: these wait, and are served."""
    process = Process()
    assert all(process.take(0.0) for _ in range(THREADS))
    for turn in range(THREADS):
        process.done()
        assert process.take(0.5, after=0.5 if turn == 0 else 0.001)


def test_one_who_hardly_waited_shows_that_the_queue_was_empty() -> None:
    process = Process()
    answers = [process.serve(0.01 if turn % 15 == 0 else 0.3, after=0.01) for turn in range(100)]
    assert all(answers)


def test_a_slow_machine_with_little_to_do_is_not_overloaded() -> None:
    """Each request waits, but comes when the one before it has been taken: there is no queue."""
    process = Process()
    assert all(process.serve(0.4, after=0.5) for _ in range(20))


def test_critical_requests_are_admitted_while_they_have_the_time_they_need() -> None:
    process = Process()
    process.flood()
    assert process.take(2.0, critical=True, left=LEAST)
    assert not process.take(2.7, critical=True, left=LEAST - 0.01)


def test_under_overload_the_last_threads_are_for_critical_requests() -> None:
    process = Process()
    process.flood()
    assert [process.take(0.0) for _ in range(PLACES + 1)] == [True] * PLACES + [False]
    assert all(process.take(0.0, critical=True) for _ in range(THREADS - PLACES))
    process.done()
    assert not process.take(0.0), "a critical one is at work"
    for _ in range(THREADS - PLACES):
        process.done(critical=True)
    assert process.take(0.0)


def test_under_overload_few_normal_requests_are_at_work_beside_a_critical_one() -> None:
    process = Process()
    process.flood()
    assert process.take(0.0, critical=True)
    assert [process.take(0.0) for _ in range(BESIDE + 1)] == [True] * BESIDE + [False]
    process.done(critical=True)
    assert process.take(0.0)


def beside_a_critical_one() -> Process:
    """Overload, a critical request at work, and every place beside it taken."""
    process = Process()
    process.flood()
    assert process.take(0.0, critical=True)
    assert all(process.take(0.0) for _ in range(BESIDE))
    return process


def test_who_finds_no_place_sleeps_until_one_is_free() -> None:
    process = beside_a_critical_one()
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(process.overload.wait, waited=0.0)
        eventually(lambda: process.overload.patient == 1)
        assert not waiting.done()
        process.now += 0.05
        process.done()
        assert waiting.result(timeout=5) == pytest.approx(0.05)
    assert process.overload.patient == 0
    assert process.take(0.05)


def test_the_end_of_a_critical_request_wakes_everybody_it_kept_away() -> None:
    process = beside_a_critical_one()
    with ThreadPoolExecutor(5) as threads:
        waiting = [threads.submit(process.overload.wait, waited=0.0) for _ in range(5)]
        eventually(lambda: process.overload.patient == 5)
        process.done(critical=True)
        assert [one.result(timeout=5) for one in waiting] == [0.0] * 5
    assert all(process.take(0.0) for _ in range(5))


def test_nobody_sleeps_longer_than_a_request_may_wait() -> None:
    process = beside_a_critical_one()
    began = time.monotonic()
    process.overload.wait(waited=TARGET - 0.05)
    assert 0.04 < time.monotonic() - began < 1
    assert process.overload.wait(waited=TARGET) == TARGET


def test_sleepers_leave_the_last_threads_to_critical_requests() -> None:
    process = beside_a_critical_one()
    with ThreadPoolExecutor(THREADS) as threads:
        waiting = [threads.submit(process.overload.wait, waited=0.0) for _ in range(PLACES - BESIDE)]
        eventually(lambda: process.overload.patient == PLACES - BESIDE)
        assert process.overload.wait(waited=0.0) == 0.0, "the next one is refused instead"
        assert not process.take(0.0)
        assert process.take(0.0, critical=True)
        for one in waiting:
            assert one.result(timeout=5) == pytest.approx(0.002)  # the two that came meanwhile


def test_without_overload_nobody_sleeps() -> None:
    process = Process()
    for _ in range(THREADS):
        assert process.take(0.0)
    assert process.overload.wait(waited=0.0) == 0.0


def test_without_overload_normal_requests_may_have_every_thread() -> None:
    process = Process()
    assert all(process.take(0.0) for _ in range(THREADS))


def test_overload_ends_when_nobody_had_to_be_refused_for_a_while() -> None:
    process = Process()
    process.flood()
    for _ in range(40):
        process.serve(0.0, after=0.01)
    assert not process.overload.is_on
    assert process.serve(0.1)


def test_a_process_of_one_thread_still_serves() -> None:
    process = Process(threads=1)
    process.flood()
    assert process.take(0.0)


def test_at_four_times_its_capacity_a_process_works_at_full_speed_and_sheds_the_rest() -> None:
    """400 requests a second reach 16 threads that serve 100; one in twenty is critical."""
    simulation = Simulation()
    simulation.run(arrivals=400, capacity=100, seconds=20)
    assert simulation.served.total() >= 0.9 * 100 * 20
    assert simulation.refused[CRITICAL] == 0
    assert simulation.served[CRITICAL] >= 0.98 * 400 * 20 / 20
    waits = sorted(simulation.waits)
    assert waits[len(waits) // 2] < TARGET
    assert waits[-1] < 2 * INTERVAL


def test_when_even_the_critical_requests_are_too_many_those_are_refused_that_would_end_too_late() -> None:
    simulation = Simulation()
    simulation.run(arrivals=8000, capacity=100, seconds=5)
    assert simulation.served.total() >= 0.9 * 100 * 5
    assert simulation.refused[CRITICAL] > 0
    assert max(simulation.waits) <= 3.0 - LEAST


def test_the_same_where_threads_wait_for_others_instead_of_computing() -> None:
    """Each request takes 0.2 s of somebody else's time, so sixteen threads serve 80 a second; 320 come."""
    simulation = Waiting(critical_every=10**9)
    simulation.run(arrivals=320, capacity=0, seconds=20)
    assert simulation.served.total() >= 0.85 * 80 * 20
    assert max(simulation.waits) < 3 * INTERVAL


class Simulation:
    """One tick is a millisecond. Threads share one interpreter: they serve one after the other; refusing is free."""

    TICK = 0.001

    def __init__(self, critical_every: int = 20) -> None:
        self.process, self.critical_every = Process(), critical_every
        self.queue: deque[tuple[float, bool]] = deque()
        self.running: deque[bool] = deque()
        self.arrived, self.work_done = 0, 0.0
        self.served: Counter[bool] = Counter()
        self.refused: Counter[bool] = Counter()
        self.waits: list[float] = []

    def run(self, *, arrivals: int, capacity: int, seconds: int) -> None:
        for tick in range(round(seconds / self.TICK)):
            self.process.now += self.TICK
            self.arrive(until=round(arrivals * self.TICK * (tick + 1)))
            self.work(capacity * self.TICK)
            self.take()

    def arrive(self, *, until: int) -> None:
        while self.arrived < until:
            self.arrived += 1
            self.queue.append((self.process.now, self.arrived % self.critical_every == 0))

    def work(self, amount: float) -> None:
        self.work_done = self.work_done + amount if self.running else 0.0
        while self.work_done >= 1 and self.running:
            self.work_done -= 1
            critical = self.running.popleft()
            self.process.done(critical=critical)
            self.served[critical] += 1

    def take(self) -> None:
        while self.queue and len(self.running) < THREADS:
            came, critical = self.queue.popleft()
            waited = self.process.now - came
            if self.process.take(waited, after=0, critical=critical, left=3.0 - waited):
                self.running.append(critical)
                self.waits.append(waited)
            else:
                self.refused[critical] += 1


class Waiting(Simulation):
    """Requests that take their time side by side."""

    SECONDS = 0.2

    def __init__(self, critical_every: int) -> None:
        super().__init__(critical_every)
        self.ends: deque[float] = deque()

    def work(self, _amount: float) -> None:
        self.ends.extend([self.process.now + self.SECONDS] * (len(self.running) - len(self.ends)))
        while self.ends and self.ends[0] <= self.process.now:
            self.ends.popleft()
            critical = self.running.popleft()
            self.process.done(critical=critical)
            self.served[critical] += 1


@given(st.integers(1, 64))
def test_there_is_always_a_place_for_normal_requests_and_one_kept_back_where_there_are_two(threads: int) -> None:
    places = Overload(threads).normal_places
    assert 1 <= places <= threads
    assert places < threads or threads == 1


class Any16Threads(RuleBasedStateMachine):
    """Whatever happens in whatever order, these hold."""

    def __init__(self) -> None:
        super().__init__()
        self.process = Process()
        self.running: list[bool] = []

    @precondition(lambda self: len(self.running) < THREADS)
    @rule(waited=st.floats(0, 5), after=st.floats(0, 1), critical=st.booleans(), left=st.floats(-1, 10))
    def take(self, waited: float, after: float, critical: bool, left: float) -> None:  # noqa: FBT001 - drawn by Hypothesis
        normal = self.running.count(False)
        admitted = self.process.take(waited, after=after, critical=critical, left=left)
        if critical:
            assert admitted is (left >= LEAST)
        elif not self.process.overload.is_on:
            assert admitted
        else:
            places = BESIDE if any(self.running) else PLACES
            assert admitted is (waited < TARGET and normal < places)
        if admitted:
            self.running.append(critical)

    @precondition(lambda self: self.running)
    @rule(data=st.data())
    def end(self, data: st.DataObject) -> None:
        index = data.draw(st.integers(0, len(self.running) - 1))
        self.process.done(critical=self.running.pop(index))

    @rule()
    def calm(self) -> None:
        """A second without a queue always ends it."""
        has_place = len(self.running) < THREADS and self.running.count(False) < (
            BESIDE if any(self.running) else PLACES
        )
        if has_place:
            assert all(self.process.serve(0.0, after=0.1) for _ in range(10))
            assert not self.process.overload.is_on

    @invariant()
    def counts_what_runs(self) -> None:
        assert self.process.overload._normal_running == self.running.count(False)


TestAny16Threads = Any16Threads.TestCase
