"""Running the shop in the browser: people, what they may do, and the log of who did what."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.harness import Mesh, Shopper
from tests.journeys.factors import App, promoted
from tests.journeys.person import Person

Someone = Callable[..., Person]
Newcomer = Callable[..., tuple[Person, Shopper]]
Shoppers = Callable[..., Shopper]


def signs_in_with_code(person: Person, username: str, app: App) -> None:
    person.username = username
    person.goes_to("/login?next=/admin/users")
    person.signs_in(username)
    person.page.get_by_label("Code from your authenticator app").press_sequentially(app.code())
    expect(person.heading("Users")).to_be_visible()


def finds(person: Person, username: str) -> None:
    box = person.page.get_by_role("searchbox", name="Search name, username or e-mail")
    box.fill(username)
    box.press("Enter")
    person.page.get_by_role("main").get_by_role("link", name=username, exact=True).click()
    expect(person.heading(username)).to_be_visible()


def test_an_administrator_changes_a_role_and_disables_somebody_who_is_signed_out_at_once(
    someone: Someone, newcomer: Newcomer, mesh: Mesh, shopper: Shoppers
) -> None:
    victim, customer = newcomer()
    victim.goes_to("/orders")
    expect(victim.heading("Your orders")).to_be_visible()
    novice, app = promoted(mesh, shopper)
    boss = someone()
    signs_in_with_code(boss, novice.username, app)

    finds(boss, customer.username)
    boss.page.get_by_label("Role").select_option("viewer")
    boss.button("Change role").click()
    expect(boss.page.get_by_text(f"{customer.username} is Viewer now")).to_be_visible()
    assert customer.get("/api/users/me/").status_code == 401

    boss.button("Disable").click()
    boss.page.get_by_role("dialog").get_by_role("button", name="Disable", exact=True).click()
    expect(boss.page.get_by_text("Disabled", exact=True)).to_be_visible()
    victim.page.reload()
    expect(victim.page).to_have_url(re.compile("/login"))
    victim.signs_in(customer.username)
    expect(victim.alert()).to_be_visible()

    boss.goes_to("/admin/audit")
    boss.button("Check the chain").click()
    expect(boss.page.get_by_text(re.compile(r"The chain is whole: \d+ entries"))).to_be_visible()
    rows = boss.page.get_by_role("row").filter(has_text=novice.username)
    expect(rows.filter(has_text="User disabled").first).to_be_visible()
    expect(rows.filter(has_text="User role changed").first).to_be_visible()
    with boss.page.expect_download() as download:
        boss.button("CSV").click()
    assert download.value.suggested_filename == "audit.csv"


def test_staff_look_at_users_and_change_none(someone: Someone) -> None:
    sami = someone("staff")
    sami.goes_to("/admin/users?search=user0")
    sami.page.get_by_role("main").get_by_role("link", name="user0", exact=True).click()
    expect(sami.heading("user0")).to_be_visible()
    expect(sami.page.get_by_label("First name")).to_be_disabled()
    expect(sami.page.get_by_label("Role")).to_be_disabled()
    expect(sami.button("Save")).to_have_count(0)
    expect(sami.button("Disable")).to_have_count(0)
    areas = sami.page.get_by_role("navigation", name="Administration").get_by_role("link")
    catalogue = ["Products", "Stock", "Import", "Categories", "Reviews", "Search"]
    engine_room = ["Sagas", "Books", "Events", "Configuration"]
    expect(areas).to_have_text(["Overview", "Orders", *catalogue, "Users", "Organisations", *engine_room])


def test_a_setting_that_somebody_else_changed_meanwhile_is_not_overwritten(someone: Someone, shopper: Shoppers) -> None:
    alma, other = someone("admin"), shopper("admin")
    alma.goes_to("/admin/configuration")
    days = alma.page.get_by_label("Session idle days")
    expect(days).to_have_value("7")
    before = other.get("/api/admin/config/")
    changed = before.json()["values"] | {"session_idle_days": 6}
    tag = before.headers["ETag"]
    other.put("/api/admin/config/", changed, headers={"If-Match": tag}).raise_for_status()
    try:
        days.fill("5")
        alma.button("Save").click()
        expect(alma.alert()).to_be_visible()
        alma.button("Show the current values").click()
        expect(days).to_have_value("6")
    finally:
        now = other.get("/api/admin/config/").headers["ETag"]
        other.put("/api/admin/config/", before.json()["values"], headers={"If-Match": now}).raise_for_status()
