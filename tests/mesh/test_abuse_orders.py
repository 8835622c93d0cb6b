"""ORD rows of the abuse list: carts and checkouts. After every refusal the shelf is as full as before."""

from __future__ import annotations

import json
import socket
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.abuse import refused, send
from tests.harness import SHIPPING, Mesh, Shopper, eventually, new_product

Shoppers = Callable[..., Shopper]
ORDERS, CART = "/api/orders/", "/api/cart/"
STOCK = 100


@pytest.fixture(scope="module")
def lamp(admin: Shopper) -> int:
    return new_product(admin, stock=STOCK)


def wanted(lamp: int, **changes: Any) -> dict[str, Any]:
    good = {
        "items": [{"product_id": lamp, "quantity": 1}],
        "payment": {"method": "card", "token": "tok_success"},
        "shipping": SHIPPING,
    }
    return good | changes


def place(who: Shopper, body: Any, key: str = "") -> httpx.Response:
    answer: httpx.Response = send(who.http, ORDERS, body, Idempotency_Key=key or str(uuid.uuid4()))
    return answer


def placed(who: Shopper, body: Any, key: str) -> Any:
    """The order, once there is one under this key."""
    answer = place(who, body, key)
    return answer if answer.status_code == 201 else None


def line(lamp: int, **changes: Any) -> dict[str, Any]:
    return {"items": [{"product_id": lamp, "quantity": 1} | changes]}


def shipping(**changes: Any) -> dict[str, Any]:
    return {"shipping": SHIPPING | changes}


def payment(**changes: Any) -> dict[str, Any]:
    return {"payment": {"method": "card", "token": "tok_success"} | changes}


# Rows whose only fault is a field that is not the order's.
SAYS_TOO_MUCH = ("ORD-16", "ORD-20")

# What is wrong, and where. A function gets the id of a product that could be bought.
BAD_ORDERS: dict[str, tuple[Callable[[int], dict[str, Any]], str]] = {
    "ORD-12-0": (lambda lamp: line(lamp, quantity=0), "/items/0/quantity"),
    "ORD-12-negative": (lambda lamp: line(lamp, quantity=-1), "/items/0/quantity"),
    "ORD-12-float": (lambda lamp: line(lamp, quantity=1.5), "/items/0/quantity"),
    "ORD-12-1.0": (lambda lamp: line(lamp, quantity=1.0), "/items/0/quantity"),
    "ORD-12-text": (lambda lamp: line(lamp, quantity="2"), "/items/0/quantity"),
    "ORD-12-1e9": (lambda lamp: line(lamp, quantity=10**9), "/items/0/quantity"),
    "ORD-12-true": (lambda lamp: line(lamp, quantity=True), "/items/0/quantity"),
    "ORD-12-null": (lambda lamp: line(lamp, quantity=None), "/items/0/quantity"),
    "ORD-12-array": (lambda lamp: line(lamp, quantity=[1]), "/items/0/quantity"),
    "ORD-12-10^400": (lambda lamp: line(lamp, quantity=10**400), "/items/0/quantity"),
    "ORD-14-text": (lambda lamp: line(lamp, product_id=str(lamp)), "/items/0/product_id"),
    "ORD-14-0": (lambda lamp: line(lamp, product_id=0), "/items/0/product_id"),
    "ORD-14-negative": (lambda lamp: line(lamp, product_id=-lamp), "/items/0/product_id"),
    "ORD-14-2^63": (lambda lamp: line(lamp, product_id=2**63), "/items/0/product_id"),
    "ORD-14-true": (lambda lamp: line(lamp, product_id=True), "/items/0/product_id"),
    "ORD-14-float": (lambda lamp: line(lamp, product_id=float(lamp)), "/items/0/product_id"),
    "ORD-items-null": (lambda _: {"items": None}, "/items"),
    "ORD-items-empty": (lambda _: {"items": []}, "/items"),
    "ORD-items-object": (lambda _: {"items": {}}, "/items"),
    "ORD-items-text": (lambda _: {"items": "1"}, "/items"),
    "ORD-items-of-null": (lambda _: {"items": [None]}, "/items/0"),
    "ORD-items-nested": (lambda _: {"items": [[[]]]}, "/items/0"),
    "ORD-items-101": (lambda lamp: {"items": line(lamp)["items"] * 101}, "/items"),
    "ORD-items-twice": (lambda lamp: {"items": line(lamp)["items"] * 2}, "/items/1/product_id"),
    "ORD-16-price": (lambda _: {"price": "0.01"}, "/price"),
    "ORD-16-total": (lambda _: {"total": "0.01"}, "/total"),
    "ORD-16-discount": (lambda _: {"discount": "99"}, "/discount"),
    "ORD-16-user": (lambda _: {"user_id": str(uuid.uuid4())}, "/user_id"),
    "ORD-16-status": (lambda _: {"status": "delivered"}, "/status"),
    "ORD-16-created": (lambda _: {"created_at": "2020-01-01T00:00:00Z"}, "/created_at"),
    "ORD-16-line-price": (lambda lamp: line(lamp, unit_price="0.01"), "/items/0/unit_price"),
    "ORD-16-amount": (lambda _: payment(amount="0.01"), "/payment/amount"),
    "ORD-16-surrogate": (lambda _: {"\udfff": 1}, "/\\udfff"),
    "ORD-34-10kB": (lambda _: shipping(line1="x" * 10_240), "/shipping/line1"),
    "ORD-34-nul": (lambda _: shipping(city="a\x00"), "/shipping/city"),
    "ORD-34-bidi": (lambda _: shipping(name="\u202ex"), "/shipping/name"),
    "ORD-34-control": (lambda _: shipping(line2="a\x1b[31m"), "/shipping/line2"),
    "ORD-34-newline": (lambda _: shipping(name="a\nBcc: x"), "/shipping/name"),
    "ORD-34-invisible": (lambda _: shipping(name="\u200b"), "/shipping/name"),
    "ORD-34-missing": (lambda _: {"shipping": {k: v for k, v in SHIPPING.items() if k != "city"}}, "/shipping/city"),
    "ORD-34-null": (lambda _: {"shipping": None}, "/shipping"),
    "ORD-34-array": (lambda _: {"shipping": []}, "/shipping"),
    "ORD-44-51": (lambda _: {"metadata": {str(n): "x" for n in range(51)}}, "/metadata"),
    "ORD-44-5kB": (lambda _: {"metadata": {"note": "x" * 5_120}}, "/metadata/note"),
    "ORD-44-name": (lambda _: {"metadata": {"n" * 41: "x"}}, "/metadata"),
    "ORD-44-number": (lambda _: {"metadata": {"note": 1}}, "/metadata/note"),
    "ORD-44-nul": (lambda _: {"metadata": {"note": "a\x00"}}, "/metadata"),
    "ORD-44-array": (lambda _: {"metadata": []}, "/metadata"),
    "ORD-expected-null": (lambda _: {"expected_total": None}, "/expected_total"),
    "ORD-expected-float": (
        lambda _: {"expected_total": {"amount": 1.5, "currency": "EUR"}},
        "/expected_total/amount",
    ),
    "ORD-expected-currency": (
        lambda _: {"expected_total": {"amount": "1.50", "currency": "XXX"}},
        "/expected_total/currency",
    ),
    "ORD-20": (lambda _: {"coupon": "HALF"}, "/coupon"),
    "ORD-pay-method": (lambda _: payment(method="cash"), "/payment/method"),
    "ORD-pay-method-surrogate": (lambda _: payment(method="\ud800"), "/payment/method"),
    "ORD-pay-null": (lambda _: {"payment": None}, "/payment"),
    "ORD-pay-token-null": (lambda _: payment(token=None), "/payment/token"),
    "ORD-pay-token-empty": (lambda _: payment(token=""), "/payment/token"),
    "ORD-pay-token-object": (lambda _: payment(token={"a": 1}), "/payment/token"),
    "ORD-pay-token-long": (lambda _: payment(token="t" * 256), "/payment/token"),
}


@pytest.mark.parametrize("name", BAD_ORDERS)
def test_a_bad_order_is_refused_with_a_pointer_and_nothing_is_held(alice: Shopper, lamp: int, name: str) -> None:
    change, pointer = BAD_ORDERS[name]
    before = alice.available(lamp), alice.get(ORDERS).json()["count"]
    slug = "unknown-field" if name.startswith(SAYS_TOO_MUCH) else "validation-error"
    refused(place(alice, wanted(lamp, **change(lamp))), 400, slug, pointer)
    assert (alice.available(lamp), alice.get(ORDERS).json()["count"]) == before


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ("", "malformed-json"),
        ("[]", "malformed-json"),
        ("null", "malformed-json"),
        ('{"items": [{"product_id": 1, "quantity": NaN}]}', "malformed-json"),
        ('{"items": ' + "[" * 500 + "]" * 500 + "}", "malformed-json"),
        ('{"items": ' + "[" * 50_000, "malformed-json"),
        ('{"items": [], "items": []}', "duplicate-key"),
        ('{"items": [{"product_id": 1, "quantity": 1, "quantity": 2}]}', "duplicate-key"),
    ],
)
def test_a_body_that_is_no_object_is_no_order(alice: Shopper, body: str, slug: str) -> None:
    refused(place(alice, body), 400, slug)


def test_ord_48_two_megabytes_are_too_large(alice: Shopper) -> None:
    refused(place(alice, '{"a":"' + "x" * 2_000_000 + '"}'), 413, "payload-too-large")


@pytest.mark.parametrize(
    "number",
    [
        "4242424242424242",
        "4242 4242 4242 4242",
        "call me: 4000-0566-5566-5556",
        "\uff14\uff12\uff14\uff12" * 4,
        "4242\u00a04242\u00a04242\u00a04242",
        "4242\u200b4242\u200b4242\u200b4242",
    ],
)
def test_ord_36_a_card_number_is_refused_and_not_logged(mesh: Mesh, alice: Shopper, lamp: int, number: str) -> None:
    changes = (
        (shipping(line2=number), "/shipping/line2"),
        (payment(token=number), "/payment/token"),
        ({"metadata": {"note": number}}, "/metadata/note"),
        ({"metadata": {number[:40]: "x"}}, "/metadata"),
    )
    for change, pointer in changes:
        answer = place(alice, wanted(lamp, **change))
        refused(answer, 400, "card-data-not-allowed", pointer)
        assert number not in answer.text
    assert not [log for log in (mesh.state / "logs").rglob("*") if log.is_file() and number in log.read_text()]


def test_ord_34_html_is_kept_as_the_text_it_is(alice: Shopper, lamp: int) -> None:
    name = "<img src=x onerror=alert(1)> {{7*7}} ${7*7} ' OR 1=1 --"
    answer = place(alice, wanted(lamp, **shipping(name=name)))
    assert answer.status_code == 201, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert alice.order(answer.json()["id"])["shipping"]["name"] == name


@pytest.mark.parametrize("product", [99_999_999, 2**31, 2**63 - 1])
def test_ord_14_an_unknown_product_is_unavailable_and_the_rest_not_held(
    alice: Shopper, lamp: int, product: int
) -> None:
    before = alice.available(lamp)
    items = [{"product_id": lamp, "quantity": 1}, {"product_id": product, "quantity": 1}]
    refused(place(alice, wanted(lamp, items=items)), 409, "product-unavailable", "/items/1/product_id")
    assert alice.available(lamp) == before


def test_ord_14_what_was_taken_off_sale_is_unavailable(admin: Shopper, alice: Shopper) -> None:
    gone = new_product(admin, stock=5)
    assert send(alice.http, CART, line(gone), method="PUT").status_code == 200
    admin.http.delete(f"/api/products/{gone}/", headers={"If-Match": "*"})
    refused(place(alice, wanted(gone)), 409, "product-unavailable", "/items/0/product_id")
    assert alice.get(CART).json()["items"][0]["problem"] == "unavailable"


def test_ord_02_an_order_needs_a_key_whatever_else_is_wrong(alice: Shopper, lamp: int) -> None:
    for body in (wanted(lamp), {}, "["):
        refused(send(alice.http, ORDERS, body), 400, "idempotency-key-required")


def test_a_key_is_short_and_printable(alice: Shopper, lamp: int) -> None:
    for key in ("x" * 256, "a\tb"):
        refused(place(alice, wanted(lamp), key), 400, "validation-error", "/Idempotency-Key")
    unprintable = alice.http.post(ORDERS, json=wanted(lamp), headers=[(b"Idempotency-Key", "schl\u00fcssel".encode())])
    assert unprintable.status_code == 400
    assert unprintable.headers["content-type"] == "application/problem+json"


def test_ord_04_the_same_key_gets_the_same_bytes(alice: Shopper, lamp: int) -> None:
    key, before = str(uuid.uuid4()), alice.available(lamp)
    first, again = place(alice, wanted(lamp), key), place(alice, wanted(lamp), key)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")
    assert alice.available(lamp) == before - 1
    assert len(alice.payments_of(first.json()["id"])) == 1


def test_a_used_key_with_another_body_is_refused(alice: Shopper, lamp: int) -> None:
    key = str(uuid.uuid4())
    assert place(alice, wanted(lamp), key).status_code == 201
    before = alice.available(lamp)
    refused(place(alice, wanted(lamp, **line(lamp, quantity=2)), key), 422, "idempotency-key-reused")
    assert alice.available(lamp) == before


def test_ord_08_a_key_belongs_to_whoever_sent_it(alice: Shopper, mallory: Shopper, lamp: int) -> None:
    key = str(uuid.uuid4())
    ours, theirs = place(alice, wanted(lamp), key), place(mallory, wanted(lamp), key)
    assert (ours.status_code, theirs.status_code) == (201, 201)
    assert ours.json()["id"] != theirs.json()["id"]


def test_ord_10_a_refusal_that_can_be_mended_leaves_the_key_free(alice: Shopper, wire: httpx.Client, lamp: int) -> None:
    key = str(uuid.uuid4())
    refused(send(wire, ORDERS, wanted(lamp), Idempotency_Key=key), 401, "unauthenticated")
    refused(place(alice, wanted(lamp, **line(lamp, quantity=0)), key), 400, "validation-error", "/items/0/quantity")
    assert place(alice, wanted(lamp), key).status_code == 201


def test_ord_06_fifty_at_once_with_one_key_buy_once(alice: Shopper, lamp: int) -> None:
    key, before = str(uuid.uuid4()), alice.available(lamp)
    with ThreadPoolExecutor(25) as pool:
        answers = list(pool.map(lambda _: place(alice, wanted(lamp), key), range(50)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    for answer in answers:
        if answer.status_code == 409:
            refused(answer, 409, "idempotency-in-progress")
            assert int(answer.headers["retry-after"]) >= 1
    bought = eventually(lambda: placed(alice, wanted(lamp), key), within=15)
    assert {answer.json()["id"] for answer in answers if answer.status_code == 201} <= {bought.json()["id"]}
    assert alice.available(lamp) == before - 1
    assert len(alice.payments_of(bought.json()["id"])) == 1


def test_ord_50_a_client_that_hangs_up_gets_its_answer_with_the_same_key(mesh: Mesh, alice: Shopper, lamp: int) -> None:
    key, before, body = str(uuid.uuid4()), alice.available(lamp), json.dumps(wanted(lamp)).encode()
    head = (
        f"POST {ORDERS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {alice.tokens['access']}\r\n"
        f"Content-Type: application/json\r\nIdempotency-Key: {key}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    hang_up(mesh.port, head.encode() + body)
    answer = eventually(lambda: placed(alice, body, key), within=15)
    assert alice.available(lamp) == before - 1
    assert len(alice.payments_of(answer.json()["id"])) == 1


def hang_up(port: int, payload: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(payload)


def test_ord_22_somebody_elses_order_is_not_there(alice: Shopper, mallory: Shopper, lamp: int) -> None:
    order = place(alice, wanted(lamp)).json()["id"]
    theirs = refused(mallory.get(f"{ORDERS}{order}/"), 404, "not-found")
    nobodys = refused(mallory.get(f"{ORDERS}{uuid.uuid4()}/"), 404, "not-found")
    assert theirs | {"instance": ""} == nobodys | {"instance": ""}
    refused(mallory.get(f"{ORDERS}user/{alice.get('/api/users/me/').json()['id']}/"), 404, "not-found")
    refused(mallory.patch(f"{ORDERS}{order}/status/", {"status": "cancelled"}), 403, "forbidden")


@pytest.mark.parametrize("name", ["abc", "0", "1", "%27", "..%5c", "ffffffff-ffff-ffff-ffff-fffffffffffg"])
def test_what_is_no_order_is_not_found(alice: Shopper, name: str) -> None:
    answer = alice.get(f"{ORDERS}{name}/")
    assert (answer.status_code, answer.headers["content-type"]) in [
        (404, "application/problem+json"),
        (400, "application/problem+json"),
    ]


@pytest.mark.parametrize(
    ("query", "slug", "pointers"),
    [
        pytest.param(f"user_id={uuid.uuid4()}", "unknown-parameter", [], id="ORD-24"),
        pytest.param("customer_id=1", "unknown-parameter", [], id="ORD-24-customer"),
        pytest.param("cursor=abc", "unknown-parameter", [], id="ORD-46"),
        pytest.param("status=paid", "validation-error", ["/status"], id="ORD-status"),
        pytest.param("status=", "validation-error", ["/status"], id="ORD-status-empty"),
        pytest.param("status=%00", "validation-error", ["/status"], id="ORD-status-nul"),
        pytest.param("status=pending&status=shipped", "validation-error", ["/status"], id="ORD-status-twice"),
        pytest.param("page=0", "validation-error", ["/page"], id="ORD-page-0"),
        pytest.param("page=1e9", "validation-error", ["/page"], id="ORD-page-1e9"),
        pytest.param("page_size=101", "validation-error", ["/page_size"], id="ORD-page-size"),
    ],
)
def test_a_list_query_that_means_nothing_is_refused(alice: Shopper, query: str, slug: str, pointers: list[str]) -> None:
    refused(alice.get(f"{ORDERS}?{query}"), 400, slug, *pointers)


def test_ord_26_only_staff_moves_an_order(shopper: Shoppers, alice: Shopper, lamp: int) -> None:
    order = place(alice, wanted(lamp)).json()["id"]
    for who in (alice, shopper("vendor"), shopper("viewer")):
        refused(who.patch(f"{ORDERS}{order}/status/", {"status": "cancelled"}), 403, "forbidden")
    assert alice.order(order)["status"] == "confirmed"


def test_ord_28_an_order_moves_forward_only(admin: Shopper, alice: Shopper, lamp: int) -> None:
    order = place(alice, wanted(lamp)).json()["id"]
    path = f"{ORDERS}{order}/status/"
    for impossible in ("pending", "confirmed", "delivered"):
        refused(admin.patch(path, {"status": impossible}), 409, "invalid-state")
    assert admin.patch(path, {"status": "shipped"}).status_code == 200
    for impossible in ("cancelled", "processing", "confirmed", "shipped"):
        refused(admin.patch(path, {"status": impossible}), 409, "invalid-state")
    assert alice.order(order)["status"] == "shipped"


def test_ord_18_an_order_has_its_limit(alice: Shopper, admin: Shopper) -> None:
    dear = new_product(admin, stock=10, price="5000.01")
    told = refused(place(alice, wanted(dear, **line(dear, quantity=2))), 409, "amount-limit")
    assert told["limit"] == {"amount": "10000.00", "currency": "EUR"}
    assert alice.available(dear) == 10
    assert place(alice, wanted(dear)).status_code == 201


def test_an_order_costs_what_was_shown_or_is_none(alice: Shopper, admin: Shopper) -> None:
    vase = new_product(admin, stock=5, price="20.00")
    seen = {"expected_total": {"amount": "19.99", "currency": "EUR"}}
    told = refused(place(alice, wanted(vase, **seen)), 409, "price-changed", "/expected_total")
    assert (told["expected"]["amount"], told["total"]["amount"]) == ("19.99", "20.00")
    assert told["lines"] == [{"product_id": vase, "unit_price": "20.00"}]
    assert alice.available(vase) == 5


def test_ord_28_a_shipped_order_is_not_cancelled_and_one_that_is_not_gives_all_back(
    admin: Shopper, alice: Shopper, mallory: Shopper, lamp: int
) -> None:
    kept, sent = (place(alice, wanted(lamp)).json()["id"] for _ in range(2))
    before = alice.available(lamp)
    refused(mallory.post(f"{ORDERS}{kept}/cancel/", {}), 404, "not-found")
    assert admin.patch(f"{ORDERS}{sent}/status/", {"status": "shipped"}).status_code == 200
    refused(alice.post(f"{ORDERS}{sent}/cancel/", {}), 409, "invalid-state")
    assert alice.post(f"{ORDERS}{kept}/cancel/", {}).json()["cancellation_reason"] == "cancelled_by_customer"
    refused(alice.post(f"{ORDERS}{kept}/cancel/", {}), 409, "invalid-state")
    eventually(lambda: alice.available(lamp) == before + 1, within=20)
    eventually(lambda: alice.order(kept)["payment"]["status"] == "refunded", within=20)


def test_ord_28_of_a_cancellation_and_a_shipment_at_once_one_succeeds(
    admin: Shopper, alice: Shopper, lamp: int
) -> None:
    order = place(alice, wanted(lamp)).json()["id"]
    with ThreadPoolExecutor(2) as pool:
        cancelled = pool.submit(alice.post, f"{ORDERS}{order}/cancel/", {})
        shipped = pool.submit(admin.patch, f"{ORDERS}{order}/status/", {"status": "shipped"})
    assert sorted([cancelled.result().status_code, shipped.result().status_code]) == [200, 409]
    expected = "cancelled" if cancelled.result().status_code == 200 else "shipped"
    assert alice.order(order)["status"] == expected


def test_of_two_who_move_an_order_at_once_one_is_told(admin: Shopper, alice: Shopper, lamp: int) -> None:
    order, before = place(alice, wanted(lamp)).json()["id"], alice.available(lamp)
    with ThreadPoolExecutor(6) as pool:
        moves = [pool.submit(admin.patch, f"{ORDERS}{order}/status/", {"status": "cancelled"}) for _ in range(6)]
    assert sorted(move.result().status_code for move in moves) == [200] + [409] * 5
    eventually(lambda: alice.available(lamp) == before + 1, within=20)


@pytest.mark.parametrize("body", [{}, {"status": None}, {"status": 1}, {"status": ["shipped"]}, {"status": "\ud800"}])
def test_a_status_that_is_none_is_refused(admin: Shopper, alice: Shopper, lamp: int, body: dict[str, Any]) -> None:
    refused(
        send(admin.http, f"{ORDERS}{uuid.uuid4()}/status/", body, method="PATCH"), 400, "validation-error", "/status"
    )


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "application/problem+json", "x"])
def test_bodies_are_json(alice: Shopper, lamp: int, media: str) -> None:
    before = alice.available(lamp)
    headers = {"Content-Type": media, "Idempotency-Key": str(uuid.uuid4())}
    answer = alice.http.post(ORDERS, content=json.dumps(wanted(lamp)), headers=headers)
    refused(answer, 415, "unsupported-media-type")
    assert alice.available(lamp) == before


BAD_CARTS: dict[str, tuple[Callable[[int], Any], str]] = {
    "nothing": (lambda _: {}, "/items"),
    "null": (lambda _: {"items": None}, "/items"),
    "thousand lines": (lambda _: {"items": [{"product_id": n, "quantity": 1} for n in range(1, 1001)]}, "/items"),
    "zero": (lambda lamp: line(lamp, quantity=0), "/items/0/quantity"),
    "1e9": (lambda lamp: line(lamp, quantity=10**9), "/items/0/quantity"),
    "twice": (lambda lamp: {"items": line(lamp)["items"] * 2}, "/items/1/product_id"),
    "price": (lambda lamp: line(lamp, unit_price="0.01"), "/items/0/unit_price"),
    "total": (lambda lamp: line(lamp) | {"total": "0.00"}, "/total"),
    "owner": (lambda lamp: line(lamp) | {"customer_id": "x"}, "/customer_id"),
}


@pytest.mark.parametrize("name", BAD_CARTS)
def test_a_bad_cart_leaves_the_old_one(mallory: Shopper, lamp: int, name: str) -> None:
    make, pointer = BAD_CARTS[name]
    assert send(mallory.http, CART, line(lamp, quantity=3), method="PUT").status_code == 200
    slug = "unknown-field" if name in {"price", "total", "owner"} else "validation-error"
    refused(send(mallory.http, CART, make(lamp), method="PUT"), 400, slug, pointer)
    assert [item["quantity"] for item in mallory.get(CART).json()["items"]] == [3]


def test_a_cart_is_ones_own(alice: Shopper, mallory: Shopper, wire: httpx.Client, lamp: int) -> None:
    assert send(alice.http, CART, line(lamp, quantity=7), method="PUT").status_code == 200
    assert send(mallory.http, CART, {"items": []}, method="PUT").status_code == 200
    refused(mallory.get(CART, params={"user_id": "x"}), 400, "unknown-parameter")
    refused(wire.get(CART), 401, "unauthenticated")
    assert alice.get(CART).json()["count"] == 7
