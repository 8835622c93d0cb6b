"""Somebody at a browser of their own: what a person does in the shop, in the shop's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect

PASSWORD = "quiet-harbour-lantern"
SUCCEEDS = "Test card: succeeds"
DECLINED = "Test card: declined"
SLOW_BANK = "Test card: slow bank"
ANSWER_LOST = "Test card: answer lost, charge succeeds"
THANKS = "Thank you! Your order is confirmed."
ADDRESS = {
    "Full name": "Ada Lovelace",
    "Street and number": "12 St James's Square",
    "Postal code": "SW1Y 4JH",
    "City": "London",
}
# A refusal of the API that a journey provokes; the page tells the person, and the browser writes it down as well.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
# Violations reach the console by themselves; this also names the directive and what was blocked.
TELL_VIOLATIONS = """addEventListener('securitypolicyviolation', (event) =>
  console.error(`CSP: ${event.effectiveDirective} refused ${event.blockedURI || 'inline'}`))"""


@dataclass
class Person:
    page: Page
    username: str = ""
    console: list[str] = field(default_factory=list)
    # What should not be there: errors in the console, exceptions, requests to somebody else's host.
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.watch(self.page)

    def watch(self, page: Page) -> None:
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.trouble.append(f"exception: {error}"))
        page.on("request", self.follow)
        page.on("response", self.note)

    def hear(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")
        if message.type == "error" and not REFUSED.match(message.text):
            self.trouble.append(f"console: {message.text}")

    def follow(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in {"localhost", None}:
            self.trouble.append(f"a request to another host: {request.url}")

    def note(self, response: Response) -> None:
        if response.status >= 400:
            self.console.append(f"HTTP {response.status}: {response.request.method} {response.url}")

    def opens_a_second_tab(self, path: str) -> Page:
        tab = self.page.context.new_page()
        self.watch(tab)
        tab.goto(path)
        return tab

    def goes_to(self, path: str) -> None:
        self.page.goto(path)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True)

    def heading(self, name: str) -> Locator:
        return self.page.get_by_role("heading", name=name, exact=True)

    def alert(self) -> Locator:
        return self.page.get_by_role("alert")

    def registers(self, username: str) -> None:
        self.username = username
        self.page.get_by_label("Username", exact=True).fill(username)
        self.page.get_by_label("E-mail").fill(f"{username}@example.com")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.button("Create account").click()

    def signs_in(self, username: str, password: str = PASSWORD) -> None:
        self.page.get_by_label("Username or e-mail").fill(username)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()

    def is_signed_in_as(self, username: str) -> None:
        expect(self.button(f"Account of {username}")).to_be_visible()

    def signs_out(self) -> None:
        self.button(f"Account of {self.username}").click()
        # The page forgets at once; whoever goes elsewhere before the shop was told takes the cookie along.
        with self.page.expect_response("**/api/auth/logout/"):
            self.page.get_by_role("menuitem", name="Sign out").click()

    def searches_for(self, words: str) -> None:
        box = self.page.get_by_role("combobox", name="Search the shop")
        box.fill(words)
        box.press("Enter")
        expect(self.heading(f"Results for “{words}”")).to_be_visible()

    def puts_into_the_cart(self, product: int, *, quantity: int = 1) -> None:
        """From the product's page."""
        self.goes_to(f"/products/{product}")
        for _ in range(quantity - 1):
            self.page.get_by_role("button", name=re.compile(r"^One .* more$")).click()
        self.button("Add to cart").click()
        self.has_in_the_cart(quantity)

    def has_in_the_cart(self, count: int) -> None:
        told = "Cart, empty" if count == 0 else f"Cart, {count} {'item' if count == 1 else 'items'}"
        expect(self.button(told)).to_be_visible()

    def fills_in_the_address(self) -> None:
        for label, text in ADDRESS.items():
            self.page.get_by_role("textbox", name=label, exact=True).fill(text)
        self.page.get_by_role("combobox", name="Country").select_option("GB")

    def goes_to_pay(self, card: str = SUCCEEDS) -> None:
        """Everything up to the last button."""
        self.goes_to("/checkout")
        self.fills_in_the_address()
        self.page.get_by_role("radio", name=card).check()

    def pays(self) -> None:
        self.page.get_by_role("button", name=re.compile("^Pay €")).click()

    def is_thanked(self, *, within: float = 30) -> None:
        expect(self.page.get_by_text(THANKS)).to_be_visible(timeout=within * 1000)

    def order_id(self) -> str:
        """Of the order on screen."""
        expect(self.page).to_have_url(re.compile(r"/orders/[0-9a-f-]{36}"))
        return self.page.url.rstrip("/").split("/orders/")[1].split("?")[0]
