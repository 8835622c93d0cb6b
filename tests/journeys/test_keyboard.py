"""The shop without a mouse."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.harness import Shopper, new_product
from tests.journeys.person import Person

Someone = Callable[..., Person]
Shoppers = Callable[..., Shopper]

# Further than any control of these pages is away.
FAR = 80
IN_A_DIALOG = "document.activeElement === document.body || document.activeElement.closest('dialog[open]') !== null"
NAME = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"


def tabs_to(page: Page, name: str) -> None:
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate(NAME) == name:
            return
    raise AssertionError(f"{FAR} presses of Tab did not reach {name!r}")


def test_slash_leads_to_the_search_and_arrows_choose_a_suggestion(someone: Someone) -> None:
    visitor = someone()
    visitor.goes_to("/")
    expect(visitor.heading("Good things for desk, bag and home.")).to_be_visible()
    visitor.page.keyboard.press("/")
    box = visitor.page.get_by_role("combobox", name="Search the shop")
    expect(box).to_be_focused()
    visitor.page.keyboard.type("chess")
    suggestion = visitor.page.get_by_role("option", name="Tournament chess set")
    expect(suggestion).to_be_visible()
    searches = visitor.page.get_by_role("group", name="Searches").get_by_role("option")
    visitor.page.keyboard.press("ArrowDown")
    expect(searches.first).to_have_attribute("aria-selected", "true")
    # Through the box to the other end of the list, where the products are.
    visitor.page.keyboard.press("ArrowUp")
    expect(searches.first).to_have_attribute("aria-selected", "false")
    visitor.page.keyboard.press("ArrowUp")
    expect(suggestion).to_have_attribute("aria-selected", "true")
    visitor.page.keyboard.press("Enter")
    expect(visitor.heading("Tournament chess set")).to_be_visible()


def test_the_first_tab_stop_skips_to_the_content(someone: Someone) -> None:
    visitor = someone()
    visitor.goes_to("/products")
    expect(visitor.heading("All products")).to_be_visible()
    visitor.page.keyboard.press("Tab")
    expect(visitor.link("Skip to content")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("main")).to_be_focused()


def test_tab_and_enter_put_a_product_into_the_cart_and_the_drawer_keeps_and_returns_focus(
    someone: Someone, shopper: Shoppers
) -> None:
    name = "Keyboard lamp"
    lamp = new_product(shopper("admin"), stock=3, name=name)
    visitor = someone()
    visitor.goes_to(f"/products/{lamp}")
    expect(visitor.heading(name)).to_be_visible()
    tabs_to(visitor.page, "Add to cart")
    visitor.page.keyboard.press("Enter")
    visitor.has_in_the_cart(1)

    visitor.page.keyboard.press("Control+Home")
    visitor.button("Cart, 1 item").focus()
    visitor.page.keyboard.press("Enter")
    drawer = visitor.page.get_by_role("dialog", name="Your cart")
    expect(drawer).to_be_visible()
    for _ in range(12):  # once around and further
        visitor.page.keyboard.press("Tab")
        assert visitor.page.evaluate(IN_A_DIALOG), "the page behind the drawer is out of reach"
    visitor.page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(visitor.button("Cart, 1 item")).to_be_focused()


def test_the_account_menu_opens_with_enter_walks_with_arrows_and_closes_with_escape(someone: Someone) -> None:
    ada = someone("user")
    ada.goes_to("/cart")
    account = ada.button("Account of user")
    account.focus()
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_role("menuitem", name="Profile")).to_be_focused()
    ada.page.keyboard.press("ArrowDown")
    expect(ada.page.get_by_role("menuitem", name="Orders")).to_be_focused()
    ada.page.keyboard.press("Escape")
    expect(account).to_be_focused()
    expect(ada.page.get_by_role("menu")).to_have_count(0)


def test_an_order_is_placed_without_a_mouse(newcomer: Callable[..., tuple[Person, Shopper]], shopper: Shoppers) -> None:
    lamp = new_product(shopper("admin"), stock=3)
    ada, books = newcomer()
    books.put("/api/cart/", {"items": [{"product_id": lamp, "quantity": 1}]}).raise_for_status()
    ada.goes_to("/checkout")
    ada.page.get_by_role("textbox", name="Full name").focus()
    for text in ("Ada Lovelace", "12 St James's Square", "", "SW1Y 4JH", "London"):
        ada.page.keyboard.press("Control+A")
        ada.page.keyboard.type(text)
        ada.page.keyboard.press("Tab")
    tabs_to(ada.page, "Pay €20.00")
    ada.page.keyboard.press("Enter")
    ada.is_thanked()
    assert books.available(lamp) == 2
