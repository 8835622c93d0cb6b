"""A purchase, end to end: nginx, four services, gRPC over mutual TLS, the provider and the databases."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from functools import partial

import httpx

from tests.harness import Shopper, eventually, new_product, problem

Shoppers = Callable[..., Shopper]


def test_a_purchase_confirms_the_order_takes_the_stock_and_captures_the_money(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=5, price="19.90")
    buyer = shopper()
    answer = buyer.settled((product, 2))
    assert answer.status_code == 201, answer.text
    order = answer.json()
    assert (order["status"], order["total"], order["currency"]) == ("confirmed", "39.80", "EUR")
    assert answer.headers["location"] == f"/api/orders/{order['id']}/"
    assert buyer.available(product) == 3
    [payment] = buyer.payments_of(order["id"])
    assert (payment["status"], payment["amount"], payment["captured"]) == ("completed", "39.80", "39.80")


def test_what_happened_travels_as_events(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=5)
    buyer = shopper()
    order = buyer.bought((product, 1))

    def told() -> bool:
        return any("payment" in entry["note"].lower() for entry in buyer.order(order["id"])["timeline"])

    eventually(told, within=15)


def test_a_declined_payment_gives_the_stock_back_and_says_so(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=3)
    buyer = shopper()
    body = problem(buyer.settled((product, 3), token="tok_decline"), 402, "payment-declined")
    assert body["decline_code"] == "card_declined"
    assert buyer.available(product) == 3
    assert buyer.order(body["order_id"])["status"] == "cancelled"
    [payment] = buyer.payments_of(body["order_id"])
    assert (payment["status"], payment["captured"]) == ("failed", "0.00")


def test_a_payment_that_timed_out_but_succeeded_is_found_and_charged_once(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=3)
    buyer = shopper()
    began = time.monotonic()
    answer = buyer.buy((product, 1), token="tok_timeout_then_success")
    assert answer.status_code in {201, 202}, answer.text
    assert time.monotonic() - began < 5
    order_id = answer.json()["id"]
    eventually(lambda: buyer.order(order_id)["status"] == "confirmed", within=60, every=0.5)
    [payment] = buyer.payments_of(order_id)
    assert payment["captured"] == payment["amount"]
    assert buyer.available(product) == 2


def test_two_buyers_race_for_the_last_unit(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=1)
    buyers = [shopper(), shopper()]
    answers = in_parallel([partial(one.settled, (product, 1)) for one in buyers])
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    [loser] = [answer for answer in answers if answer.status_code == 409]
    body = problem(loser, 409, "out-of-stock")
    assert body["lines"] == [{"product_id": product, "requested": 1, "available": 0}]
    assert buyers[0].available(product) == 0


def test_one_key_is_one_order_however_often_it_is_sent(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=20)
    buyer, key = shopper(), str(uuid.uuid4())
    answers = in_parallel([lambda: buyer.buy((product, 1), key=key)] * 10)
    assert {answer.status_code for answer in answers} <= {201, 409}
    again = buyer.settled((product, 1), key=key)
    assert again.headers["idempotency-replayed"] == "true"
    assert {answer.content for answer in answers if answer.status_code == 201} == {again.content}
    assert buyer.available(product) == 19
    problem(buyer.buy((product, 2), key=key), 422, "idempotency-key-reused")
    assert buyer.available(product) == 19


def test_the_cart_survives_and_is_empty_after_buying_it(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=9, price="5.00")
    buyer = shopper()
    cart = buyer.put("/api/cart/", {"items": [{"product_id": product, "quantity": 2}]}).json()
    assert (cart["total"], cart["count"]) == ("10.00", 2)
    again = Shopper(buyer.mesh)
    again.http.headers["Authorization"] = buyer.http.headers["Authorization"]
    assert again.get("/api/cart/").json()["count"] == 2
    again.close()
    buyer.bought((product, 2))
    assert buyer.get("/api/cart/").json()["items"] == []


def test_nobody_sees_what_is_not_theirs(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=2)
    buyer, other = shopper(), shopper()
    order = buyer.bought((product, 1))
    [payment] = buyer.payments_of(order["id"])
    problem(other.get(f"/api/orders/{order['id']}/"), 404, "not-found")
    problem(other.get(f"/api/payments/{payment['id']}/"), 404, "not-found")
    problem(other.patch(f"/api/orders/{order['id']}/status/", {"status": "shipped"}), 403, "forbidden")
    assert other.get("/api/payments/").json()["count"] == 0


def test_staff_move_an_order_along_and_the_timeline_shows_it(shopper: Shoppers) -> None:
    product = new_product(shopper("admin"), stock=2)
    buyer, staff = shopper(), shopper("staff")
    order = buyer.bought((product, 1))
    for status in ("processing", "shipped", "delivered"):
        assert staff.patch(f"/api/orders/{order['id']}/status/", {"status": status}).status_code == 200
    problem(staff.patch(f"/api/orders/{order['id']}/status/", {"status": "cancelled"}), 409, "invalid-state")
    seen = [entry["status"] for entry in buyer.order(order["id"])["timeline"]]
    assert seen[-3:] == ["processing", "shipped", "delivered"]


def in_parallel(calls: list[Callable[[], httpx.Response]]) -> list[httpx.Response]:
    answers: list[httpx.Response] = []
    threads = [threading.Thread(target=lambda call=call: answers.append(call())) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
