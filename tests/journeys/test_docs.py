"""The API pages: a developer authorises and tries a request out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.harness import Shopper
from tests.journeys.person import Person

Someone = Callable[..., Person]
Newcomer = Callable[..., tuple[Person, Shopper]]


def test_the_index_leads_to_four_services(someone: Someone) -> None:
    developer = someone()
    developer.goes_to("/docs/")
    services = developer.page.get_by_role("main").locator("dt").get_by_role("link")
    expect(services).to_have_text(["User service", "Product service", "Order service", "Payments service"])


@pytest.mark.parametrize("name", ["user", "product", "order", "payments"])
def test_each_service_shows_its_operations(someone: Someone, name: str) -> None:
    developer = someone()
    developer.goes_to(f"/docs/{name}")
    expect(developer.page.locator(".opblock").first).to_be_visible()


def test_a_token_authorises_and_try_it_out_lists_the_orders(someone: Someone, newcomer: Newcomer) -> None:
    _, shopper = newcomer()
    developer = someone()
    developer.goes_to("/docs/order")
    developer.button("Authorize").first.click()
    window = developer.page.locator(".modal-ux")
    window.get_by_role("textbox").fill(shopper.tokens["access"])
    window.get_by_role("button", name="Apply credentials").click()
    window.get_by_role("button", name="Close").last.click()

    operation = developer.page.locator(".opblock-get").filter(has=developer.page.locator("[data-path='/api/orders/']"))
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Execute").click()
    answer = operation.locator(".live-responses-table")
    expect(answer.locator("tbody .response-col_status").first).to_contain_text("200")
    expect(answer).to_contain_text('"count": 0')


def test_events_are_described_beside_the_operations(someone: Someone) -> None:
    developer = someone()
    developer.goes_to("/docs/")
    developer.page.get_by_role("main").get_by_role("link", name="events").click()
    order = developer.page.locator("article", has=developer.page.get_by_text("order.confirmed.v1", exact=True))
    expect(order.get_by_role("definition").last).to_contain_text("payments")
    expect(order.get_by_role("rowheader", name="lines[].quantity")).to_be_visible()
