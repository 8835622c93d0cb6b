"""Values as PostgreSQL reads them: what was written is what is read again, whatever stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from servicekit.db import copytext

SIGNS = {"\\\\": "\\", "\\n": "\n", "\\r": "\r", "\\t": "\t"}
TEXTS = st.text(st.characters(blacklist_categories=["Cs"]) | st.sampled_from('\\\n\r\t",{}N'))


def read_line(line: str) -> list[str | None]:
    """As the manual says of COPY's text format."""
    cells = line.split("\t")
    return [None if cell == "\\N" else re.sub(r"\\.", lambda found: SIGNS[found[0]], cell) for cell in cells]


@given(st.lists(st.tuples(TEXTS, st.none() | TEXTS, st.integers(), st.none() | st.integers()), min_size=1))
def test_a_line_says_what_was_written(rows: list[tuple[Any, ...]]) -> None:
    written = copytext.lines(list(zip(*rows, strict=True)))
    assert written is not None
    assert written.endswith(b"\n")
    found = [read_line(line) for line in written.decode().split("\n")[:-1]]
    assert found == [[None if value is None else str(value) for value in row] for row in rows]


def test_moments_ids_and_flags_are_written_as_the_database_reads_them() -> None:
    moment, one = datetime(2026, 11, 22, 17, 0, 0, 123456, tzinfo=UTC), UUID(int=7)
    written = copytext.lines([[moment, None], [one, one], [True, False], [None, None]])
    assert written == (
        b"2026-11-22 17:00:00.123456+00:00\t00000000-0000-0000-0000-000000000007\tt\t\\N\n"
        b"\\N\t00000000-0000-0000-0000-000000000007\tf\t\\N\n"
    )


@pytest.mark.parametrize("column", [[1.5], [b"bytes"], [1, "one"], [True, 1], [{"a": 1}]])
def test_what_it_does_not_know_is_left_to_the_driver(column: list[Any]) -> None:
    assert copytext.lines([column]) is None
    assert copytext.array(column) == column


def test_what_is_missing_in_an_array_is_left_to_the_driver() -> None:
    assert copytext.array(["a", None]) == ["a", None]


def test_an_array_of_nothing() -> None:
    assert copytext.array([]) == "{}"


def read_array(written: str, kind: str) -> list[Any]:
    """By the server, or where there is none, as its manual says: whatever is quoted is text."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT value FROM unnest(%s::{kind}[]) AS value", [written])  # noqa: S608 - kinds of ours
            return [value for (value,) in cursor.fetchall()]
    found = re.findall(r'"((?:[^"\\]|\\.)*)"|([^,{}"]+)', written, re.DOTALL)
    return [TYPES[kind](re.sub(r"\\(.)", r"\1", quoted or plain)) for quoted, plain in found]


TYPES: dict[str, Callable[[str], Any]] = {
    "text": str,
    "bigint": int,
    "uuid": UUID,
    "boolean": lambda text: text == "t",
    "timestamptz": datetime.fromisoformat,
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("text", ["", "NULL", "a,b", 'say "x"', "back\\slash", "\\N", "{}", " x ", "two\nlines\r\t", "Größe 漢字"]),
        ("bigint", [1, -2, 2**40]),
        ("uuid", [UUID(int=7), UUID(int=8)]),
        ("boolean", [True, False]),
        ("timestamptz", [datetime(2026, 11, 22, 17, 0, 0, 123456, tzinfo=UTC)]),
    ],
)
def test_an_array_is_read_as_it_was_written(kind: str, values: list[Any]) -> None:
    written = copytext.array(values)
    assert isinstance(written, str)
    assert read_array(written, kind) == values
