"""Looking for something, finding it again as one left it, and saying what it is like."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.harness import Shopper, new_product
from tests.journeys.person import Person

Someone = Callable[..., Person]
Newcomer = Callable[..., tuple[Person, Shopper]]
Shoppers = Callable[..., Shopper]

PAGE = 24


def test_a_long_list_is_found_again_as_it_was_left_and_the_shop_is_not_asked_again(someone: Someone) -> None:
    visitor = someone()
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.goes_to("/products")
    cards = visitor.page.get_by_role("list", name="Products").get_by_role("listitem")
    expect(cards).to_have_count(PAGE)
    visitor.button("Load more products").click()
    further = cards.nth(PAGE + 6).get_by_role("link")
    expect(cards.nth(PAGE).get_by_role("link")).to_be_focused()
    name, shown = further.inner_text(), cards.count()
    slices = [url for url in asked if urlsplit(url).path == "/api/products/"]
    assert len(slices) >= 2
    further.focus()
    expect(visitor.page).to_have_url(re.compile(r"/products\?page=2$"))
    position = visitor.page.evaluate("scrollY")
    visitor.page.keyboard.press("Enter")
    expect(visitor.heading(name)).to_be_visible()

    asked.clear()
    visitor.page.go_back()
    expect(cards).to_have_count(shown)
    visitor.page.wait_for_function("position => Math.abs(scrollY - position) < 2", arg=position)
    expect(visitor.page).to_have_url(re.compile(r"/products\?page=2$"))
    assert not set(slices) & set(asked)

    # Whoever is sent the address begins where it leads, and can read what comes before.
    friend = someone()
    friend.goes_to("/products?page=2")
    cards = friend.page.get_by_role("list", name="Products").get_by_role("listitem")
    expect(cards.get_by_role("link", name=name, exact=True)).to_be_visible()
    before = cards.count()
    friend.button("Show what comes before").click()
    expect(cards).to_have_count(before + PAGE)


def test_a_slip_of_the_keyboard_finds_it_all_the_same_and_a_facet_narrows_it(someone: Someone) -> None:
    visitor = someone()
    visitor.goes_to("/")
    box = visitor.page.get_by_role("combobox", name="Search the shop")
    box.fill("keybord")
    box.press("Enter")
    expect(visitor.heading("Results for “keyboard”")).to_be_visible()
    filters = visitor.page.get_by_role("complementary", name="Filters")
    filters.get_by_role("link", name=re.compile("^Music making 1 product")).click()
    expect(
        visitor.page.get_by_role("list", name="Products").get_by_role("link", name=re.compile("keyboard"))
    ).to_have_count(1)
    expect(visitor.link("Remove filter Music making")).to_be_visible()
    visitor.page.go_back()
    visitor.link("search instead for keybord").click()
    expect(visitor.heading("Nothing found")).to_be_visible()


def test_who_bought_nothing_reviews_all_the_same_changes_it_and_takes_it_back(
    newcomer: Newcomer, shopper: Shoppers
) -> None:
    lamp = new_product(shopper("admin"), stock=1)
    ada, books = newcomer()
    ada.goes_to(f"/products/{lamp}")
    ada.button("Write a review").click()
    ada.page.get_by_role("radio", name="4 stars: Good").check()
    ada.page.get_by_role("textbox", name="Title").fill("Bright and quiet")
    ada.button("Publish review").click()
    review = ada.page.get_by_role("list", name="Reviews").get_by_role("article")
    expect(review).to_contain_text("Bright and quiet")
    expect(ada.page.get_by_role("img", name="Rated 4.0 of 5 by 1 person")).to_be_visible()
    [told] = books.get(f"/api/products/{lamp}/reviews/").json()["results"]
    assert (told["rating"], told["verified"], told["yours"]) == (4, False, True)

    ada.button("Change").click()
    ada.page.get_by_role("radio", name="2 stars: Not good").check()
    ada.button("Save review").click()
    expect(review.get_by_role("img", name="2 of 5 stars")).to_be_visible()
    ada.button("Delete").click()
    expect(ada.page.get_by_text("Nobody has reviewed it yet.")).to_be_visible()
    assert books.get(f"/api/products/{lamp}/reviews/").json()["summary"]["count"] == 0
