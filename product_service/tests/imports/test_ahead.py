"""One chunk further than whoever takes them."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import connection

from product_service.imports.ahead import ahead


class Broken(Exception):
    pass


@pytest.fixture
def as_on_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")


def chunks(made: list[int], until: int) -> Iterator[int]:
    for number in range(until):
        made.append(number)
        yield number
    raise Broken


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("import-ahead")]


@pytest.mark.usefixtures("as_on_postgresql")
def test_all_of_them_come_in_turn_and_what_breaks_breaks_in_its_turn() -> None:
    with ahead(chunks([], 3)) as found:
        assert [next(found) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(Broken):
            next(found)
    assert threads() == []


@pytest.mark.usefixtures("as_on_postgresql")
def test_who_leaves_has_made_one_too_many_at_most() -> None:
    made: list[int] = []
    with ahead(chunks(made, 9)) as found:
        assert next(found) == 0
        assert next(found) == 1
    assert made in ([0, 1], [0, 1, 2])
    assert threads() == []


def test_on_sqlite_nothing_is_made_before_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite")
    made: list[int] = []
    with ahead(chunks(made, 9)) as found:
        assert next(found) == 0
        assert threads() == []
    assert made == [0]
