"""Every page, in light and dark, wide and narrow: no error, no request elsewhere, and nothing axe can object to."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Playwright, ViewportSize

from tests.harness import ROOT, Mesh, Shopper, new_product
from tests.journeys.pages import PLACES, Place
from tests.journeys.person import PASSWORD, Person
from tests.journeys.walking import arrive, arrived, part, signed_in, tell

Someone = Callable[..., Person]

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = """async (rules) => (await axe.run(document, { runOnly: rules, resultTypes: ['violations'] })).violations
  .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)"""
OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
FORGET = """() => {
  sessionStorage.clear();
  for (const key of Object.keys(localStorage)) if (key !== 'shopmesh.session') localStorage.removeItem(key);
}"""
WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
# The smallest phone and the largest screen: nothing may hang over the edge.
EXTREMES = (360, 1920)
# In this order each step changes one thing only, and the page need not be loaded again.
LOOKS: list[tuple[str, ViewportSize, Literal["light", "dark"]]] = [
    ("wide light", WIDE, "light"),
    ("wide dark", WIDE, "dark"),
    ("narrow dark", NARROW, "dark"),
    ("narrow light", NARROW, "light"),
]
# Each visitor sees all of their pages in one go.
VISITS = sorted(PLACES, key=lambda place: place.visitor)


@dataclass(frozen=True)
class Customer:
    """Has something in the cart and an order in the history."""

    shopper: Shopper
    known: dict[str, Any]


@pytest.fixture(scope="module")
def customer(mesh: Mesh) -> Iterator[Customer]:
    admin, shopper = Shopper.signed_in(mesh, "admin"), Shopper.registered(mesh)
    product = new_product(admin, stock=9, name="Well made lamp")
    order = shopper.bought((product, 1))
    shopper.put("/api/cart/", {"items": [{"product_id": product, "quantity": 2}]}).raise_for_status()
    me = shopper.get("/api/users/me/").json()
    known = {"product": product, "order": order["id"], "user": me["id"], "request": asked_for(admin, me["email"])}
    yield Customer(shopper, known)
    admin.close()
    shopper.close()


@dataclass
class Door:
    """Lets one visitor in, who sees one page after the other: what one loaded and compiled serves the next."""

    browser: Browser
    playwright: Playwright
    mesh: Mesh
    # Of visitors whom no demo login is for.
    logins: Mapping[str, tuple[str, str]]
    inside: str | None = None
    person: Person | None = None

    def visited_by(self, visitor: str) -> Person:
        if self.person is None or self.inside != visitor:
            self.close()
            self.inside, self.person = visitor, self.let_in(visitor)
        else:
            forget(self.person)
        return self.person

    def let_in(self, visitor: str) -> Person:
        username, password = self.logins.get(visitor, (visitor, ""))
        state = signed_in(self.playwright, self.mesh, username, password) if username else None
        return arrive(self.browser, self.mesh, username, storage_state=state)

    def close(self, *, told: bool = False) -> None:
        """What went wrong while they left counts, too."""
        leaving, self.person = self.person, None
        if leaving is not None:
            part(leaving.page.context)
            arrived([leaving], failed=told)


@pytest.fixture(scope="module")
def door(browser: Browser, playwright: Playwright, mesh: Mesh, customer: Customer) -> Iterator[Door]:
    one = Door(browser, playwright, mesh, {"customer": (customer.shopper.username, PASSWORD)})
    yield one
    one.close()


@pytest.fixture
def person(door: Door, place: Place, request: pytest.FixtureRequest) -> Iterator[Person]:
    """With nothing in mind of the pages before; after a page that was not as it should be, in a new browser."""
    someone = door.visited_by(place.visitor)
    someone.page.set_viewport_size(WIDE)
    someone.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    yield someone
    failed = tell(request.node, [someone])
    if failed or someone.trouble:
        door.close(told=True)
    arrived([someone], failed=failed)


@pytest.mark.parametrize("place", VISITS, ids=[place.name for place in VISITS])
def test_a_page_is_quiet_and_everybody_can_use_it(person: Person, customer: Customer, place: Place) -> None:
    place.visit(person, customer.known)
    person.page.evaluate(axe())
    assert [f"{look}: {found}" for look, size, scheme in LOOKS for found in objections(person.page, size, scheme)] == []
    assert [told for width in EXTREMES for told in too_wide(person.page, ViewportSize(width=width, height=800))] == []


def test_axe_would_object(someone: Someone) -> None:
    person = someone(viewport=WIDE, color_scheme="light")
    person.goes_to("/login")
    person.page.get_by_role("heading", level=1).wait_for()
    person.page.evaluate(axe())
    person.page.evaluate("document.querySelector('h1').style.color = 'lightgrey'")
    [objection] = objections(person.page, WIDE, "light")
    assert objection.startswith("color-contrast: ")
    in_the_light = person.page.evaluate("getComputedStyle(document.body).backgroundColor")
    objections(person.page, WIDE, "dark")
    assert person.page.evaluate("getComputedStyle(document.body).backgroundColor") != in_the_light


def asked_for(admin: Shopper, email: str) -> str:
    """A payment that waits for the customer with this address."""
    body = {"type": "initiate", "customer_email": email, "amount": "40.00", "currency": "EUR"}
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    answer = admin.post("/api/payments/", body | {"description": "Repair of a lamp"}, headers=headers)
    answer.raise_for_status()
    payment: str = answer.json()["id"]
    return payment


def forget(person: Person) -> None:
    """What a browser remembers of pages, except that somebody is signed in."""
    person.console.clear()
    person.page.mouse.move(-1, -1)
    person.page.evaluate(FORGET)


def objections(page: Page, size: ViewportSize, scheme: Literal["light", "dark"]) -> list[str]:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found: list[str] = page.evaluate(CHECK, RULES)
    return [*found, *too_wide(page, size)]


def too_wide(page: Page, size: ViewportSize) -> list[str]:
    page.set_viewport_size(size)
    wider = page.evaluate(OVERFLOW)
    return [f"the page is {wider} px wider than the screen of {size['width']} px"] if wider > 0 else []


@cache
def axe() -> str:
    return AXE.read_text()
