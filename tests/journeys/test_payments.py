"""Asking for money, paying it, giving it back, and finding it all in the report: four people, four browsers."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from playwright.sync_api import expect

from tests.harness import Mesh, Shopper
from tests.journeys.factors import promoted
from tests.journeys.person import DECLINED, SUCCEEDS, Person

Someone = Callable[..., Person]
Newcomer = Callable[..., tuple[Person, Shopper]]
Shoppers = Callable[..., Shopper]

FOR = "Engraving of a lamp"
REPORT = "/payments/reports?group_by=currency&currency=KWD"


def asks_for_money(vendor: Person, email: str) -> str:
    """The link that the vendor is given. Dinars: three decimals, and nobody else in the tests is paid in them."""
    vendor.goes_to("/payments/new")
    vendor.page.get_by_label("Customer’s e-mail").fill("nobody@example.com")
    vendor.page.get_by_label("Amount").fill("41,25")
    vendor.page.get_by_label("Currency").select_option("KWD")
    vendor.page.get_by_label("What for").fill(FOR)
    vendor.button("Ask for it").click()
    expect(vendor.page.get_by_text("No account has this address.")).to_be_visible()
    vendor.page.get_by_label("Customer’s e-mail").fill(email)
    vendor.button("Ask for it").click()
    link = vendor.page.get_by_label("Link to pay")
    expect(link).to_be_visible()
    return link.input_value()


def pays(customer: Person, card: str) -> None:
    customer.page.get_by_role("radio", name=card).check()
    customer.page.get_by_role("button", name=re.compile("^Pay KWD")).click()


def given_back(administrator: Shopper) -> Decimal:
    """In dinars, by now."""
    totals = administrator.get("/api/payments/reports/?group_by=currency&currency=KWD").json()["totals"]
    return sum((Decimal(total["refunded"]) for total in totals), Decimal("0.000"))


def test_a_vendor_asks_a_customer_pays_an_administrator_gives_a_part_back_and_the_report_says_so(
    someone: Someone, newcomer: Newcomer, mesh: Mesh, shopper: Shoppers
) -> None:
    ada, account = newcomer()
    link = asks_for_money(someone("vendor"), account.get("/api/users/me/").json()["email"])

    ada.goes_to("/payments")
    waiting = ada.page.get_by_role("region", name="To pay")
    expect(waiting.get_by_role("link", name=FOR, exact=True)).to_be_visible()
    ada.goes_to(link)
    pays(ada, DECLINED)
    expect(ada.alert()).to_contain_text("Card declined: nothing was charged")
    pays(ada, SUCCEEDS)
    expect(ada.page.get_by_text("Thank you! It is paid.")).to_be_visible()
    expect(ada.button("Give money back")).to_have_count(0)
    path = link.removesuffix("/pay").removeprefix(mesh.url)

    novice, app = promoted(mesh, shopper)
    boss = someone()
    boss.goes_to(f"/login?next={path}")
    boss.signs_in(novice.username)
    boss.page.get_by_label("Code from your authenticator app").press_sequentially(app.code())
    before = given_back(novice)
    boss.button("Give money back").click()
    boss.page.get_by_label("Amount in KWD").fill("41.251")
    boss.button("Give back").click()
    expect(boss.page.get_by_text("At most 41.250 KWD.")).to_be_visible()
    boss.page.get_by_label("Amount in KWD").fill("1.25")
    boss.page.get_by_label("Reason").fill("A letter too many")
    boss.button("Give back").click()
    expect(boss.page.get_by_text("Partly refunded")).to_be_visible()
    expect(boss.page.get_by_role("region", name="Given back")).to_contain_text("A letter too many")
    expect(boss.page.get_by_role("list", name="Progress")).to_contain_text(re.compile(r"1\.250 given back"))

    boss.goes_to(REPORT)
    row = boss.page.get_by_role("table").get_by_role("row").filter(has_text="KWD")
    expect(row.get_by_role("cell").nth(4)).to_have_text(f"KWD\N{NO-BREAK SPACE}{before + Decimal('1.250')}")
    with boss.page.expect_download() as download:
        boss.button("Download as CSV").click()
    assert re.fullmatch(r"payments-by-currency-[0-9-]+\.csv", download.value.suggested_filename)
