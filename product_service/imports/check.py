"""Every row of a file is looked at before the first one is written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import islice

from django.db import transaction

from product_service.imports import folder, plan
from product_service.imports.checking import Checker, Row
from product_service.imports.domain.limits import MOST_MISTAKES
from product_service.imports.domain.mistakes import Mistake, Unreadable
from product_service.imports.domain.states import State
from product_service.imports.holding import Lost, advance, note
from product_service.imports.models import Import, ImportMistake
from product_service.imports.plan import Changed, New
from product_service.imports.reading import Table, opened
from product_service.imports.services import told
from servicekit import clock

AT_ONCE = 2_000  # rows of a query
NOTED_AT_ONCE = 1_000  # mistakes of a transaction: SQLite's other writers wait for it
OFTEN = 0.5  # seconds between two notes of how far it is


def check(job: Import, stop: Callable[[], bool]) -> None:
    """From the first row on, also after another worker: nothing of what it did is needed."""
    advance(job, state=State.CHECKING.value, error_count=0, rows_checked=0, created=0, updated=0, unchanged=0)
    _forget_mistakes(job)
    tally = Tally()
    for mistakes in _looked_at(job, tally):
        for piece in _pieces(mistakes):
            with transaction.atomic():
                advance(job, rows_checked=tally.rows, error_count=tally.mistakes, worked_ms=job.worked_ms + tally.lap())
                note(job, piece)
        if stop():
            raise Lost
    _checked(job, tally)


def _forget_mistakes(job: Import) -> None:
    """Of an earlier worker. As long as the job is ours: the next one's are none of our business."""
    noted = ImportMistake.objects.filter(job=job)
    while piece := list(noted.values_list("pk", flat=True)[:NOTED_AT_ONCE]):
        with transaction.atomic():
            advance(job)
            ImportMistake.objects.filter(pk__in=piece).delete()


def _pieces(mistakes: list[Mistake]) -> Iterator[list[Mistake]]:
    """At least one: how far the check is, is noted whether or not anything is wrong."""
    return (mistakes[at : at + NOTED_AT_ONCE] for at in range(0, max(1, len(mistakes)), NOTED_AT_ONCE))


class Tally:
    """What a check has seen so far."""

    def __init__(self) -> None:
        self.rows = self.mistakes = self.created = self.updated = self.unchanged = 0
        self.seen: dict[str, int] = {}
        self._begun = time.monotonic()

    def lap(self) -> int:
        """Milliseconds since it was asked the last time."""
        begun, self._begun = self._begun, time.monotonic()
        return int(1000 * (self._begun - begun))

    def repeated(self, row: Row) -> Mistake | None:
        first = self.seen.setdefault(row.sku, row.number)
        if first == row.number:
            return None
        return Mistake(row.number, "sku", "repeated", f"{row.sku} is in row {first} already.")

    def count(self, step: plan.Step) -> None:
        self.created += isinstance(step, New)
        self.updated += isinstance(step, Changed)
        self.unchanged += step is None


def _looked_at(job: Import, tally: Tally) -> Iterator[list[Mistake]]:
    """What is wrong, at least twice a second, whether or not there is anything."""
    found: list[Mistake] = []
    noted = time.monotonic()
    try:
        with opened(folder.file_of(job.pk)) as table:
            for mistakes in _chunks_checked(job, table, tally):
                found += mistakes
                tally.mistakes += len(mistakes)
                if tally.mistakes >= MOST_MISTAKES:
                    raise _unreadable(tally.rows + 2, "too-many-errors", "The rows behind it were not checked.")
                if time.monotonic() - noted >= OFTEN:
                    yield found
                    found, noted = [], time.monotonic()
        if not tally.rows:
            raise _unreadable(1, "empty", "There are no rows below the names of the columns.")
    except Unreadable as wrong:
        found.append(wrong.mistake)
        tally.mistakes += 1
    yield found


def _unreadable(row: int, code: str, detail: str) -> Unreadable:
    return Unreadable(Mistake(row, "", code, detail))


def _chunks_checked(job: Import, table: Table, tally: Tally) -> Iterator[list[Mistake]]:
    for rows, mistakes in read(table, AT_ONCE):
        tally.rows += len(rows) + len({mistake.row for mistake in mistakes})
        there = plan.products_there([row.sku for row in rows])
        found = [*mistakes, *(again for row in rows if (again := tally.repeated(row)))]
        for step in plan.steps(rows, there, job.manager):
            tally.count(step)
            if isinstance(step, list):
                found += step
        yield sorted(found)


def _checked(job: Import, tally: Tally) -> None:
    state = State.INVALID if tally.mistakes else State.CHECKED if job.dry_run else State.WRITING
    foreseen = {"created": tally.created, "updated": tally.updated, "unchanged": tally.unchanged}
    with transaction.atomic(durable=True):
        advance(
            job,
            state=state.value,
            rows=tally.rows,
            rows_checked=tally.rows,
            error_count=tally.mistakes,
            worked_ms=job.worked_ms + tally.lap(),
            attempts=0,
            **(foreseen if state is State.CHECKED else {}),
            **({} if state is State.WRITING else {"lease_until": None, "finished_at": clock.now()}),
        )
        if state is State.INVALID:
            told(job, "import.refused", errors=tally.mistakes)
            transaction.on_commit(lambda: folder.forget(job.pk))


def read(table: Table, size: int | Callable[[], int]) -> Iterator[tuple[list[Row], list[Mistake]]]:
    """Rows that may be taken as they are, beside what is wrong with the others of the same chunk."""
    checker = Checker(table.columns, plan.categories())
    while True:
        rows: list[Row] = []
        mistakes: list[Mistake] = []
        # One by one: of cells that are too long nothing is kept, where a chunk of them would be the whole file.
        for number, cells in islice(table.records, size if isinstance(size, int) else size()):
            found = checker.row(number, cells)
            if isinstance(found, Row):
                rows.append(found)
            else:
                mistakes += found
        if not rows and not mistakes:
            return
        yield rows, mistakes
