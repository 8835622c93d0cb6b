"""All of product_service hangs, its ports open and its connections kept: the rest of the shop hardly notices."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.frozen import frozen
from tests.harness import Mesh, Shopper, eventually, new_product, problem

HUNG = ("product-web", "product-grpc", "product-worker")
CHECKOUT_IN_TIME = 3.3  # seconds: the budget of 3, and the way there and back
SLUGS = {503: "dependency-unavailable", 504: "deadline-exceeded"}


@pytest.fixture
def lamp(admin: Shopper) -> int:
    return new_product(admin, stock=20)


@pytest.fixture
def buyer(shopper: Callable[..., Shopper], lamp: int) -> Shopper:
    """Somebody with an order, and with connections that have been used."""
    someone = shopper()
    someone.bought((lamp, 1))
    return someone


@pytest.fixture
def product_hangs(mesh: Mesh, buyer: Shopper) -> Iterator[None]:
    with frozen(mesh, *HUNG):
        yield


def timed(ask: Callable[[], httpx.Response]) -> tuple[float, httpx.Response]:
    began = time.monotonic()
    answer = ask()
    return time.monotonic() - began, answer


def test_every_checkout_is_answered_in_time(product_hangs: None, buyer: Shopper, lamp: int) -> None:
    for _ in range(6):  # the first ones wait for their deadline, then the breaker answers
        seconds, answer = timed(lambda: buyer.buy((lamp, 1)))
        assert seconds <= CHECKOUT_IN_TIME
        if answer.status_code != 202:  # taken on, to be finished later
            problem(answer, answer.status_code, SLUGS[answer.status_code])


def test_signing_in_and_looking_at_orders_go_on(product_hangs: None, buyer: Shopper, lamp: int) -> None:
    for _ in range(5):
        buyer.buy((lamp, 1))
        assert buyer.get("/api/orders/").json()["count"] >= 1
        buyer.sign_in(buyer.username, "quiet-harbour-lantern")


def test_products_are_a_timeout_in_words_and_not_a_hanging_page(product_hangs: None, buyer: Shopper) -> None:
    seconds, answer = timed(lambda: buyer.get("/api/products/"))
    assert seconds <= 10.5
    problem(answer, 504, "deadline-exceeded")


def test_buying_works_again_within_ten_seconds(mesh: Mesh, buyer: Shopper, lamp: int) -> None:
    with frozen(mesh, *HUNG):
        for _ in range(6):
            buyer.buy((lamp, 1))
    eventually(lambda: buyer.buy((lamp, 1)).status_code == 201, within=10, every=0.3)
