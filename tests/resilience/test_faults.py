"""Faults made on purpose: between processes and inside them, in a running mesh that is wired for it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.harness import LATER, Mesh, Shopper, eventually, new_product

Shoppers = Callable[..., Shopper]

pytestmark = pytest.mark.timeout(600)  # every process of the mesh starts again, twice

CHECKOUT = 3.3  # seconds, with the way to the gateway and back
GONE = 502  # the gateway's word for a process that died while it answered


@pytest.fixture(scope="module")
def wired(mesh: Mesh) -> Iterator[Mesh]:
    """Every connection goes through the fault proxy; wired in, and taken out again."""
    mesh.dev("fault", "on", "--now")
    yield mesh
    mesh.dev("fault", "off", "--now")
    assert "fault proxy" not in mesh.here("status")


@pytest.fixture
def fault(wired: Mesh) -> Iterator[Callable[..., str]]:
    """`fault("add", …)`: what `./dev fault` says. Mended after the test."""
    yield lambda *arguments: wired.here("fault", *arguments)
    wired.here("fault", "clear")
    eventually(wired.healthy, within=30)


@pytest.fixture
def product(wired: Mesh, shopper: Shoppers) -> int:
    return new_product(shopper("admin"), stock=20)


@pytest.fixture
def buyer(wired: Mesh, shopper: Shoppers) -> Shopper:
    return shopper()


def timed(ask: Callable[[], httpx.Response]) -> tuple[httpx.Response, float]:
    began = time.monotonic()
    answer = ask()
    return answer, time.monotonic() - began


def ended(buyer: Shopper, product: int, key: str) -> dict[str, object]:
    """The order of this key, once it is decided; sent again for as long as the answer is "later" or none at all."""
    answers: list[httpx.Response] = []

    def final() -> bool:
        answers.append(buyer.buy((product, 1), key=key))
        return answers[-1].status_code not in {*LATER, GONE, 409}

    eventually(final, within=90, every=1)
    answer = answers[-1]
    assert answer.status_code in {201, 202}, answer.text
    order_id = answer.json()["id"]
    eventually(lambda: buyer.order(order_id)["status"] in {"confirmed", "cancelled"}, within=60)
    return buyer.order(order_id)


def charges(buyer: Shopper) -> int:
    """On all orders together: one that was given up must not have been paid for either."""
    return sum(payment["status"] == "completed" for payment in buyer.get("/api/payments/").json()["results"])


def test_latency_makes_a_checkout_slower_and_not_wrong(fault: Callable[..., str], buyer: Shopper, product: int) -> None:
    buyer.bought((product, 1))
    said = fault("add", "order-*:product-grpc", "--latency", "250ms", "--jitter", "50ms", "--for", "60s")
    assert "latency 250 ms ± 50 ms down on order-web:product-grpc" in said
    answer, took = timed(lambda: buyer.settled((product, 1)))
    assert answer.status_code in {201, 202}
    assert took >= 0.4  # reserve and commit, 200 ms or more each
    eventually(lambda: buyer.order(answer.json()["id"])["status"] == "confirmed", within=30)
    assert buyer.available(product) == 18


def test_a_black_hole_is_answered_in_time_and_heals(
    fault: Callable[..., str], wired: Mesh, buyer: Shopper, product: int
) -> None:
    fault("add", "order-*:product-grpc", "--black-hole")
    for _ in range(3):
        answer, took = timed(lambda: buyer.buy((product, 1)))
        assert took <= CHECKOUT
        assert answer.status_code in LATER
        assert answer.headers["content-type"].startswith("application/problem+json")
    assert buyer.get("/api/orders/").status_code == httpx.codes.OK
    assert "black-hole" in wired.here("status")
    fault("clear")
    assert buyer.bought((product, 1))["status"] == "confirmed"
    assert buyer.get("/api/payments/").json()["count"] == 1


def test_a_payment_cut_off_in_mid_answer_is_charged_once(
    fault: Callable[..., str], buyer: Shopper, product: int
) -> None:
    key = str(uuid.uuid4())
    fault("add", "order-*:payments-grpc", "--reset", "--direction", "down", "--for", "3s")
    assert buyer.buy((product, 1), key=key).status_code in LATER
    order = ended(buyer, product, key)
    assert (order["status"], charges(buyer)) == ("confirmed", 1)
    eventually(lambda: buyer.available(product) == 19, within=60)


def test_a_provider_that_breaks_off_is_asked_again_by_key_and_charges_once(
    fault: Callable[..., str], buyer: Shopper, product: int
) -> None:
    key = str(uuid.uuid4())
    fault("add", "payments-*:sandbox", "--black-hole", "--direction", "down", "--for", "4s")
    buyer.buy((product, 1), key=key)
    order = ended(buyer, product, key)
    assert (order["status"], charges(buyer)) == ("confirmed", 1)


@pytest.mark.parametrize(
    ("process", "point"),
    [
        ("order-web", "order.saga.after-commit"),
        ("order-web", "order.authorize.after-call"),
        ("order-web", "idempotency.before-answer-kept"),
        ("product-grpc", "product.reserve.after-commit"),
        ("payments-grpc", "payments.authorize.after-call"),
    ],
)
def test_a_crash_costs_an_answer_and_neither_money_nor_stock(
    fault: Callable[..., str], wired: Mesh, buyer: Shopper, product: int, process: str, point: str
) -> None:
    key = str(uuid.uuid4())
    fault("crash", process, point)
    buyer.buy((product, 1), key=key)
    assert "1 of 1" in fault("list")
    order = ended(buyer, product, key)
    paid = order["status"] == "confirmed"
    assert charges(buyer) == paid
    eventually(lambda: buyer.available(product) == 20 - paid, within=90, every=0.5)
    eventually(wired.healthy, within=30)


def test_a_scripted_answer_happens_as_often_as_told_and_is_counted(
    fault: Callable[..., str], wired: Mesh, buyer: Shopper
) -> None:
    fault("inject", "order-web", "GET /api/orders/", "--status", "503", "--times", "2")
    answers = [buyer.get("/api/orders/").status_code for _ in range(3)]
    assert answers == [503, 503, 200]
    assert 'faults_injected_total{effect="status",where="GET /api/orders/"} 2.0' in wired.here("metrics")
    assert "fault.injected" in wired.dev("logs", "order-web", "-n200").stdout


def test_a_cache_behind_a_black_hole_is_missed_by_nobody(
    fault: Callable[..., str], wired: Mesh, buyer: Shopper
) -> None:
    if "redis" not in wired.here("status"):
        return  # this machine has none: the cache is in the database
    before = p99(buyer)
    fault("add", "*:redis", "--black-hole")
    without = p99(buyer)
    fault("clear")
    assert without <= max(before, p99(buyer)) + 0.1  # what else this machine does is in all three


def p99(buyer: Shopper) -> float:
    """Of 300 requests that ask the cache. None of them fails."""
    answers = [timed(lambda: buyer.get("/api/categories/")) for _ in range(300)]
    assert {answer.status_code for answer, _ in answers} == {200}
    return sorted(took for _, took in answers)[297]
