"""Workers die: whatever the moment, every row is written once."""

from __future__ import annotations

import os
import stat
import subprocess
from datetime import timedelta
from itertools import count
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from product_service.catalog.models import Product
from product_service.imports import check, folder, holding, jobs, pacing, services, work, write
from product_service.imports.domain.mistakes import Mistake
from product_service.imports.models import Import
from product_service.stock.models import StockMovement
from product_service.tests.imports.sending import CHAIR, LAMP, file_of, mistakes, queued
from product_service.tests.support import assert_books_balance, at_once, principal
from servicekit import clock
from servicekit.faults.effects import Scripted
from servicekit.idempotency.execution import Execution
from servicekit.testing.events import Published
from servicekit.testing.faults import Faults

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]

ROWS = [f"SKU-{n:03d},Chair {n},,home,{n + 1}.00,EUR,{n}" for n in range(25)]


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "AT_ONCE", 10)
    monkeypatch.setattr(pacing, "FREE", 0.0)


def assert_all_written_once(job: Import, published: Published) -> None:
    job.refresh_from_db()
    assert (job.state, job.created, job.rows_written, job.error_count) == ("done", 25, 25, 0)
    assert Product.objects.filter(version=1).count() == 25
    assert StockMovement.objects.count() == 24
    told = [one["sku"] for event in published() for one in event.data["products"]]
    assert sorted(told) == [f"SKU-{n:03d}" for n in range(25)]
    assert_books_balance()


@pytest.mark.parametrize("point", ["product.import.before-commit", "product.import.after-commit"])
@pytest.mark.parametrize("chunk", [1, 2, 3])
def test_a_worker_that_dies_in_a_chunk_is_followed_by_one_that_goes_on(
    faults: Faults, published: Published, point: str, chunk: int
) -> None:
    job = queued(file_of(*ROWS))
    begun = count(1)

    def armed_before_that_chunk() -> bool:
        if next(begun) == chunk:  # asked after the check, and after each chunk
            faults(site="point", where=point, effect="raise", times=1)
        return False

    work.run(_claimed(), stop=armed_before_that_chunk)
    job.refresh_from_db()
    done = 10 * (chunk - 1 if point.endswith("before-commit") else chunk)
    assert (job.state, job.rows_written, Product.objects.count()) == ("writing", min(25, done), min(25, done))
    assert folder.file_of(job.pk).exists()
    jobs.work_off()
    assert_all_written_once(job, published)


def test_a_chunk_that_the_commit_refuses_is_counted_once(published: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL looks at foreign keys last: a category that has just gone is found out when all is noted."""
    refusals = [IntegrityError("no such category")]

    def refused_once(job: Import, **changes: Any) -> None:
        holding.advance(job, **changes)
        if refusals and "rows_written" in changes:
            raise refusals.pop()

    monkeypatch.setattr(write, "advance", refused_once)
    job = queued(file_of(*ROWS))
    jobs.work_off()
    assert_all_written_once(job, published)


def test_one_that_dies_while_the_file_is_accepted_has_promised_nothing(faults: Faults) -> None:
    faults(site="point", where="product.import.before-created", effect="raise", times=1)
    upload = folder.receive([file_of(CHAIR)])
    with pytest.raises(Scripted):
        services.import_create(by=principal(), name="a", dry_run=False, upload=upload, execution=UNASKED)
    assert not Import.objects.exists()


# Of the execution of its key nothing counts here but that it is told.
UNASKED = Mock(spec=Execution)


def test_a_killed_workers_import_is_taken_over_when_its_lease_is_over(published: Published) -> None:
    job = queued(file_of(*ROWS))
    killed = _claimed()  # and never heard of again
    assert holding.claim() is None
    Import.objects.update(lease_until=clock.now() - timedelta(seconds=1))
    jobs.work_off()
    assert_all_written_once(job, published)
    assert killed.fence == 1


def test_one_that_was_only_slow_writes_nothing_after_that(published: Published) -> None:
    job = queued(file_of(*ROWS))
    slow = _claimed()
    Import.objects.update(lease_until=clock.now() - timedelta(seconds=1))
    second = _claimed()
    work.run(slow)
    assert not Product.objects.exists()
    work.run(second)
    assert_all_written_once(job, published)


def test_two_workers_at_once_share_nothing(published: Published) -> None:
    job, other = queued(file_of(*ROWS)), queued(file_of(LAMP))
    at_once([jobs.work_off, jobs.work_off])
    if (left := Import.objects.exclude(state="done").first()) is not None:  # both wanted the first; one went home
        jobs.work_off()
        left.refresh_from_db()
    other.refresh_from_db()
    assert (other.state, other.created) == ("done", 1)
    job.refresh_from_db()
    assert (job.state, job.created, job.rows_written) == ("done", 25, 25)
    assert Product.objects.count() == 26
    assert sum(len(event.data["products"]) for event in published()) == 26


def test_a_worker_that_shall_stop_ends_with_its_chunk_and_the_next_goes_on(published: Published) -> None:
    job = queued(file_of(*ROWS))
    asked = iter([False, False, True])  # after the check, and after two chunks
    work.run(_claimed(), stop=lambda: next(asked))
    job.refresh_from_db()
    assert (job.state, job.rows_written, job.lease_until) == ("writing", 20, None)
    jobs.work_off()
    assert_all_written_once(job, published)


def test_who_cancels_while_it_is_written_keeps_what_is_written() -> None:
    job = queued(file_of(*ROWS))

    def cancelled_after_one_chunk() -> bool:
        if Product.objects.count() == 10:
            services.import_cancel(by=principal(), import_id=job.pk)
        return False

    work.run(_claimed(), stop=cancelled_after_one_chunk)
    job.refresh_from_db()
    assert (job.state, job.rows_written, Product.objects.count()) == ("cancelled", 10, 10)
    assert holding.claim() is None
    assert not folder.file_of(job.pk).exists()


def test_what_ends_every_worker_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_given: object) -> None:
        raise ZeroDivisionError

    job = queued(file_of(CHAIR))
    monkeypatch.setattr(work, "check", breaks)
    assert jobs.work_off() == work.MOST_ATTEMPTS
    job.refresh_from_db()
    assert (job.state, mistakes(job)) == ("failed", [(1, "", "failed")])


def test_without_its_file_an_import_has_failed() -> None:
    job = queued(file_of(CHAIR))
    folder.forget(job.pk)
    jobs.work_off()
    job.refresh_from_db()
    assert (job.state, mistakes(job)) == ("failed", [(1, "", "file-gone")])


def test_the_worker_has_a_process_for_it_only_while_there_is_something_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "COMMAND", ("sleep", "30"))
    monkeypatch.setattr(jobs, "_working", None)
    assert tended() is None
    queued(file_of(CHAIR))
    first = tended()
    assert first is not None
    try:
        assert tended() is first
    finally:
        first.kill()
        first.wait()
    Import.objects.all().delete()
    assert tended() is None


def tended() -> subprocess.Popen[bytes] | None:
    """The process that is there after one look at what waits."""
    jobs.tend()
    return jobs._working


def test_what_is_left_of_imports_is_cleared_away(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting, old, undecided = (queued(file_of(CHAIR)) for _ in range(3))
    lost = folder.receive([b"nobody's"])
    long_ago = clock.now() - timedelta(days=91)
    Import.objects.filter(pk=old.pk).update(state="done", finished_at=long_ago)
    Import.objects.filter(pk=undecided.pk).update(state="checked", finished_at=clock.now() - timedelta(days=8))
    monkeypatch.setattr(folder, "UNCLAIMED", -60)
    assert jobs.purge() == 3
    assert dict(Import.objects.values_list("pk", "state")) == {waiting.pk: "queued", undecided.pk: "cancelled"}
    assert [path.name for path in folder.folder().iterdir()] == [f"{waiting.pk}.csv"]
    assert not lost.path.exists()


def test_mistakes_are_noted_and_forgotten_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    job = queued(file_of(*(f"?{number}" for number in range(25)), header="sku"))
    monkeypatch.setattr(check, "NOTED_AT_ONCE", 10)
    noted: list[int] = []

    def note(job: Import, mistakes: list[Mistake]) -> None:
        noted.append(len(mistakes))
        holding.note(job, mistakes)

    monkeypatch.setattr(check, "note", note)
    with pytest.raises(holding.Lost):
        check.check(_claimed(), lambda: True)  # and is not there any more
    assert (noted, job.mistakes.count()) == ([10, 10, 5], 25)
    Import.objects.update(lease_until=None)
    with CaptureQueriesContext(connection) as asked:
        jobs.work_off()
    deleted = [one["sql"] for one in asked if one["sql"].startswith('DELETE FROM "imports_importmistake"')]
    assert len(deleted) == 3
    job.refresh_from_db()
    assert (job.state, job.error_count, job.mistakes.count()) == ("invalid", 25, 25)


def test_the_time_of_a_check_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    job, ticks = queued(file_of(*ROWS), dry_run=True), count()
    monkeypatch.setattr(check, "AT_ONCE", 1)
    monkeypatch.setattr(check, "OFTEN", 0)
    monkeypatch.setattr(check, "time", Mock(monotonic=lambda: float(next(ticks))))
    jobs.work_off()
    job.refresh_from_db()
    assert job.state == "checked"
    assert 1000 * len(ROWS) < job.worked_ms < 1000 * next(ticks)


def test_the_name_of_an_accepted_file_is_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    queued(file_of(CHAIR))
    assert synced == [False, True]


def test_an_old_imports_mistakes_go_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    job = queued(file_of(*(f"?{number}" for number in range(25)), header="sku"))
    jobs.work_off()
    Import.objects.update(finished_at=clock.now() - timedelta(days=91))
    assert job.mistakes.count() == 25
    monkeypatch.setattr(jobs, "PIECE", 10)
    with CaptureQueriesContext(connection) as asked:
        jobs.purge()
    deleted = [one["sql"] for one in asked if one["sql"].startswith('DELETE FROM "imports_importmistake"')]
    assert len(deleted) == 4  # three pieces, and what the import itself would take along: nothing
    assert not Import.objects.exists()


def _claimed() -> Import:
    job = holding.claim()
    assert job is not None
    return job
