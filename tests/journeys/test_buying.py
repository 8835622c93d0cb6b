"""From the first visit to the order in the history, through everything between the browser and the databases."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.harness import Mesh, Shopper, eventually, new_product
from tests.journeys.person import ANSWER_LOST, DECLINED, PASSWORD, SLOW_BANK, SUCCEEDS, Person

Shoppers = Callable[..., Shopper]
Someone = Callable[..., Person]
Newcomer = Callable[..., tuple[Person, Shopper]]


@pytest.fixture
def admin(shopper: Shoppers) -> Shopper:
    return shopper("admin")


def test_a_newcomer_registers_finds_a_lamp_buys_it_and_finds_the_order_again(
    someone: Someone, admin: Shopper, mesh: Mesh, username: str
) -> None:
    name = f"Kingfisher lamp {uuid.uuid4().hex[:8]}"
    lamp = new_product(admin, stock=5, price="23.45", name=name)
    ada = someone()

    ada.goes_to("/")
    ada.link("Sign in").first.click()
    ada.link("Create an account").click()
    ada.registers(username)
    ada.is_signed_in_as(username)

    ada.searches_for("kingfisher")
    ada.page.get_by_role("textbox", name="From €").fill("23")
    ada.page.get_by_role("textbox", name="To €").fill("24")
    ada.button("Apply price").click()
    ada.page.get_by_role("checkbox", name="In stock only").click()
    expect(ada.page).to_have_url(re.compile(r"search=kingfisher&min_price=23&max_price=24&in_stock=true"))
    expect(ada.link("Remove filter €23.00 to €24.00")).to_be_visible()
    ada.page.get_by_role("list", name="Products").get_by_role("link", name=name).click()

    expect(ada.heading(name)).to_be_visible()
    ada.button(f"One {name} more").click()
    ada.button("Add to cart").click()
    expect(ada.page.get_by_text("2 in your cart.")).to_be_visible()
    ada.button("Cart, 2 items").click()
    ada.page.get_by_role("dialog", name="Your cart").get_by_role("link", name="Checkout").click()
    ada.fills_in_the_address()
    ada.page.get_by_role("radio", name=SUCCEEDS).check()
    ada.button("Pay €46.90").click()

    ada.is_thanked()
    expect(ada.page.get_by_text("Confirmed", exact=True).first).to_be_visible()
    ada.has_in_the_cart(0)
    order_id = ada.order_id()
    number = ada.page.get_by_role("heading", level=1).inner_text()

    ada.button(f"Account of {username}").click()
    ada.page.get_by_role("menuitem", name="Orders").click()
    ada.page.get_by_role("list", name="Orders").get_by_role("link", name=re.compile(number)).click()
    progress = ada.page.get_by_role("list", name="Progress")
    expect(progress.get_by_role("listitem").filter(has_text="Confirmed")).to_be_visible()
    expect(ada.link(name)).to_be_visible()

    books = Shopper(mesh)
    books.sign_in(username, PASSWORD)
    order = books.order(order_id)
    assert (order["status"], order["total"]) == ("confirmed", "46.90")
    assert [(line["product_id"], line["quantity"]) for line in order["items"]] == [(lamp, 2)]
    [payment] = books.payments_of(order_id)
    assert (payment["status"], payment["captured"]) == ("completed", "46.90")
    assert books.available(lamp) == 3
    books.close()


def test_a_declined_card_charges_nothing_and_another_card_works(newcomer: Newcomer, admin: Shopper) -> None:
    lamp = new_product(admin, stock=3)
    ada, books = newcomer()
    ada.puts_into_the_cart(lamp, quantity=2)
    ada.goes_to_pay(DECLINED)
    ada.pays()
    expect(ada.alert()).to_contain_text("Card declined: nothing was charged")
    assert books.available(lamp) == 3
    [cancelled] = books.get("/api/orders/").json()["results"]
    assert cancelled["status"] == "cancelled"
    [payment] = books.payments_of(cancelled["id"])
    assert (payment["status"], payment["captured"]) == ("failed", "0.00")

    ada.button("Try another card").click()
    ada.page.get_by_role("radio", name=SUCCEEDS).check()
    ada.pays()
    ada.is_thanked()
    [payment] = books.payments_of(ada.order_id())
    assert (payment["status"], payment["captured"]) == ("completed", "40.00")
    assert books.available(lamp) == 1


def test_when_the_banks_answer_is_lost_the_order_is_confirmed_and_charged_once(
    newcomer: Newcomer, admin: Shopper
) -> None:
    lamp = new_product(admin, stock=2)
    ada, books = newcomer()
    ada.puts_into_the_cart(lamp)
    ada.goes_to_pay(ANSWER_LOST)
    ada.pays()
    ada.is_thanked()
    [payment] = books.payments_of(ada.order_id())
    assert (payment["status"], payment["captured"]) == ("completed", "20.00")
    assert books.available(lamp) == 1


def test_while_the_bank_takes_its_time_the_page_says_so_and_becomes_confirmed_by_itself(
    newcomer: Newcomer, admin: Shopper, mesh: Mesh
) -> None:
    lamp = new_product(admin, stock=2)
    ada, books = newcomer()
    ada.puts_into_the_cart(lamp)
    ada.goes_to_pay(SLOW_BANK)
    mesh.stop("order-worker")  # it would find out within a second or two, and nobody could read the page
    ada.pays()
    expect(ada.page.get_by_text("We are still confirming your payment: you can close this page.")).to_be_visible()
    expect(ada.page.get_by_text("Confirming payment", exact=True)).to_be_visible()
    mesh.start("order-worker")
    ada.is_thanked(within=60)
    expect(ada.page.get_by_text("Confirmed", exact=True).first).to_be_visible()
    [payment] = books.payments_of(ada.order_id())
    assert (payment["status"], payment["captured"]) == ("completed", "20.00")
    assert books.available(lamp) == 1


def test_two_buyers_race_for_the_last_unit(newcomer: Newcomer, admin: Shopper) -> None:
    name = f"Last of its kind {uuid.uuid4().hex[:8]}"
    lamp = new_product(admin, stock=1, name=name)
    people = [newcomer(), newcomer()]
    for person, _ in people:
        person.puts_into_the_cart(lamp)
        person.goes_to_pay()
    for person, _ in people:
        person.pays()
    for person, _ in people:
        told = person.page.get_by_text("Thank you! Your order is confirmed.").or_(person.alert())
        expect(told).to_be_visible(timeout=30_000)

    [winner] = [books for person, books in people if "/orders/" in person.page.url]
    [loser, loser_books] = next((person, books) for person, books in people if "/orders/" not in person.page.url)
    expect(loser.alert()).to_contain_text("Not enough left")
    expect(loser.alert()).to_contain_text(f"{name}: sold out")
    [order] = winner.get("/api/orders/").json()["results"]
    assert order["status"] == "confirmed"
    assert [row["captured"] for row in winner.payments_of(order["id"])] == ["20.00"]
    assert [row for row in loser_books.get("/api/payments/").json()["results"] if row["captured"] != "0.00"] == []
    assert winner.available(lamp) == 0


def test_who_comes_too_late_is_told_what_is_left_and_can_buy_that(newcomer: Newcomer, admin: Shopper) -> None:
    name = f"Pair of chairs {uuid.uuid4().hex[:8]}"
    chair = new_product(admin, stock=2, name=name)
    ada, books = newcomer()
    ada.puts_into_the_cart(chair, quantity=2)
    ada.goes_to_pay()
    admin.bought((chair, 1))
    ada.pays()
    expect(ada.alert()).to_contain_text(f"{name}: only 1 left")
    ada.button("Take what is left").click()
    ada.has_in_the_cart(1)
    ada.goes_to_pay()
    ada.pays()
    ada.is_thanked()
    assert books.available(chair) == 0


def test_the_page_of_an_order_follows_what_happens_to_it_without_being_asked(
    newcomer: Newcomer, shopper: Shoppers, admin: Shopper
) -> None:
    """While it is live the page asks for nothing: what changes it was pushed."""
    lamp = new_product(admin, stock=2)
    ada, books = newcomer()
    order = books.bought((lamp, 1))
    ada.goes_to(f"/orders/{order['id']}")
    expect(ada.page.get_by_text("Live", exact=True)).to_be_visible()
    ada.page.evaluate("window.sameDocument = true")
    staff = shopper("staff")
    assert staff.patch(f"/api/orders/{order['id']}/status/", {"status": "shipped"}).status_code == 200
    progress = ada.page.get_by_role("list", name="Progress")
    expect(progress.get_by_role("listitem").filter(has_text="On its way")).to_have_attribute("aria-current", "step")
    expect(ada.page.get_by_role("status").filter(has_text="Now: On its way.")).to_be_attached()
    expect(ada.button("Cancel order")).to_have_count(0)
    assert ada.page.evaluate("window.sameDocument") is True


def test_a_customer_thinks_again_and_cancels(newcomer: Newcomer, admin: Shopper) -> None:
    lamp = new_product(admin, stock=2)
    ada, books = newcomer()
    order = books.bought((lamp, 2))
    ada.goes_to(f"/orders/{order['id']}")
    ada.button("Cancel order").click()
    dialog = ada.page.get_by_role("dialog", name=f"Cancel order {order['number']}?")
    dialog.get_by_role("button", name="Cancel the order").click()
    expect(ada.page.get_by_text("Cancelled by you. What you paid is on its way back to you.")).to_be_visible()
    assert books.order(order["id"])["status"] == "cancelled"
    eventually(lambda: books.available(lamp) == 2, within=30)
    eventually(lambda: books.payments_of(order["id"])[0]["status"] == "refunded", within=30)


def test_a_price_that_changed_is_shown_before_it_is_paid(newcomer: Newcomer, admin: Shopper) -> None:
    lamp = new_product(admin, stock=2, price="20.00")
    ada, books = newcomer()
    ada.puts_into_the_cart(lamp)
    ada.goes_to_pay()
    seen = {"If-Match": admin.get(f"/api/products/{lamp}/").headers["ETag"]}
    assert admin.patch(f"/api/products/{lamp}/", {"price": "22.00"}, headers=seen).status_code == 200
    ada.pays()
    expect(ada.alert()).to_contain_text("You saw €20.00; it is now €22.00. Nothing was charged.")
    ada.alert().get_by_role("button", name="Pay €22.00").click()
    ada.is_thanked()
    assert books.order(ada.order_id())["total"] == "22.00"


def test_a_visitors_cart_waits_while_they_sign_in_at_checkout(
    someone: Someone, shopper: Shoppers, admin: Shopper
) -> None:
    lamp = new_product(admin, stock=3)
    ada, books = someone(), shopper()
    ada.puts_into_the_cart(lamp, quantity=2)
    ada.goes_to("/cart")
    ada.link("Checkout").first.click()
    expect(ada.page).to_have_url(re.compile(r"/login\?next=%2Fcheckout"))
    ada.signs_in(books.username)
    expect(ada.heading("Checkout")).to_be_visible()
    ada.has_in_the_cart(2)
    expect(ada.page.get_by_role("button", name="Pay €40.00")).to_be_visible()
    ada.goes_to("/cart")
    ada.has_in_the_cart(2)
    assert [(line["product_id"], line["quantity"]) for line in books.get("/api/cart/").json()["items"]] == [(lamp, 2)]
