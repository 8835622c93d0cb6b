"""On a second database, what touches a database: the rest has run beside the first, and would prove the same again.

`./dev test` says so by SHOPMESH_TEST_DATABASE_ONLY, for the suites on PostgreSQL. pytest-django lets a test connect, in
any of its threads, only if it asks for a database; one that asks for none and passes is the same whatever DATABASE_URL
says. What names a connection or its settings, starts processes or asks for fixtures while it runs runs in any case,
also where what it took from another file of tests does so.
"""

from __future__ import annotations

import inspect
import os
import re
import unittest
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

import pytest

ONLY = "SHOPMESH_TEST_DATABASE_ONLY"
ASKING = frozenset({"db", "transactional_db", "django_db_setup", "live_server"})
PERHAPS = re.compile("DATABASE|connection|subprocess|sys.executable|getfixturevalue|django_db")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if ONLY not in os.environ:
        return
    config.hook.pytest_deselected(items=[item for item in items if not touches_database(item)])
    items[:] = [item for item in items if touches_database(item)]


def touches_database(item: pytest.Item) -> bool:
    """Or may do so: False only of what certainly does not."""
    if not isinstance(item, pytest.Function) or item.get_closest_marker("django_db"):
        return True
    if ASKING.intersection(item.fixturenames) or (item.cls and issubclass(item.cls, unittest.TestCase)):
        return True
    return any(perhaps(code) for code in (item.module, *helpers_of(item.module), *fixtures_of(item)))


def fixtures_of(item: pytest.Function) -> list[Callable[..., Any]]:
    """The functions behind its fixtures, but for those of pytest and its plugins."""
    known = item._fixtureinfo.name2fixturedefs.values()  # noqa: SLF001 - pytest does not tell it otherwise
    made = [definition.func for definitions in known for definition in definitions]
    return [function for function in made if not function.__module__.startswith(("_pytest", "pytest"))]


@cache
def helpers_of(module: ModuleType) -> list[Callable[..., Any] | ModuleType]:
    """What it has from other files of tests; of fixtures pytest knows more."""
    taken = [thing for thing in vars(module).values() if thing is not module and _is_code(thing)]
    named = [(thing, thing.__name__ if inspect.ismodule(thing) else thing.__module__) for thing in taken]
    return [thing for thing, where in named if ".tests." in where and where != module.__name__]


def _is_code(thing: object) -> bool:
    return inspect.ismodule(thing) or inspect.isfunction(thing) or inspect.isclass(thing)


@cache
def perhaps(code: ModuleType | Callable[..., Any]) -> bool:
    return PERHAPS.search(inspect.getsource(code)) is not None
