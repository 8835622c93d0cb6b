"""Every page of the shop and its states, and how to know that it has arrived."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.person import Person


def nothing_more(person: Person) -> None:
    """The page as it arrives."""


def open_the_drawer(person: Person) -> None:
    person.page.get_by_test_id("cart-button").click()
    expect(person.page.get_by_role("dialog", name="Your cart")).to_be_visible()


def open_the_menu(person: Person) -> None:
    person.page.get_by_role("button", name=re.compile("^Account of")).click()
    expect(person.page.get_by_role("menu")).to_be_visible()


def send_it_empty(person: Person) -> None:
    person.button("Create account").click()
    expect(person.page.get_by_label("Username", exact=True)).to_have_attribute("aria-invalid", "true")


def begin_the_setup(person: Person) -> None:
    person.button("Set up with an app").click()
    expect(person.page.get_by_role("img", name="QR code for your authenticator app")).to_be_visible()


def ask_before_leaving(person: Person) -> None:
    person.button("Delete account…").click()
    expect(person.page.get_by_role("dialog", name="Delete your account?")).to_be_visible()


def ask_for_nothing(person: Person) -> None:
    person.button("Ask for it").click()
    expect(person.page.get_by_label("Customer’s e-mail")).to_have_attribute("aria-invalid", "true")


def list_nothing(person: Person) -> None:
    person.button("Put on sale").click()
    expect(person.page.get_by_label("Name", exact=True)).to_have_attribute("aria-invalid", "true")


def adjust_the_first(person: Person) -> None:
    person.page.get_by_role("button", name=re.compile("^Adjust stock of")).first.click()
    expect(person.page.get_by_role("dialog")).to_be_visible()


def change_the_first(person: Person) -> None:
    person.page.get_by_role("button", name=re.compile("^Change ")).first.click()
    expect(person.page.get_by_role("form", name="Category")).to_be_visible()


def begin_to_search(person: Person) -> None:
    person.page.get_by_role("combobox", name="Search the shop").fill("ch")
    expect(person.page.get_by_role("listbox", name="Suggestions").get_by_role("group", name="Products")).to_be_visible()


def review_without_stars(person: Person) -> None:
    person.button("Write a review").click()
    person.button("Publish review").click()
    expect(person.page.get_by_text("Choose between one and five stars.")).to_be_visible()


@dataclass(frozen=True)
class Place:
    name: str
    # With {product} and {order} where the visitor's own belong.
    path: str
    heading: str
    signed_in: bool = False
    # A demo login, where the page is not for customers.
    as_role: str = ""
    then: Callable[[Person], None] = nothing_more

    @property
    def visitor(self) -> str:
        return self.as_role or ("customer" if self.signed_in else "")

    def visit(self, person: Person, known: Mapping[str, object]) -> None:
        person.goes_to(self.path.format_map(known))
        expect(person.page.get_by_role("heading", level=1, name=re.compile(f"^{self.heading}"))).to_be_visible()
        expect(person.page.get_by_role("status", name=re.compile("^Loading|^Checking"))).to_have_count(0)
        self.then(person)


PLACES = [
    Place("home", "/", "Good things for desk, bag and home"),
    Place("suggestions", "/cart", "Your cart", then=begin_to_search),
    Place("products", "/products", "All products"),
    Place("filtered", "/products?category=home&min_price=10&max_price=100&in_stock=true", "Home & kitchen"),
    Place("nothing found", "/products?search=zzzzzz", "Results for"),
    Place("product", "/products/{product}", "Well made lamp"),
    Place("no such product", "/products/999999999", "We do not sell this"),
    Place("empty cart", "/cart", "Your cart"),
    Place("reviewing", "/products/{product}", "Well made lamp", signed_in=True, then=review_without_stars),
    Place("login", "/login", "Welcome back"),
    Place("register", "/register", "Create an account", then=send_it_empty),
    Place("forgotten password", "/forgot-password", "Forgot your password"),
    Place("new password", "/reset-password?token=unknown", "Set a new password"),
    Place("link that is no more", "/verify-email?token=unknown", "Your e-mail address"),
    Place("nowhere", "/no/such/page", "There is nothing here"),
    Place("cart", "/cart", "Your cart", signed_in=True),
    Place("drawer", "/products", "All products", signed_in=True, then=open_the_drawer),
    Place("orders and menu", "/orders", "Your orders", signed_in=True, then=open_the_menu),
    Place("checkout", "/checkout", "Checkout", signed_in=True),
    Place("order", "/orders/{order}", "Order SM-", signed_in=True),
    Place("profile", "/profile", "Profile", signed_in=True),
    Place("security", "/account/security", "Security", signed_in=True, then=begin_the_setup),
    Place("sessions", "/account/sessions", "Sessions", signed_in=True),
    Place("preferences", "/account/preferences", "Preferences", signed_in=True),
    Place("one's data", "/account/data", "Your data", signed_in=True, then=ask_before_leaving),
    Place("payments", "/payments", "Payments", signed_in=True),
    Place("a request", "/payments/{request}", "Repair of a lamp", signed_in=True),
    Place("to pay", "/payments/{request}/pay", "Pay", signed_in=True),
    Place("asking for money", "/payments/new", "Ask for money", as_role="vendor", then=ask_for_nothing),
    Place("refunds", "/payments/refunds", "Refunds", as_role="admin"),
    Place("payment reports", "/payments/reports", "Reports", as_role="admin"),
    Place("ledger", "/payments/ledger", "Ledger", as_role="admin"),
    Place("figures", "/admin", "Administration", as_role="admin"),
    Place("orders of everybody", "/admin/orders", "Orders", as_role="admin"),
    Place("one order", "/admin/orders/{order}", "SM-", as_role="admin"),
    Place("sagas", "/admin/sagas?state=all", "Sagas", as_role="admin"),
    Place("books", "/admin/books", "Books", as_role="admin"),
    Place("events", "/admin/events", "Events", as_role="admin"),
    Place("products of a vendor", "/admin/products", "Your products", as_role="vendor"),
    Place("new product", "/admin/products/new", "New product", as_role="admin", then=list_nothing),
    Place("product to edit", "/admin/products/{product}", "Well made lamp", as_role="admin"),
    Place("stock", "/admin/stock", "Stock", as_role="admin", then=adjust_the_first),
    Place("movements", "/admin/stock/{product}", "Well made lamp", as_role="admin"),
    Place("import", "/admin/imports", "Import", as_role="vendor"),
    Place("categories", "/admin/categories", "Categories", as_role="admin", then=change_the_first),
    Place("reviews to read", "/admin/reviews", "Reviews", as_role="admin"),
    Place("state of the search", "/admin/search", "Search", as_role="admin"),
    Place("users", "/admin/users", "Users", as_role="admin"),
    Place("one user", "/admin/users/{user}", "shopper-", as_role="admin"),
    Place("organisations", "/admin/organisations", "Organisations", as_role="admin"),
    Place("audit log", "/admin/audit", "Audit log", as_role="admin"),
    Place("signing keys", "/admin/keys", "Signing keys", as_role="admin"),
    Place("configuration", "/admin/configuration", "Configuration", as_role="admin"),
    Place("not for customers", "/admin/users", "This is for people who run the shop", signed_in=True),
]
