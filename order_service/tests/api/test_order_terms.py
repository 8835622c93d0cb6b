"""What an order costs is what the customer was shown, within a limit; and what else may be said about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from rest_framework.test import APIClient

from order_service.orders.domain.limits import limits
from order_service.orders.models import Order
from order_service.tests.world import Crash, Fault, World
from servicekit.events.event import Envelope
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db(transaction=True)

Clients = Callable[..., APIClient]
Post = Callable[..., Any]
Body = dict[str, Any]
SEEN = {"amount": "124.00", "currency": "EUR"}


def test_what_was_shown_is_what_is_paid(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    answer = post_order(as_role(), body | {"expected_total": SEEN})
    assert (answer.status_code, answer.json()["total"]) == (201, "124.00")


@pytest.mark.parametrize("seen", [{"amount": "124.01", "currency": "EUR"}, {"amount": "124.00", "currency": "USD"}])
def test_at_another_price_nothing_is_bought(
    as_role: Clients,
    post_order: Post,
    body: Body,
    world: World,
    seen: dict[str, str],
    published: Callable[[], list[Envelope]],
) -> None:
    client, key = as_role(), str(uuid4())
    told = assert_problem(post_order(client, body | {"expected_total": seen}, key=key), 409, "price-changed")
    assert (told["expected"], told["total"]) == (seen, SEEN)
    assert told["lines"] == [{"product_id": 1, "unit_price": "12.50"}, {"product_id": 2, "unit_price": "99.00"}]
    assert told["errors"][0]["pointer"] == "/expected_total"
    order = Order.objects.get()
    assert (order.status, order.cancellation_reason, order.saga.state) == ("cancelled", "price_changed", "cancelled")
    assert world.untouched()
    assert (world.catalog.free(1), world.faults.calls["authorize"], published()) == (10, 0, [])
    assert client.get("/api/orders/").json()["count"] == 0
    again = post_order(client, body | {"expected_total": seen}, key=key)
    assert (again.status_code, again["Idempotency-Replayed"]) == (409, "true")


def test_the_price_is_compared_by_whoever_goes_on_with_the_order(
    as_role: Clients, post_order: Post, body: Body, world: World, held_clock: HeldClock
) -> None:
    seen, key = body | {"expected_total": {"amount": "1.00", "currency": "EUR"}}, str(uuid4())
    world.faults.script("reserve", Fault.CRASH_AFTER)
    with pytest.raises(Crash):
        post_order(as_role(), seen, key=key)
    held_clock.advance(seconds=31)
    assert_problem(post_order(as_role(), seen, key=key), 409, "price-changed")
    assert world.untouched()


def test_what_one_customer_holds_at_once_has_its_limit(
    as_role: Clients, post_order: Post, body: Body, world: World, published: Callable[[], list[Envelope]]
) -> None:
    world.catalog.most_units = 2
    client, key = as_role(), str(uuid4())
    told = assert_problem(post_order(client, body, key=key), 409, "reservation-limit")
    assert (told["most_units"], told["most_reservations"]) == (2, 100)
    assert told["detail"].startswith("Nothing was charged.")
    order = Order.objects.get()
    assert (order.status, order.cancellation_reason) == ("cancelled", "reservation_limit")
    assert order.saga.state == "cancelled"
    assert world.untouched()
    assert (world.faults.calls["authorize"], published()) == (0, [])
    again = post_order(client, body, key=key)
    assert (again.status_code, again["Idempotency-Replayed"]) == (409, "true")
    world.catalog.most_units = 1000
    assert post_order(client, body).status_code == 201


def test_an_order_has_its_limit(
    as_role: Clients, post_order: Post, body: Body, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.SHOPMESH.__dict__, "limits", limits("124"))
    assert post_order(as_role(), body).status_code == 201
    monkeypatch.setitem(settings.SHOPMESH.__dict__, "limits", limits("123"))
    told = assert_problem(post_order(as_role(), body), 409, "amount-limit")
    assert (told["total"], told["limit"]) == (SEEN, {"amount": "123.00", "currency": "EUR"})
    assert sorted(Order.objects.values_list("status", "cancellation_reason")) == [
        ("cancelled", "amount_limit"),
        ("confirmed", ""),
    ]
    assert (world.catalog.free(1), world.catalog.on_hand[1]) == (8, 8)


@pytest.mark.parametrize(
    ("expected", "pointer"),
    [
        (None, "/expected_total"),
        ("124.00", "/expected_total"),
        ({}, "/expected_total/amount"),
        ({"amount": 124, "currency": "EUR"}, "/expected_total/amount"),
        ({"amount": "-1", "currency": "EUR"}, "/expected_total/amount"),
        ({"amount": "1.001", "currency": "EUR"}, "/expected_total/amount"),
        ({"amount": "1e3", "currency": "EUR"}, "/expected_total/amount"),
        ({"amount": "1.00", "currency": "eur"}, "/expected_total/currency"),
    ],
)
def test_an_expected_total_is_an_amount_and_its_currency(
    as_role: Clients, post_order: Post, body: Body, world: World, expected: object, pointer: str
) -> None:
    told = assert_problem(post_order(as_role(), body | {"expected_total": expected}), 400, "validation-error")
    assert told["errors"][0]["pointer"] == pointer
    assert not Order.objects.exists()


def test_remarks_come_back_as_they_were(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    client = as_role()
    remarks = {f"note {n}": "x" * 500 for n in range(49)} | {"n" * 40: ""}
    made = post_order(client, body | {"metadata": remarks}).json()
    assert made["metadata"] == remarks
    assert client.get(f"/api/orders/{made['id']}/").json()["metadata"] == remarks
    assert post_order(client, body).json()["metadata"] == {}


@pytest.mark.parametrize(
    "metadata",
    [
        {str(n): "x" for n in range(51)},
        {"note": "x" * 501},
        {"n" * 41: "x"},
        {"": "x"},
        {"note": 1},
        {"note": None},
        {"note": {"a": "b"}},
        {"note": "a\x00"},
        {"no\x00te": "a"},
        [],
        "note",
        None,
    ],
)
def test_remarks_are_few_and_short(
    as_role: Clients, post_order: Post, body: Body, world: World, metadata: object
) -> None:
    told = assert_problem(post_order(as_role(), body | {"metadata": metadata}), 400, "validation-error")
    assert told["errors"][0]["pointer"].startswith("/metadata")
    assert (Order.objects.exists(), world.faults.calls) == (False, {})


@pytest.mark.parametrize("metadata", [{"note": "4242 4242 4242 4242"}, {"4242424242424242": "x"}])
def test_remarks_hold_no_card_numbers(
    as_role: Clients, post_order: Post, body: Body, world: World, metadata: dict[str, str]
) -> None:
    answer = post_order(as_role(), body | {"metadata": metadata})
    assert assert_problem(answer, 400, "card-data-not-allowed")["errors"][0]["pointer"].startswith("/metadata")
    assert b"4242" not in answer.content
    assert not Order.objects.exists()
