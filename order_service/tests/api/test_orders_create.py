from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from order_service.cart.models import CartLine
from order_service.orders.models import Order
from order_service.tests.world import Crash, Fault, World
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db(transaction=True)

Clients = Callable[..., APIClient]
Post = Callable[..., Any]
Body = dict[str, Any]


def test_an_order_is_placed_and_can_be_read_where_it_says(
    as_role: Clients, post_order: Post, body: Body, world: World
) -> None:
    client = as_role()
    answer = post_order(client, body)
    assert answer.status_code == 201
    order = answer.json()
    assert order["status"] == "confirmed"
    assert (order["total"], order["currency"]) == ("124.00", "EUR")
    assert order["items"][0] == {
        "product_id": 1,
        "name": "Lamp",
        "quantity": 2,
        "unit_price": "12.50",
        "line_total": "25.00",
        "image_url": "/media/products/1.webp",
    }
    assert order["payment"] == {"id": f"pay:{order['id']}:1", "method": "card", "status": "completed"}
    assert order["shipping"] == body["shipping"]
    assert order["cancellation_reason"] is None
    assert [one["status"] for one in order["timeline"]] == ["pending", "pending", "confirmed"]
    assert answer["Location"] == f"/api/orders/{order['id']}/"
    assert client.get(answer["Location"]).json() == order


def test_the_same_request_again_gets_the_same_bytes(
    as_role: Clients, post_order: Post, body: Body, world: World
) -> None:
    client, key = as_role(), str(uuid4())
    first, again = post_order(client, body, key=key), post_order(client, body, key=key)
    assert (again.status_code, again.content, again["Location"]) == (201, first.content, first["Location"])
    assert again["Idempotency-Replayed"] == "true"
    assert Order.objects.count() == 1
    assert world.faults.calls["authorize"] == 1


def test_another_body_under_a_used_key_is_refused(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    client, key = as_role(), str(uuid4())
    post_order(client, body, key=key)
    changed = body | {"items": [{"product_id": 1, "quantity": 5}]}
    assert_problem(post_order(client, changed, key=key), 422, "idempotency-key-reused")
    assert Order.objects.count() == 1


def test_a_key_belongs_to_its_user(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    key = str(uuid4())
    ours = post_order(as_role(username="alice"), body, key=key).json()
    theirs = post_order(as_role(username="bob"), body, key=key).json()
    assert ours["id"] != theirs["id"]


def test_without_a_key_nothing_happens(as_role: Clients, body: Body, world: World) -> None:
    assert_problem(as_role().post("/api/orders/", body), 400, "idempotency-key-required")
    assert not Order.objects.exists()


def test_after_a_refused_body_the_key_serves_a_corrected_one(
    as_role: Clients, post_order: Post, body: Body, world: World
) -> None:
    client, key = as_role(), str(uuid4())
    wrong = body | {"items": [{"product_id": 1, "quantity": 0}]}
    assert_problem(post_order(client, wrong, key=key), 400, "validation-error")
    assert post_order(client, body, key=key).status_code == 201


def test_anonymous_visitors_buy_nothing(api: APIClient, post_order: Post, body: Body, world: World) -> None:
    assert_problem(post_order(api, body), 401, "unauthenticated")
    assert not Order.objects.exists()
    assert world.untouched()


def test_a_viewer_buys_nothing(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    assert_problem(post_order(as_role("viewer"), body), 403, "forbidden")
    assert not Order.objects.exists()


def test_a_tampered_token_is_never_anonymous(post_order: Post, tokens: Callable[..., str], body: Body) -> None:
    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens()[:-4]}AAAA")
    assert_problem(post_order(client, body), 401, "token-invalid")
    assert not Order.objects.exists()


def test_a_declined_payment_is_told_with_its_code(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    client, key = as_role(), str(uuid4())
    body["payment"]["token"] = "tok_insufficient_funds"
    answer = post_order(client, body, key=key)
    told = assert_problem(answer, 402, "payment-declined")
    assert told["decline_code"] == "insufficient_funds"
    order = client.get(f"/api/orders/{told['order_id']}/").json()
    assert (order["status"], order["cancellation_reason"]) == ("cancelled", "payment_declined")
    assert order["payment"]["status"] == "failed"
    assert world.untouched()
    assert post_order(client, body, key=key).content == answer.content


def test_too_little_stock_is_told_by_line(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    body["items"][1]["quantity"] = 9
    told = assert_problem(post_order(as_role(), body), 409, "out-of-stock")
    assert told["lines"] == [{"product_id": 2, "requested": 9, "available": 3}]
    assert [error["pointer"] for error in told["errors"]] == ["/items/1/quantity"]
    assert world.untouched()


def test_an_unknown_product_is_told_by_line(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    body["items"].append({"product_id": 404, "quantity": 1})
    told = assert_problem(post_order(as_role(), body), 409, "product-unavailable")
    assert [error["pointer"] for error in told["errors"]] == ["/items/2/product_id"]
    assert world.untouched()


def test_an_attempt_without_stock_is_nobodys_order(
    as_role: Clients, post_order: Post, body: Body, world: World
) -> None:
    client = as_role()
    body["items"][1]["quantity"] = 9
    post_order(client, body)
    attempt = Order.objects.get()
    assert client.get("/api/orders/").json()["count"] == 0
    assert_problem(client.get(f"/api/orders/{attempt.pk}/"), 404, "not-found")


def test_an_order_that_needs_longer_is_accepted(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    body["payment"]["token"] = "tok_slow"
    answer = post_order(as_role(), body)
    assert answer.status_code == 202
    assert answer.json()["status"] == "pending"
    assert answer["Location"] == f"/api/orders/{answer.json()['id']}/"


@pytest.mark.parametrize(
    ("method", "fault", "status", "code"),
    [
        ("validate", Fault.UNSENT, 503, "dependency-unavailable"),
        ("validate", Fault.UNANSWERED, 504, "deadline-exceeded"),
        ("reserve", Fault.UNSENT, 503, "dependency-unavailable"),
        ("reserve", Fault.LOST, 503, "dependency-unavailable"),
        ("reserve", Fault.UNANSWERED, 504, "deadline-exceeded"),
        ("authorize", Fault.UNSENT, 503, "dependency-unavailable"),
    ],
)
def test_a_partner_that_is_away_costs_nothing_and_the_key_stays_good(
    as_role: Clients,
    post_order: Post,
    body: Body,
    world: World,
    method: str,
    fault: Fault,
    status: int,
    code: str,
) -> None:
    client, key = as_role(), str(uuid4())
    world.faults.script(method, fault)
    world.faults.budget = False
    answer = post_order(client, body, key=key)
    assert_problem(answer, status, code)
    if status == 503:
        assert int(answer["Retry-After"]) >= 1
    assert world.untouched()
    again = post_order(client, body, key=key)
    assert (again.status_code, again.json()["status"]) == (201, "confirmed")
    assert world.catalog.on_hand[1] == 8


def test_a_process_that_died_is_continued_by_the_next_request(
    as_role: Clients, post_order: Post, body: Body, world: World, held_clock: HeldClock
) -> None:
    """As after kill -9: the key's lease and the saga's both have to end first."""
    client, key = as_role(), str(uuid4())
    world.faults.script("authorize", Fault.CRASH_AFTER)
    with pytest.raises(Crash):
        post_order(client, body, key=key)
    IdempotencyRecord.objects.update(lease_until=held_clock.instant)
    held_clock.advance(seconds=31)
    answer = post_order(client, body, key=key)
    assert answer.status_code == 201
    assert Order.objects.count() == 1
    payment = world.payment_of(Order.objects.get().pk)
    assert payment is not None
    assert payment.captures == 1


def test_what_was_bought_leaves_the_cart(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    client = as_role()
    client.put("/api/cart/", {"items": body["items"]})
    post_order(client, body)
    assert not CartLine.objects.exists()


def test_paths_answer_with_a_version_and_without_a_slash(as_role: Clients, body: Body, world: World) -> None:
    client = as_role()
    answer = client.post("/api/v1/orders", body, HTTP_IDEMPOTENCY_KEY="k1")
    assert answer.status_code == 201
    assert client.post("/api/orders/", body, HTTP_IDEMPOTENCY_KEY="k1").content == answer.content
