"""Questions that are asked often are planned once, however many others are asked once. On SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from servicekit import context
from servicekit.db import prepared
from servicekit.errors import DeadlineExceeded

pytestmark = pytest.mark.django_db(transaction=True)


def sum_of(number: int) -> str:
    return f"SELECT {number} + CAST(%s AS integer)"


def test_a_new_question_takes_the_place_of_the_one_asked_longest_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "MOST", 3)
    for number in (1, 2, 3, 1, 4, 1, 5):
        assert prepared.rows(sum_of(number), [10]) == [(number + 10,)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'read\\_%' ORDER BY statement")
            kept = [statement.partition(" AS SELECT ")[2][0] for (statement,) in cursor.fetchall()]
        assert kept == ["1", "4", "5"]


def test_a_question_that_cannot_be_planned_is_an_error_of_the_database() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        prepared.rows("SELECT nobody FROM nowhere")
    assert prepared.rows(sum_of(1), [1]) == [(2,)]


def test_a_question_is_counted_where_somebody_counts() -> None:
    prepared.rows(sum_of(1), [1])
    with CaptureQueriesContext(connection) as counted:
        assert prepared.rows(sum_of(1), [2]) == [(3,)]
    assert len(counted) == 1


def test_a_question_is_overheard_by_whoever_stands_around_statements() -> None:
    heard: list[str] = []

    def hears(execute: Any, sql: str, values: Any, many: bool, given: Any) -> Any:  # noqa: FBT001 - Django's signature
        heard.append(sql)
        return execute(sql, values, many, given)

    with connection.execute_wrapper(hears):
        assert prepared.rows(sum_of(1), [3]) == [(4,)]
    assert len(heard) == 1
    prepared.rows(sum_of(1), [3])
    assert len(heard) == 1


def test_nothing_is_asked_when_the_time_is_over() -> None:
    prepared.rows(sum_of(1), [1])
    with context.deadline_within(-1), pytest.raises(DeadlineExceeded):
        prepared.rows(sum_of(1), [1])
    assert prepared.rows(sum_of(1), [1]) == [(2,)]


def test_a_transaction_that_is_broken_answers_nothing() -> None:
    def ask() -> None:
        with transaction.atomic():
            transaction.set_rollback(True)
            prepared.rows(sum_of(1), [1])

    with pytest.raises(TransactionManagementError):
        ask()
    assert prepared.rows(sum_of(1), [1]) == [(2,)]


def planned() -> list[str]:
    """What the server has planned, in the order of asking; SQLite keeps that to itself."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'read\\_%' ORDER BY prepare_time")
        return [statement.partition(" AS ")[2] for (statement,) in cursor.fetchall()]


def test_nothing_is_planned_when_the_time_is_over() -> None:
    prepared.rows(sum_of(1), [1])
    before = planned()
    with context.deadline_within(-1), pytest.raises(DeadlineExceeded):
        prepared.rows(sum_of(7), [1])
    assert planned() == before


def test_a_transaction_that_is_rolled_back_takes_no_plan_back() -> None:
    if connection.vendor == "postgresql":
        connection.close()
    with transaction.atomic():
        prepared.rows(sum_of(1), [1])
        transaction.set_rollback(True)
    prepared.rows(sum_of(2), [1])
    if connection.vendor == "postgresql":
        assert prepared.rows("SELECT current_setting('plan_cache_mode')") == [("force_generic_plan",)]


NOTES = "SELECT told FROM some_notes WHERE told <> %s"


@pytest.fixture
def notes() -> Iterator[Callable[[int], None]]:
    """Makes a table of them, anew, with a longest text."""

    def make(longest: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS some_notes")
            cursor.execute(f"CREATE TABLE some_notes (told varchar({longest}))")
            cursor.execute("INSERT INTO some_notes VALUES (%s)", [str(longest)])

    make(10)
    yield make
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE some_notes")


def test_a_question_about_a_column_that_was_migrated_is_planned_again(notes: Callable[[int], None]) -> None:
    assert prepared.rows(NOTES, [""]) == [("10",)]
    notes(20)
    assert prepared.rows(NOTES, [""]) == [("20",)]


def test_a_transaction_that_meets_such_a_column_is_the_last_one(notes: Callable[[int], None]) -> None:
    prepared.rows(NOTES, [""])
    notes(20)
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError), transaction.atomic():
            prepared.rows(NOTES, [""])
    with transaction.atomic():
        assert prepared.rows(NOTES, [""]) == [("20",)]


def test_a_connection_that_was_reset_is_told_again() -> None:
    prepared.rows(sum_of(1), [1])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DISCARD ALL")
    assert prepared.rows(sum_of(1), [1]) == [(2,)]


def test_a_plan_that_is_there_already_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared.rows(sum_of(1), [1])
    monkeypatch.setattr(prepared, "_prepared", WeakKeyDictionary())
    assert prepared.rows(sum_of(1), [1]) == [(2,)]
