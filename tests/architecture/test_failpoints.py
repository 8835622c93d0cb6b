"""Every place where a process may die is one where a test has let it die, on both databases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.harness import ROOT
from tools.faults import points
from tools.faults.points import Point
from tools.suites import Suite, every

ENOUGH = 40
# A sweep names its points one by one, or finds those of its own service in the sources, by such an expression.
FOUND_BY = re.compile(r"""re\.(?:compile|findall)\(r'(failpoint[^']+)'""")


@dataclass(frozen=True)
class Sweep:
    owner: str
    text: str

    def names(self, point: Point) -> bool:
        return f'"{point.name}"' in self.text or (point.owner == self.owner and self._finds(point.name))

    def _finds(self, name: str) -> bool:
        mentioned = name.partition(".")[0] in self.text
        return mentioned and any(re.search(found, f'failpoint("{name}")') for found in FOUND_BY.findall(self.text))


def sweeps() -> list[Sweep]:
    """All tests that run on PostgreSQL; on SQLite the whole folder of their owner runs anyway."""
    found = [path for suite in every() if suite.postgres for path in files(suite)]
    return [Sweep(path.relative_to(ROOT).parts[0], path.read_text()) for path in found]


def files(suite: Suite) -> list[Path]:
    chosen = [ROOT / suite.target, *(ROOT / path for path in suite.also)]
    left_out = [ROOT / suite.target / path for path in suite.without]
    found = [path for place in chosen for path in ([place] if place.is_file() else sorted(place.rglob("test_*.py")))]
    return [path for path in found if not any(path.is_relative_to(folder) for folder in left_out)]


def test_there_are_enough_of_them_and_each_has_a_name_of_its_own() -> None:
    names = Counter(point.name for point in points.every())
    assert len(names) >= ENOUGH
    assert [name for name, times in names.items() if times > 1] == []


def test_each_is_named_in_a_sweep_that_runs_on_both_databases() -> None:
    known = sweeps()
    assert [f"{point.name} in {point.file}" for point in points.every() if not swept(point, known)] == []


def swept(point: Point, known: Sequence[Sweep]) -> bool:
    return any(sweep.names(point) for sweep in known)


@pytest.mark.parametrize(
    ("name", "file", "found"),
    [
        ("order.saga.after-commit", "order_service/orders/sagas.py", True),
        ("order.saga.before-commit", "order_service/orders/sagas.py", False),
        ("payments.void.before-call", "payments_service/payments/processing.py", True),
        ("payments.void.before-call", "servicekit/events/outbox.py", False),
    ],
)
def test_a_point_that_no_sweep_names_is_found(name: str, file: str, found: bool) -> None:  # noqa: FBT001 - the expectation
    by_name = Sweep("order_service", 'faults(where="order.saga.after-commit")')
    by_search = Sweep("payments_service", """NAMED = re.compile(r'failpoint\\("(payments\\.[a-z.-]+)"\\)')""")
    assert swept(Point(name, file, 1), [by_name, by_search]) == found


def test_whatever_runs_on_postgresql_runs_on_sqlite_too() -> None:
    here = [suite for suite in every() if not suite.postgres]
    # What a suite leaves out because it needs the machine to itself is a suite of its own.
    alone = {f"{suite.target}/{path}" for suite in here for path in suite.only}
    whole = {suite.target for suite in here if not suite.only and alone.issuperset(_left_out(suite))}
    tried = [path for suite in every() if suite.postgres for path in (suite.target, *suite.also)]
    assert [path for path in tried if not any(path == place or path.startswith(f"{place}/") for place in whole)] == []


def _left_out(suite: Suite) -> set[str]:
    return {f"{suite.target}/{path}" for path in suite.without}
