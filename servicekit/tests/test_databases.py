"""Which tests run on a second database too. This file may not say what would make all of its tests run there."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType

import pytest

from servicekit.testing import databases, grpc, tokens
from servicekit.testing.databases import ONLY, pytest_collection_modifyitems, touches_database

Here = Callable[[str], pytest.Item]


@pytest.fixture
def here(request: pytest.FixtureRequest) -> Here:
    """`here("test_of_rows")`: a test of this file, as it was collected."""
    return lambda name: next(
        item for item in request.session.items if item.name == name and item.path == request.node.path
    )


@pytest.fixture
def rows(db: None) -> None:
    """Somebody else asks for the database on behalf of a test."""


def test_of_a_rule() -> None:
    assert ONLY.startswith("SHOPMESH_")


def test_of_rows(rows: None) -> None:
    assert rows is None


def test_what_asks_for_rows_by_another_name_touches_them(here: Here) -> None:
    assert touches_database(here("test_of_rows"))
    assert not touches_database(here("test_of_a_rule"))


def test_what_names_a_database_may_touch_it() -> None:
    assert databases.perhaps(grpc.grpc_server)
    assert databases.perhaps(grpc)
    assert not databases.perhaps(tokens)


def test_so_may_what_has_a_helper_that_does() -> None:
    helper = import_module("servicekit.tests.events.nats_server").Nats
    module = ModuleType("servicekit.tests.test_something")
    vars(module).update(helper=helper, own=Here)
    assert databases.helpers_of(module) == [helper]
    assert databases.perhaps(helper)


def test_the_rest_is_left_out_only_where_that_is_wanted(
    here: Here, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule, rows = here("test_of_a_rule"), here("test_of_rows")
    monkeypatch.delenv(ONLY, raising=False)
    pytest_collection_modifyitems(pytestconfig, items := [rule, rows])
    assert items == [rule, rows]
    monkeypatch.setenv(ONLY, "1")
    monkeypatch.setattr(pytestconfig.hook, "pytest_deselected", lambda items: None)
    pytest_collection_modifyitems(pytestconfig, items)
    assert items == [rows]
