"""Nothing is written, and no statement runs on, after the deadline. On SQLite, and on PostgreSQL by DATABASE_URL."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from django.db import DatabaseError, connection, transaction

from servicekit import context, metrics
from servicekit.db.deadline import OutOfTime
from servicekit.errors import DeadlineExceeded
from servicekit.events import outbox
from servicekit.events.models import OutboxEvent
from servicekit.testing.waiting import undisturbed
from servicekit.tests.idempotency.kitchen import JarFilled, filled

pytestmark = pytest.mark.django_db(transaction=True)

FOREVER = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(20)",
}
HOW_LONG = {
    "sqlite": "PRAGMA busy_timeout",
    "postgresql": "SELECT setting FROM pg_settings WHERE name = 'statement_timeout'",
}
# A limit the database was told earlier stays while it is about right, so a statement may be cut off a little early.
EARLIEST = 0.7


@transaction.atomic(savepoint=False)
def put(of: str) -> None:
    outbox.publish(JarFilled(of=of), aggregate="jar", aggregate_id=of)


@transaction.atomic
def put_slowly(of: str) -> None:
    put(of)
    run_out()


def refusals(at: str) -> float:
    return float(metrics.SERVER_DEADLINE_REFUSALS.labels(at)._value.get())


def run_out() -> None:
    left = context.remaining()
    assert left is not None
    time.sleep(max(0.0, left) + 0.01)


def test_a_statement_after_the_deadline_is_refused_and_nothing_happens() -> None:
    before = refusals("statement")
    with context.deadline_within(0.05):
        run_out()
        with pytest.raises(OutOfTime), transaction.atomic():
            put("plums")
    assert filled() == []
    assert refusals("statement") == before + 1


def test_the_refusal_is_a_database_error_to_django_and_deadline_exceeded_to_everybody_else() -> None:
    with context.deadline_within(-1), pytest.raises(DeadlineExceeded) as refused:
        OutboxEvent.objects.count()
    assert isinstance(refused.value, DatabaseError)
    assert (refused.value.code, refused.value.http, refused.value.grpc) == (
        "deadline-exceeded",
        504,
        "DEADLINE_EXCEEDED",
    )


def test_a_transaction_that_outlives_the_deadline_leaves_no_row() -> None:
    connection.ensure_connection()  # which takes its time on a busy machine
    before = refusals("commit")
    with context.deadline_within(0.5), pytest.raises(OutOfTime):
        put_slowly("plums")
    assert filled() == []
    assert refusals("commit") == before + 1
    put("pears")  # the connection is as good as before
    assert filled() == ["pears"]


def test_a_row_committed_just_in_time_stays() -> None:
    with context.deadline_within(0.5):
        with transaction.atomic():
            put("plums")
            time.sleep(0.3)  # within the time
        run_out()
    assert filled() == ["plums"]


def test_half_a_transaction_is_not_committed_by_code_that_swallows_the_refusal() -> None:
    with context.deadline_within(5), transaction.atomic():
        put("plums")
        with context.deadline_within(-1), suppress(OutOfTime):
            put("pears")
    assert filled() == []


def test_a_savepoint_is_rolled_back_alone_when_only_its_part_was_late() -> None:
    with transaction.atomic():
        put("plums")
        with context.deadline_within(0.2), suppress(OutOfTime), transaction.atomic():
            put("pears")
            run_out()
            put("quinces")
    assert filled() == ["plums"]


@pytest.mark.parametrize("seconds", [0.3, 1.5])
def test_a_statement_that_waits_for_a_lock_gives_up_at_the_deadline(seconds: float) -> None:
    put("plums")

    def waited() -> float:
        with context.deadline_within(seconds):
            began = time.monotonic()
            with pytest.raises(OutOfTime):
                OutboxEvent.objects.update(attempts=7)
            return time.monotonic() - began

    with locked():
        assert EARLIEST * seconds <= undisturbed(waited) < seconds + 0.1
    assert OutboxEvent.objects.get().attempts != 7


def test_a_long_statement_ends_at_the_deadline() -> None:
    def took() -> float:
        connection.close()
        began = time.monotonic()  # connecting takes its part of the time too
        with context.deadline_within(0.3), connection.cursor() as cursor, pytest.raises(OutOfTime):
            cursor.execute(FOREVER[connection.vendor])
        return time.monotonic() - began

    assert EARLIEST * 0.3 <= undisturbed(took) < 0.45
    put("pears")
    assert filled() == ["pears"]


def test_the_limit_is_as_long_as_the_time_that_is_left_and_is_lifted_without_a_deadline() -> None:
    stock = limit()
    with context.deadline_within(2):
        OutboxEvent.objects.count()
        assert 1400 <= limit() <= 2000
    with context.deadline_within(1):
        OutboxEvent.objects.count()
        assert 700 <= limit() <= 1000
    OutboxEvent.objects.count()
    assert limit() == stock


def test_a_limit_set_in_a_transaction_that_was_rolled_back_is_set_again() -> None:
    with context.deadline_within(2):
        with suppress(ZeroDivisionError), transaction.atomic():
            put("plums")
            with context.deadline_within(1):
                OutboxEvent.objects.count()
            raise ZeroDivisionError
        OutboxEvent.objects.count()
        assert 1400 <= limit() <= 2000


def test_short_requests_one_after_the_other_tell_the_database_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with context.deadline_within(10):
        OutboxEvent.objects.count()
    known = connection.limit  # type: ignore[attr-defined]  # ours
    for _ in range(5):
        with context.deadline_within(10):
            OutboxEvent.objects.count()
    assert connection.limit == known  # type: ignore[attr-defined]  # ours


def test_rows_of_callers_who_gave_up_are_not_written_later() -> None:
    """Thirty transactions at once, most of which take longer than they have."""
    late: list[float] = []

    def fill(number: int) -> None:
        with suppress(OutOfTime, DatabaseError), context.deadline_within(0.3):
            with transaction.atomic():
                put(str(number))
                time.sleep(0.02 * (number % 10))  # the work
            late.append(-(context.remaining() or 0.0))

    in_threads(30, fill)
    assert len(filled()) == len(late)
    assert max(late, default=0.0) < 0.1


def in_threads(count: int, work: Callable[[int], None]) -> None:
    def alone(number: int) -> None:
        try:
            work(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=alone, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def limit() -> int:
    """Milliseconds, as the database itself says."""
    connection.ensure_connection()
    return int(connection.connection.execute(HOW_LONG[connection.vendor]).fetchone()[0])


@contextmanager
def locked() -> Iterator[None]:
    """Somebody else is in the middle of writing the same rows."""
    holding, done = threading.Event(), threading.Event()

    def hold(_number: int) -> None:
        with transaction.atomic():
            OutboxEvent.objects.update(attempts=1)
            holding.set()
            done.wait(10)

    holder = threading.Thread(target=in_threads, args=(1, hold))
    holder.start()
    assert holding.wait(10)
    try:
        yield
    finally:
        done.set()
        holder.join()
