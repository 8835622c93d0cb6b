"""Every place where a process may die is one where a test has let it die, on both databases."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tests.harness import ROOT
from tools.faults import points
from tools.suites import Suite, every

ENOUGH = 40
# A sweep names its points one by one, or says how it finds them in the sources: NAMED = re.compile(r'failpoint…').
FOUND_BY = re.compile(r"^NAMED = re\.compile\(r'(failpoint.+)'\)$", re.MULTILINE)


def sweeps() -> list[str]:
    """The texts of all tests that run on PostgreSQL; on SQLite the whole folder of their owner runs anyway."""
    return [path.read_text() for suite in every() if suite.postgres for path in files(suite)]


def files(suite: Suite) -> list[Path]:
    chosen = [ROOT / suite.target, *(ROOT / path for path in suite.also)]
    left_out = [ROOT / suite.target / path for path in suite.without]
    found = [path for place in chosen for path in ([place] if place.is_file() else sorted(place.rglob("test_*.py")))]
    return [path for path in found if not any(path.is_relative_to(folder) for folder in left_out)]


def swept(name: str, texts: list[str]) -> bool:
    call = f'failpoint("{name}")'
    return any(f'"{name}"' in text or any(re.search(found, call) for found in FOUND_BY.findall(text)) for text in texts)


def test_there_are_enough_of_them_and_each_has_a_name_of_its_own() -> None:
    names = Counter(point.name for point in points.every())
    assert len(names) >= ENOUGH
    assert [name for name, times in names.items() if times > 1] == []


def test_each_is_named_in_a_sweep_that_runs_on_both_databases() -> None:
    texts = sweeps()
    assert [f"{point.name} in {point.file}" for point in points.every() if not swept(point.name, texts)] == []


def test_a_point_that_no_sweep_names_is_found() -> None:
    texts = [
        'faults(where="order.saga.after-commit")',
        "NAMED = re.compile(r'failpoint\\(\"(payments\\.[a-z.-]+)\"\\)')",
    ]
    told = {name: swept(name, texts) for name in ("order.saga.after-commit", "payments.any.before-call", "order.other")}
    assert told == {"order.saga.after-commit": True, "payments.any.before-call": True, "order.other": False}


def test_whatever_runs_on_postgresql_runs_on_sqlite_too() -> None:
    whole = {suite.target for suite in every() if not suite.postgres and not suite.only and not suite.without}
    tried = [path for suite in every() if suite.postgres for path in (suite.target, *suite.also)]
    assert [path for path in tried if not any(path == place or path.startswith(f"{place}/") for place in whole)] == []
