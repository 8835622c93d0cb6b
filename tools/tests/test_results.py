"""What a failed suite leaves in a log: which test it was and what it said, at once and once more at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Semaphore

import pytest

from tools import results, suites
from tools.console import Failure
from tools.results import SHOWN, Result
from tools.state import State
from tools.suites import Suite, Workshop

LONG = "\n".join(f"    line {number}" for number in range(60))
REPORT = f"""<testsuites><testsuite>
<testcase classname="tests.test_lamp" name="test_it_burns" time="0.1"/>
<testcase classname="tests.test_lamp" name="test_it_is_red[7]" time="2.5"><failure message="no">def test_it_is_red():
{LONG}
&gt;       assert colour == 'red'
E       AssertionError: assert 'blue' == 'red'
E         - red
E         + blue

tests/test_lamp.py:12: AssertionError</failure></testcase>
<testcase classname="tests.test_lamp" name="test_it_has_a_shade" time="0.1"><error message="no shade"/></testcase>
</testsuite></testsuites>"""
COUNTS = "lamp: 1 passed, 2 failed, 0 skipped"
UNDER_IT = """\
        tests.test_lamp test_it_is_red[7]
        E       AssertionError: assert 'blue' == 'red'
        E         - red
        E         + blue
        tests/test_lamp.py:12: AssertionError
        tests.test_lamp test_it_has_a_shade
        no shade
"""


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(State(tmp_path / "state"), tmp_path)


@pytest.fixture
def broken(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Result]:
    """Runs a suite that leaves REPORT behind."""

    def perform(suite: Suite, place: Workshop) -> str:
        place.report(suite).write_text(REPORT)
        raise Failure("pytest ended with 1")

    monkeypatch.setattr(suites, "perform", perform)
    return lambda: results.of(Suite("lamp", "lamp"), workshop)


def test_the_names_and_assertions_stand_right_under_the_suite(
    broken: Callable[[], Result], capsys: pytest.CaptureFixture[str]
) -> None:
    result = broken()
    said = capsys.readouterr().out
    assert f"FAIL  {COUNTS}" in said
    assert said.endswith(UNDER_IT)
    assert (result.passed, result.failed) == (1, 2)


def test_failures_are_the_last_thing_before_the_counts(
    broken: Callable[[], Result], capsys: pytest.CaptureFixture[str]
) -> None:
    results_of_all = [broken(), Result("shade", 1.0, 5, 0, 0, [], [])]
    capsys.readouterr()
    assert results.summary(results_of_all) == 1
    said = capsys.readouterr().out
    last = said[said.rindex("\nlamp\n") :]
    assert last.startswith("\nlamp\ntests.test_lamp test_it_is_red[7]\n    line ")
    assert last.endswith("\n\ntests.test_lamp test_it_has_a_shade\nno shade\n\n6 passed, 2 failed\n")


def test_a_suite_that_broke_before_it_could_report_says_why(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def perform(*_: object) -> str:
        raise Failure("pytest did not finish within 900 s")

    monkeypatch.setattr(suites, "perform", perform)
    result = results.of(Suite("lamp", "lamp"), workshop)
    assert (result.passed, result.failed) == (0, 1)
    assert capsys.readouterr().out.endswith("        pytest did not finish within 900 s\n")


def test_what_goes_well_says_one_line(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suites, "perform", lambda *_: "")
    results.of(Suite("lamp", "lamp"), workshop)
    _, *after = capsys.readouterr().out.splitlines()
    assert [line.rpartition(" (")[0] for line in after] == ["  ok    lamp: 0 passed, 0 failed, 0 skipped"]


@pytest.mark.parametrize("mark", ["E ", ""])
def test_a_test_that_says_much_takes_few_lines(mark: str) -> None:
    said = [f"{mark}line {number}" for number in range(60)]
    short = results.shortly("\n".join(["tests.test_lamp test_it_is_red", *said, "tests/test_lamp.py:12: Error"]))
    assert len(short.splitlines()) == SHOWN
    assert short.startswith("tests.test_lamp test_it_is_red\n")
    assert short.endswith("tests/test_lamp.py:12: Error")


@pytest.fixture
def begun(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[Suite]], list[str]]:
    """Runs suites that all go on for as long as one can still be begun; their names in the order they were begun."""

    def run(chosen: Sequence[Suite]) -> list[str]:
        names: list[str] = []
        places = Semaphore(0)

        def perform(suite: Suite, _: Workshop) -> str:
            names.append(suite.name)
            if len(names) >= min(3, len(chosen)):
                places.release(3)
            assert places.acquire(timeout=20), f"nothing ran beside {suite.name}"
            return ""

        monkeypatch.setattr(suites, "perform", perform)
        done = results.in_pairs(chosen, workshop)
        assert [result.suite for result in done] == [suite.name for suite in chosen]
        return names

    return run


def works(name: str) -> Suite:
    return Suite(name, name)


def waits(name: str) -> Suite:
    return Suite(name, name, waits=True)


def test_one_that_waits_runs_beside_two_that_work(begun: Callable[[Sequence[Suite]], list[str]]) -> None:
    names = begun([works("a"), waits("b"), works("c"), works("d"), waits("e")])
    assert set(names[:3]) == {"a", "b", "c"}
    assert sorted(names) == ["a", "b", "c", "d", "e"]


def test_those_that_wait_run_two_at_a_time_when_nothing_works(begun: Callable[[Sequence[Suite]], list[str]]) -> None:
    assert sorted(begun([waits("a"), waits("b")])) == ["a", "b"]
