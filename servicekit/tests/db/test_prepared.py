"""Questions that are asked often are planned once, however many others are asked once. On SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

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
