"""A person gets a browser of their own, walks, and is looked at when the walk is over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, StorageState

from tests.harness import DEMO_PASSWORDS, ROOT, Mesh
from tests.journeys.person import TELL_VIOLATIONS, Person

SEEN = ROOT / ".shopmesh" / "journeys"
# Two busy cores: a page that needs longer than this is broken, not slow.
PATIENCE_MS = 15_000
FAILED = pytest.StashKey[bool]()


def arrive(browser: Browser, mesh: Mesh, username: str, **options: Any) -> Person:
    context = browser.new_context(base_url=mesh.url, reduced_motion="reduce", **options)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(TELL_VIOLATIONS)
    return Person(context.new_page(), username)


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


def tell(node: pytest.Item, people: Sequence[Person]) -> bool:
    """Whether the journey failed. What they saw is kept then, and when there was trouble."""
    failed = node.stash.get(FAILED, False)
    for number, person in enumerate(people if failed or troubles(people) else (), 1):
        node.add_report_section("teardown", "browser", keep(person, f"{node.name}-{number}"))
    return failed


def arrived(people: Sequence[Person], *, failed: bool) -> None:
    """A journey that arrives with errors in the console has not arrived."""
    assert failed or not troubles(people), "\n".join(troubles(people))


def troubles(people: Sequence[Person]) -> list[str]:
    return [trouble for person in people for trouble in person.trouble]


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
