"""All of product_service hangs, its ports open and its connections kept: the rest of the shop hardly notices.

It hangs once for all that is asked: three people at a time, and each of them waits for deadlines.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx
import pytest

from tests.frozen import frozen
from tests.harness import Mesh, Shopper, eventually, new_product, problem

HUNG = ("product-web", "product-grpc", "product-worker")
CHECKOUT_IN_TIME = 3.3  # seconds: the budget of 3, and the way there and back
SLUGS = {503: "dependency-unavailable", 504: "deadline-exceeded"}

Timed = tuple[float, httpx.Response]


@dataclass(frozen=True)
class Meanwhile:
    """What was answered while it hung, and from when on it did no more."""

    checkouts: list[Timed]
    # What a buyer was told of the own orders, between a checkout and signing in again.
    orders: list[httpx.Response]
    products: Timed
    again: float


@pytest.fixture(scope="module")
def lamp(admin: Shopper) -> int:
    return new_product(admin, stock=40)


@pytest.fixture(scope="module")
def buyers(mesh: Mesh, lamp: int) -> Iterator[list[Shopper]]:
    """Three people with an order each, and with connections that have been used."""
    people = [Shopper.registered(mesh) for _ in range(3)]
    for someone in people:
        someone.bought((lamp, 1))
    yield people
    for someone in people:
        someone.close()


@pytest.fixture(scope="module")
def meanwhile(mesh: Mesh, buyers: list[Shopper], lamp: int) -> Meanwhile:
    buyer, returning, looking = buyers
    with frozen(mesh, *HUNG), ThreadPoolExecutor(len(buyers)) as people:
        # The first ones wait for their deadline, then the breaker answers.
        checkouts = people.submit(lambda: [timed(lambda: buyer.buy((lamp, 1))) for _ in range(6)])
        orders = people.submit(lambda: [after_buying(returning, lamp) for _ in range(5)])
        products = people.submit(timed, lambda: looking.get("/api/products/"))
        told = checkouts.result(), orders.result(), products.result()
    return Meanwhile(*told, again=time.monotonic())


def timed(ask: Callable[[], httpx.Response]) -> Timed:
    began = time.monotonic()
    answer = ask()
    return time.monotonic() - began, answer


def after_buying(someone: Shopper, lamp: int) -> httpx.Response:
    someone.buy((lamp, 1))
    answer = someone.get("/api/orders/")
    someone.sign_in(someone.username, "quiet-harbour-lantern")
    return answer


def test_buying_works_again_within_ten_seconds(meanwhile: Meanwhile, buyers: list[Shopper], lamp: int) -> None:
    left = meanwhile.again + 10 - time.monotonic()
    eventually(lambda: buyers[0].buy((lamp, 1)).status_code == 201, within=left, every=0.3)


def test_every_checkout_is_answered_in_time(meanwhile: Meanwhile) -> None:
    for seconds, answer in meanwhile.checkouts:
        assert seconds <= CHECKOUT_IN_TIME
        if answer.status_code != 202:  # taken on, to be finished later
            problem(answer, answer.status_code, SLUGS[answer.status_code])


def test_signing_in_and_looking_at_orders_go_on(meanwhile: Meanwhile) -> None:
    assert [answer.json()["count"] >= 1 for answer in meanwhile.orders] == [True] * 5


def test_products_are_a_timeout_in_words_and_not_a_hanging_page(meanwhile: Meanwhile) -> None:
    seconds, answer = meanwhile.products
    assert seconds <= 10.5
    problem(answer, 504, "deadline-exceeded")
