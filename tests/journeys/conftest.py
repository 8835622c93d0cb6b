"""People with browsers. When a journey fails, what they saw lies in .shopmesh/journeys."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Playwright,
    StorageState,
    expect,
    sync_playwright,
)

from tests.harness import DEMO_PASSWORDS, ROOT, Mesh, Shopper
from tests.journeys.browser import launch
from tests.journeys.person import PASSWORD, TELL_VIOLATIONS, Person

SEEN = ROOT / ".shopmesh" / "journeys"
# Two busy cores: a page that needs longer than this is broken, not slow.
PATIENCE_MS = 15_000
FAILED = pytest.StashKey[bool]()

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
        context = browser.new_context(base_url=mesh.url, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(TELL_VIOLATIONS)
        people.append(Person(context.new_page(), username))
        return people[-1]

    yield make
    failed = request.node.stash.get(FAILED, False)
    for number, person in enumerate(people, 1):
        if failed:
            request.node.add_report_section("teardown", "browser", keep(person, f"{request.node.name}-{number}"))
        part(person.page.context)
    # A journey that arrives with errors in the console has not arrived.
    assert failed or [trouble for person in people for trouble in person.trouble] == []


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


def signed_in(playwright: Playwright, mesh: Mesh, username: str, password: str) -> StorageState:
    """The refresh cookie, and the hint that makes the shop look for it."""
    body = {"username": username, "password": password or DEMO_PASSWORDS[username], "transport": "cookie"}
    client = playwright.request.new_context(base_url=mesh.url)
    answer = client.post("/api/token/", data=body)
    assert answer.ok, answer.text()
    state = client.storage_state()
    client.dispose()
    return {
        "cookies": state["cookies"],
        "origins": [{"origin": mesh.url, "localStorage": [{"name": "shopmesh.session", "value": "1"}]}],
    }


def keep(person: Person, name: str) -> str:
    """Pictures of every tab and the console; says where they are."""
    SEEN.mkdir(parents=True, exist_ok=True)
    stem = str(SEEN / re.sub(r"[^\w-]+", "-", name))
    pictures = {f"{stem}-tab{number}.png": page for number, page in enumerate(person.page.context.pages, 1)}
    for picture, page in pictures.items():
        page.screenshot(path=picture)
    log = Path(f"{stem}.log")
    log.write_text("\n".join([*person.console, "", *person.trouble]))
    return "\n".join([*(f"{page.url}: {picture}" for picture, page in pictures.items()), f"console: {log}"])


def part(context: BrowserContext) -> None:
    for page in context.pages:
        page.unroute_all(behavior="ignoreErrors")
    context.close()
