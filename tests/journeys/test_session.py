"""Signing in and out, and staying signed in: what the person sees, and where the tokens are not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from servicekit.faults.proxy import FaultProxy
from servicekit.faults.toxics import Toxic
from tests.harness import Mesh, Shopper
from tests.journeys.person import Person

Someone = Callable[..., Person]
Newcomer = Callable[..., tuple[Person, Shopper]]

# Everything a script on the page could reach without being handed it: storage, cookies, and what hangs on window.
REACHABLE = """(token) => {
  const found = [];
  const look = (name, text) => { if (String(text).includes(token)) found.push(name); };
  look('localStorage', JSON.stringify({ ...localStorage }));
  look('sessionStorage', JSON.stringify({ ...sessionStorage }));
  look('cookie', document.cookie);
  look('document', document.documentElement.outerHTML);
  const seen = new Set();
  const queue = [['window', window]];
  while (queue.length && seen.size < 100_000) {
    const [path, value] = queue.shift();
    if (typeof value === 'string') look(path, value);
    if (value === null || !['object', 'function'].includes(typeof value) || seen.has(value)) continue;
    seen.add(value);
    for (const key of Reflect.ownKeys(value)) {
      const getter = Object.getOwnPropertyDescriptor(value, key);
      if (getter && 'value' in getter) queue.push([`${path}.${String(key)}`, getter.value]);
    }
  }
  return { found, seen: seen.size };
}"""
EXPIRED = {"type": "/problems/token-expired", "title": "The token has expired", "status": 401}


def test_signing_out_signs_out_every_tab_at_once_and_back_shows_nothing(newcomer: Newcomer) -> None:
    ada, _ = newcomer()
    ada.goes_to("/orders")
    expect(ada.heading("Your orders")).to_be_visible()
    ada.goes_to("/profile")
    other = ada.opens_a_second_tab("/profile")
    first_name = other.get_by_label("First name")
    expect(first_name).to_be_visible()

    ada.signs_out()
    expect(other).to_have_url(re.compile(r"/login\?next="), timeout=2_000)
    expect(first_name).to_have_count(0)
    expect(ada.page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    ada.page.go_back()
    expect(ada.page).to_have_url(re.compile("/login"))
    expect(ada.page.get_by_text(f"{ada.username}@example.com")).to_have_count(0)


def test_going_back_while_the_login_page_is_still_loading_leads_there_too(newcomer: Newcomer) -> None:
    ada, _ = newcomer()
    ada.goes_to("/profile")
    expect(ada.page.get_by_label("First name")).to_be_visible()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    ada.page.route("**/mfe/*/*/static/js/async/**", hold)
    ada.signs_out()
    expect(ada.page).to_have_url(re.compile(r"/login\?next="))
    ada.page.go_back()
    for route in held:
        route.continue_()
    ada.page.unroute_all()
    expect(ada.heading("Welcome back")).to_be_visible()


def test_the_wrong_password_is_refused_without_saying_which_part_was_wrong(
    someone: Someone, newcomer: Newcomer
) -> None:
    _, shopper = newcomer()
    ada = someone()
    told = []
    for username in (shopper.username, "nobody-of-this-name"):
        ada.goes_to("/login")
        ada.signs_in(username, "not-the-password")
        expect(ada.alert()).to_be_visible()
        told.append(re.sub("Reference .*", "", ada.alert().inner_text()))
    assert told[0] == told[1]
    assert "password" in told[0]


def test_registering_a_common_password_is_refused_at_its_field(someone: Someone, username: str) -> None:
    ada = someone()
    ada.goes_to("/register")
    ada.page.get_by_label("Username", exact=True).fill(username)
    ada.page.get_by_label("E-mail").fill(f"{username}@example.com")
    password = ada.page.get_by_label("Password")
    password.fill("password123")
    ada.button("Create account").click()
    expect(password).to_have_attribute("aria-invalid", "true")
    expect(password).to_have_accessible_description(re.compile("common", re.IGNORECASE))


def test_a_reload_keeps_the_session_in_a_cookie_no_script_can_read(newcomer: Newcomer) -> None:
    ada, _ = newcomer()
    ada.goes_to("/profile")
    ada.is_signed_in_as(ada.username)
    with ada.page.expect_response("**/api/token/refresh/") as refreshed:
        ada.page.reload()
    ada.is_signed_in_as(ada.username)
    token = refreshed.value.json()["access"]
    [cookie] = [kept for kept in ada.page.context.cookies() if kept["name"] in {"rt", "__Host-rt"}]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    seen = ada.page.evaluate(REACHABLE, token)
    assert seen["found"] == []
    assert seen["seen"] > 1_000


def test_the_search_for_tokens_would_find_one(newcomer: Newcomer) -> None:
    ada, _ = newcomer()
    ada.goes_to("/")
    ada.page.evaluate("window.shop = { state: new Array(1).fill({ deep: 'a.token.here' }) }")
    assert ada.page.evaluate(REACHABLE, "a.token.here")["found"] == ["window.shop.state.0.deep"]


def test_an_expired_token_is_renewed_and_the_request_repeated_once(newcomer: Newcomer) -> None:
    ada, _ = newcomer()
    ada.goes_to("/")
    ada.is_signed_in_as(ada.username)
    calls = heard(ada.page, "/api/orders", "/api/token/refresh/")
    ada.page.route("**/api/orders/**", answer_expired, times=1)
    ada.button(f"Account of {ada.username}").click()
    ada.page.get_by_role("menuitem", name="Orders").click()
    expect(ada.heading("No orders yet")).to_be_visible()
    assert [path for path, _ in calls] == ["/api/orders", "/api/token/refresh/", "/api/orders"]
    assert calls[0][1] != calls[2][1], "the second time with the new token"


@pytest.mark.parametrize("locks", [True, False], ids=["with web locks", "without"])
def test_two_tabs_that_refresh_at_once_both_stay_signed_in(newcomer: Newcomer, locks: bool) -> None:  # noqa: FBT001 - a parameter of the test
    ada, _ = newcomer()
    if not locks:  # as over plain http, where the server's grace has to do
        ada.page.context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    ada.goes_to("/profile")
    tabs = [ada.page, ada.opens_a_second_tab("/profile"), ada.opens_a_second_tab("/orders")]
    for tab in tabs:
        tab.evaluate("void setTimeout(() => location.reload())")
    for tab in tabs:
        expect(tab.get_by_role("button", name=f"Account of {ada.username}")).to_be_visible()
    ada.page.reload()
    ada.is_signed_in_as(ada.username)


def test_a_page_left_before_its_session_was_renewed_leaves_the_new_cookie_behind(
    newcomer: Newcomer, mesh: Mesh
) -> None:
    ada, _ = newcomer()
    ada.page.add_init_script("localStorage.setItem('shopmesh.session', '1')")  # at the origin behind the slow line, too
    renewing = "**/api/token/refresh/"
    with FaultProxy(f"127.0.0.1:{mesh.port}") as line:
        line.add(Toxic(kind="latency", direction="down", delay=0.2))
        with ada.page.expect_request(renewing):
            ada.page.goto(f"http://localhost:{line.address.rpartition(':')[2]}/profile", wait_until="commit")
        for _ in range(2):  # the answer arrives where nobody is any more
            with ada.page.expect_request(renewing):
                ada.page.evaluate("void location.reload()")
        ada.is_signed_in_as(ada.username)
        ada.goes_to("/health")  # by the straight way, before the slow one ends


def test_a_changed_profile_survives_a_reload(newcomer: Newcomer) -> None:
    ada, shopper = newcomer()
    ada.goes_to("/profile")
    ada.page.get_by_label("First name").fill("Ada")
    ada.page.get_by_label("Address").fill("12 St James's Square, London")
    ada.button("Save changes").click()
    expect(ada.page.get_by_text("Profile saved")).to_be_visible()
    ada.page.reload()
    expect(ada.page.get_by_label("First name")).to_have_value("Ada")
    expect(ada.page.get_by_label("Address")).to_have_value("12 St James's Square, London")
    assert shopper.get("/api/users/me/").json()["first_name"] == "Ada"


def test_what_only_the_server_refuses_is_shown_at_its_field_and_nothing_is_saved(newcomer: Newcomer) -> None:
    ada, shopper = newcomer()
    ada.goes_to("/profile")
    first_name = ada.page.get_by_label("First name")
    first_name.fill("Ada\u202eecalevol")  # a character that turns the direction of writing
    ada.page.get_by_label("Phone").fill("+44 20 7946 0000")
    ada.button("Save changes").click()
    expect(first_name).to_have_attribute("aria-invalid", "true")
    expect(first_name).to_have_accessible_description(re.compile("."))
    expect(ada.page.get_by_label("Phone")).not_to_have_attribute("aria-invalid", "true")
    me = shopper.get("/api/users/me/").json()
    assert (me["first_name"], me["phone"]) == ("", "")


def heard(page: Page, *paths: str) -> list[tuple[str, str]]:
    """(path, token) of each call to one of the paths from now on."""
    calls: list[tuple[str, str]] = []
    page.on(
        "request",
        lambda request: calls.extend(
            (path, request.headers.get("authorization", "")) for path in paths if path in request.url
        ),
    )
    return calls


def answer_expired(route: Route) -> None:
    route.fulfill(status=401, content_type="application/problem+json", json=EXPIRED)
