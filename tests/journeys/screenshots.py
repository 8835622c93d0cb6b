"""`python -m tests.journeys.screenshots URL FOLDER`: the README's pictures of the running shop."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.journeys.browser import launch
from tests.journeys.person import Person

WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
# The README loads them all: 150 kB each at most.
QUALITY = 80
LIMIT = 150_000
CUSTOMER = ("user", "user123")
# Of the seed: with pictures, in stock, and at home together in one cart.
BOUGHT = ("Murmur 3 speaker", "Slow morning cup", "Pebble 75 keyboard")


def main(url: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        ada = somebody(browser, url, WIDE)
        catalogue(ada, folder)
        purchase(ada, folder)
        home(somebody(browser, url, WIDE, "dark"), folder / "home-dark.jpg")
        home(somebody(browser, url, NARROW), folder / "home-phone.jpg")
        browser.close()


def somebody(browser: Browser, url: str, size: ViewportSize, scheme: Literal["light", "dark"] = "light") -> Person:
    page = browser.new_page(base_url=url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    return Person(page)


def home(person: Person, target: Path) -> None:
    person.goes_to("/")
    expect(person.heading("Popular right now")).to_be_visible()
    expect(person.page.get_by_role("list", name="Popular right now")).to_be_visible()
    picture(person.page, target)


def catalogue(person: Person, folder: Path) -> None:
    home(person, folder / "home.jpg")
    person.goes_to("/products")
    expect(person.page.get_by_role("list", name="Products")).to_be_visible()
    picture(person.page, folder / "products.jpg")
    opens(person, "Murmur 3 speaker")
    picture(person.page, folder / "product.jpg")


def purchase(person: Person, folder: Path) -> None:
    for name in BOUGHT:
        opens(person, name)
        person.button("Add to cart").click()
        expect(person.page.get_by_text("1 in your cart.")).to_be_visible()
    person.goes_to("/cart")
    expect(person.page.get_by_role("list", name="Cart lines")).to_be_visible()
    picture(person.page, folder / "cart.jpg")
    person.link("Checkout").first.click()
    person.signs_in(*CUSTOMER)
    expect(person.heading("Checkout")).to_be_visible()
    person.fills_in_the_address()
    person.page.evaluate("scrollTo(0, 0)")
    picture(person.page, folder / "checkout.jpg")
    person.pays()
    person.is_thanked()
    picture(person.page, folder / "order.jpg")


def opens(person: Person, name: str) -> None:
    person.goes_to("/products")
    person.searches_for(name)
    person.page.get_by_role("list", name="Products").get_by_role("link", name=name).click()
    expect(person.heading(name)).to_be_visible()


def picture(page: Page, target: Path) -> None:
    """Once every picture on screen has arrived and no message is in the way."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => [...document.images].every((image) => image.complete || image.loading === 'lazy')")
    for message in page.get_by_role("button", name="Dismiss").all():
        message.click()
    page.evaluate("document.activeElement?.blur()")
    page.screenshot(path=target, type="jpeg", quality=QUALITY)
    size = target.stat().st_size
    if size > LIMIT:
        raise ValueError(f"{target} has {size} bytes: more than {LIMIT}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
