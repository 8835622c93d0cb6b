"""The rows of a checked file into the catalogue, a chunk per transaction."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from django.db import IntegrityError, transaction

from product_service.imports import folder, writing
from product_service.imports.ahead import ahead
from product_service.imports.check import read
from product_service.imports.domain.mistakes import Mistake
from product_service.imports.domain.states import State
from product_service.imports.drafts import Draft
from product_service.imports.events import Imported, ProductsImported
from product_service.imports.holding import Lost, advance, note
from product_service.imports.models import Import
from product_service.imports.pacing import Pace, checkpoint
from product_service.imports.reading import Table, opened
from product_service.imports.services import told
from servicekit import clock
from servicekit.events import outbox
from servicekit.faults.failpoints import failpoint

AT_ONCE = 2_000  # rows of a transaction; on SQLite fewer, see pacing
TOLD_AT_ONCE = 500  # products of an event: 550 kB at most, where the broker takes 1 MB
TRIES = 3  # of a chunk, when others create the same products
# What a chunk adds to; not the fence, which may be another worker's by now.
PROGRESS = ("rows_written", "created", "updated", "unchanged", "error_count", "attempts", "worked_ms")


def write(job: Import, stop: Callable[[], bool]) -> None:
    pace = Pace(largest=AT_ONCE)
    with opened(folder.file_of(job.pk)) as table, ahead(_drafts(job, table, pace)) as drafts:
        begun = time.monotonic()
        for draft, mistakes in drafts:
            with pace.held():
                _write_chunk(job, draft, mistakes, begun)
            failpoint("product.import.after-commit")
            if stop():
                raise Lost
            begun = time.monotonic()
            checkpoint()
    with transaction.atomic(durable=True):
        advance(job, state=State.DONE.value, lease_until=None, finished_at=clock.now())
        told(job, "import.done", created=job.created, updated=job.updated, unchanged=job.unchanged)
        transaction.on_commit(lambda: folder.forget(job.pk))


def _drafts(job: Import, table: Table, pace: Pace) -> Iterator[tuple[Draft, list[Mistake]]]:
    left = Table(table.columns, islice(table.records, job.rows_written, None))
    for rows, mistakes in read(left, lambda: pace.size):
        yield writing.drafted(rows, job.manager), mistakes


def _write_chunk(job: Import, draft: Draft, mistakes: list[Mistake], begun: float) -> None:
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic(durable=True):
                _written(job, draft, mistakes, begun)
        except IntegrityError:
            # Somebody created one of the products between our look and our insert: now it can be seen. Or a category
            # went before the commit, which looks at those last: then nothing of what `advance` noted is so.
            if not left:
                raise
            job.refresh_from_db(fields=PROGRESS)
            draft = writing.drafted(draft.rows, job.manager)
        else:
            return


def _written(job: Import, draft: Draft, mistakes: Sequence[Mistake], begun: float) -> None:
    done = writing.write(draft)
    wrong = [*mistakes, *done.mistakes]
    note(job, wrong)
    for products in _sliced(done.products, TOLD_AT_ONCE):
        event = ProductsImported(import_id=str(job.pk), by=str(job.user_id), products=products)
        outbox.publish(event, aggregate="import", aggregate_id=str(job.pk))
    advance(
        job,
        rows_written=job.rows_written + len(draft.rows) + len({mistake.row for mistake in mistakes}),
        created=job.created + done.created,
        updated=job.updated + done.updated,
        unchanged=job.unchanged + done.unchanged,
        error_count=job.error_count + len(wrong),
        attempts=0,
        worked_ms=job.worked_ms + int(1000 * (time.monotonic() - begun)),
    )


def _sliced(products: Sequence[Imported], size: int) -> Iterator[list[Imported]]:
    return (list(products[start : start + size]) for start in range(0, len(products), size))
