"""People with browsers. When a journey fails, what they saw lies in .shopmesh/journeys."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.harness import Mesh, Shopper
from tests.journeys.browser import launch
from tests.journeys.person import PASSWORD, Person
from tests.journeys.walking import FAILED, PATIENCE_MS, arrive, arrived, part, signed_in, tell

Someone = Callable[..., Person]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        expect.set_options(timeout=PATIENCE_MS)
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = launch(playwright)
    yield started
    started.close()


@pytest.fixture
def someone(browser: Browser, playwright: Playwright, mesh: Mesh, request: pytest.FixtureRequest) -> Iterator[Someone]:
    """`someone()`: a visitor. `someone("user")`: signed in, without having walked through the login page."""
    people: list[Person] = []

    def make(username: str = "", password: str = "", **options: Any) -> Person:
        if username:
            options["storage_state"] = signed_in(playwright, mesh, username, password)
        people.append(arrive(browser, mesh, username, **options))
        return people[-1]

    yield make
    failed = tell(request.node, people)
    for person in people:
        part(person.page.context)
    arrived(people, failed=failed)


@pytest.fixture
def newcomer(someone: Someone, shopper: Callable[..., Shopper]) -> Callable[..., tuple[Person, Shopper]]:
    """A newly registered customer at a browser, and the same one at the REST edge."""

    def make(**options: Any) -> tuple[Person, Shopper]:
        customer = shopper()
        return someone(customer.username, PASSWORD, **options), customer

    return make


@pytest.fixture
def username() -> str:
    return f"ada-{uuid.uuid4().hex[:10]}"
