"""Questions that are asked often are planned once, however many others are asked once. On SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from servicekit.db import prepared

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
