"""What the suites reported: counted from their JUnit files, the slowest tests named, one line at the end."""

from __future__ import annotations

import textwrap
import time
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from tools import suites
from tools.console import Failure, bad, good, heading, say, table
from tools.run import tail
from tools.suites import Suite, Workshop

SLOWEST = 10
# Lines of one failed test that stand right under its suite: a log that is cut off later still says what broke.
SHOWN = 10


@dataclass(frozen=True)
class Case:
    name: str
    seconds: float


@dataclass(frozen=True)
class Result:
    suite: str
    seconds: float
    passed: int
    failed: int
    skipped: int
    cases: Sequence[Case]
    # What is known of each failure: its place and the end of what it said.
    failures: Sequence[str]


def in_pairs(chosen: Sequence[Suite], workshop: Workshop) -> list[Result]:
    """Two at a time, and beside them, one after the other, those that mostly wait. They become one of the two when
    nothing else is left to do, so that none is still waited for at the end.
    """
    queue = Queue(chosen)
    with ThreadPoolExecutor(max_workers=3) as three:
        places = [three.submit(queue.work_off, workshop, beside=beside) for beside in (False, False, True)]
        done = {suite: result for place in places for suite, result in place.result()}
    return [done[suite] for suite in chosen]


class Queue:
    """The suites that nobody has begun, in the order in which they are wanted."""

    def __init__(self, suites: Sequence[Suite]) -> None:
        self._left = list(suites)
        self._one_at_a_time = Lock()

    def work_off(self, workshop: Workshop, *, beside: bool) -> list[tuple[Suite, Result]]:
        taken = iter(lambda: self.take(beside=beside), None)
        return [(suite, of(suite, workshop)) for suite in taken]

    def take(self, *, beside: bool) -> Suite | None:
        """The next for this place, or None when there is nothing more for it."""
        with self._one_at_a_time:
            fitting = (suite for suite in self._left if suite.waits or not beside)
            chosen = min(fitting, key=lambda suite: suite.waits, default=None)
            if chosen is not None:
                self._left.remove(chosen)
            return chosen


def of(suite: Suite, workshop: Workshop) -> Result:
    """Run the suite and read its report; a suite that broke before reporting counts as one failure."""
    begun = time.monotonic()
    complaint = ""
    say(f"  ...   {suite.name}")
    try:
        suites.perform(suite, workshop)
    except (Failure, OSError) as failure:
        complaint = str(failure)
    result = read(suite.name, workshop.report(suite), time.monotonic() - begun, complaint)
    counts = f"{result.passed} passed, {result.failed} failed, {result.skipped} skipped"
    line = f"{suite.name}: {counts} ({result.seconds:.1f} s)"
    if not result.failed:
        good(line)
        return result
    # In one piece: another suite may be reporting at the same moment.
    bad("\n".join([line, *(indented(shortly(failure)) for failure in result.failures)]))
    return result


def read(name: str, report: Path, seconds: float, complaint: str) -> Result:
    cases = list(ET.parse(report).iter("testcase")) if report.exists() else []  # noqa: S314 - written by our own test run
    failed = sum(broke(case) is not None for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    passed = len(cases) - failed - skipped
    failures = [reason(case) for case in cases if broke(case) is not None] or [complaint] * bool(complaint)
    timed = [Case(f"{name}: {case.get('name', '')}", float(case.get("time", "0"))) for case in cases]
    return Result(name, seconds, passed, failed or int(bool(complaint)), skipped, timed, failures)


def broke(case: ET.Element) -> ET.Element | None:
    found = case.find("failure")
    return case.find("error") if found is None else found


def reason(case: ET.Element) -> str:
    """Where the test stands and the end of what it said: pytest puts the failed assertion there."""
    said = broke(case)
    place = f"{case.get('classname', '')} {case.get('name', '')}"
    text = "" if said is None else said.text or said.get("message") or ""
    return f"{place}\n{tail(text)}"


def shortly(failure: str) -> str:
    """The test, what the assertion compared (pytest marks those lines with an E) and where it stands."""
    place, *said = [line for line in failure.splitlines() if line.strip()] or [""]
    marked = [line for line in said if line.startswith("E ")][: SHOWN - 2]
    return "\n".join([place, *(marked + said[-1:] if marked else said[1 - SHOWN :])])


def indented(text: str) -> str:
    return textwrap.indent(text, " " * 8)


def summary(results: Sequence[Result]) -> int:
    heading("Suites")
    rows = [[r.suite, f"{r.seconds:.1f}", str(r.passed), str(r.failed), str(r.skipped)] for r in results]
    table(["suite", "seconds", "passed", "failed", "skipped"], rows, numbers=["seconds", "passed", "failed", "skipped"])
    slowest = sorted((case for r in results for case in r.cases), key=lambda case: -case.seconds)[:SLOWEST]
    heading("Slowest tests")
    table(["test", "seconds"], [[case.name, f"{case.seconds:.2f}"] for case in slowest], numbers=["seconds"])
    for result in results:
        if result.failures:
            heading(result.suite)
            say("\n\n".join(result.failures))
    passed, failed = sum(r.passed for r in results), sum(r.failed for r in results)
    say(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0
