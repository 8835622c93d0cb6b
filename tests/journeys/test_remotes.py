"""A part of the front end that is missing, broken or hanging says so in its own place, and heals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.person import Person

Someone = Callable[..., Person]
Failure = Callable[[Route], None]

FAILED = "This part of the shop is not available right now"
HEADINGS = {
    "catalog": ("/products", "All products"),
    "checkout": ("/cart", "Your cart"),
    "account": ("/login", "Welcome back"),
}


def missing(route: Route) -> None:
    route.fulfill(status=404, body="")


def broken(route: Route) -> None:
    """A script that does not parse; the rest as it is."""
    if "remoteEntry" in route.request.url:
        route.fulfill(status=200, content_type="text/javascript", body="export const = }")
    else:
        route.fallback()


def hanging(route: Route) -> None:
    """Never answered."""


@pytest.mark.parametrize(
    ("name", "failure"),
    [("catalog", missing), ("checkout", broken), ("account", hanging)],
    ids=["missing", "broken", "hanging"],
)
def test_a_remote_fails_in_its_own_panel_and_trying_again_heals_it(
    someone: Someone, name: str, failure: Failure
) -> None:
    visitor = someone()
    path, heading = HEADINGS[name]
    visitor.page.route(f"**/mfe/{name}/**", failure)
    visitor.goes_to(path)
    panel = visitor.page.get_by_test_id(f"remote-failed-{name}")
    expect(panel).to_contain_text(FAILED)
    expect(visitor.page.get_by_role("combobox", name="Search the shop")).to_be_visible()
    expect(visitor.button("Cart, empty")).to_be_visible()

    visitor.page.unroute_all(behavior="ignoreErrors")
    panel.get_by_role("button", name="Try again").click()
    expect(visitor.heading(heading)).to_be_visible()
    expect(panel).to_have_count(0)
    visitor.trouble.clear()  # the failure was meant


@pytest.mark.parametrize("name", ["catalog", "checkout", "account"])
def test_without_one_remote_the_others_work(someone: Someone, name: str) -> None:
    visitor = someone()
    visitor.page.route(f"**/mfe/{name}/**", missing)
    visitor.goes_to(HEADINGS[name][0])
    expect(visitor.page.get_by_test_id(f"remote-failed-{name}")).to_be_visible()
    others = {other: place for other, place in HEADINGS.items() if other != name}
    links = {"catalog": "All products", "checkout": "Cart", "account": "Sign in"}
    for other, (_, heading) in others.items():
        visitor.page.get_by_role("contentinfo").get_by_role("link", name=links[other], exact=True).click()
        expect(visitor.heading(heading)).to_be_visible()
    visitor.trouble.clear()


def test_without_its_manifest_the_shop_keeps_its_header_and_heals(someone: Someone) -> None:
    visitor = someone()
    visitor.page.route("**/mfe/manifest.json", missing)
    visitor.goes_to("/products")
    expect(visitor.page.get_by_test_id("remote-failed-manifest")).to_be_visible()
    expect(visitor.page.get_by_role("combobox", name="Search the shop")).to_be_visible()
    visitor.page.unroute_all(behavior="ignoreErrors")
    visitor.button("Try again").click()
    expect(visitor.heading("All products")).to_be_visible()
    visitor.trouble.clear()
