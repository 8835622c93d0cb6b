"""Bodies that are refused: each with a slug, a pointer, and nothing reserved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from order_service.orders.models import Order
from order_service.tests.world import World
from servicekit.testing.api import assert_problem

pytestmark = pytest.mark.django_db

Post = Callable[..., Any]
Body = dict[str, Any]


@pytest.fixture
def refused(as_role: Callable[..., APIClient], post_order: Post, world: World) -> Callable[[Body, str], list[str]]:
    """Sends the body, asserts the 400 and that nothing happened, and returns `pointer code` of each error."""

    def send(body: Body, code: str = "validation-error") -> list[str]:
        told = assert_problem(post_order(as_role(), body), 400, code)
        assert not Order.objects.exists()
        assert world.faults.calls == {}
        return [f"{error['pointer']} {error['code']}" for error in told.get("errors", [])]

    return send


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "2", 10**9, 1e9, True, None, [], {}, "", "١"])
def test_a_quantity_is_a_whole_number_from_1_to_1000(refused: Any, body: Body, quantity: object) -> None:
    body["items"][0]["quantity"] = quantity
    [error] = refused(body)
    assert error.startswith("/items/0/quantity")


@pytest.mark.parametrize("product_id", [0, -1, 1.5, "1", True, None, 2**63, 10**30])
def test_a_product_id_is_a_positive_whole_number(refused: Any, body: Body, product_id: object) -> None:
    body["items"][1]["product_id"] = product_id
    [error] = refused(body)
    assert error.startswith("/items/1/product_id")


@pytest.mark.parametrize(
    "field", ["price", "total", "discount", "user_id", "customer_id", "status", "created_at", "coupon", "note"]
)
def test_what_the_shop_decides_cannot_be_sent(refused: Any, body: Body, field: str) -> None:
    assert refused(body | {field: "1"}, "unknown-field") == [f"/{field} unknown-field"]


def test_a_line_has_no_price(refused: Any, body: Body) -> None:
    body["items"][0]["unit_price"] = "0.01"
    assert refused(body, "unknown-field") == ["/items/0/unit_price unknown-field"]


def test_an_order_has_1_to_100_lines(refused: Any, body: Body) -> None:
    [error] = refused(body | {"items": []})
    assert error.startswith("/items")
    [error] = refused(body | {"items": [{"product_id": n, "quantity": 1} for n in range(1, 102)]})
    assert error.startswith("/items")


def test_a_product_is_listed_once(refused: Any, body: Body) -> None:
    body["items"][1]["product_id"] = 1
    assert refused(body) == ["/items/1/product_id duplicate"]


@pytest.mark.parametrize("items", [None, "1", {"product_id": 1}, [1], [[]], [None]])
def test_items_are_a_list_of_objects(refused: Any, body: Body, items: object) -> None:
    assert refused(body | {"items": items})


@pytest.mark.parametrize("field", ["items", "payment", "shipping"])
def test_no_part_may_be_missing(refused: Any, body: Body, field: str) -> None:
    del body[field]
    assert refused(body) == [f"/{field} required"]


@pytest.mark.parametrize(
    "text", ["", "   ", "x" * 10_240, "a\x00b", "a\nb", "a\u202eb", "a\u200fb", "a\x1bb", 12, None, ["x"]]
)
def test_an_address_line_is_plain_text_of_sensible_length(refused: Any, body: Body, text: object) -> None:
    body["shipping"]["line1"] = text
    [error] = refused(body)
    assert error.startswith("/shipping/line1")


def test_markup_in_an_address_is_kept_as_the_text_it_is(
    as_role: Callable[..., APIClient], post_order: Post, body: Body, world: World
) -> None:
    body["shipping"]["name"] = "<script>alert(1)</script>"
    answer = post_order(as_role(), body)
    assert answer.json()["shipping"]["name"] == "<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["cash", "", None, 1])
def test_payment_is_by_card(refused: Any, body: Body, method: object) -> None:
    body["payment"]["method"] = method
    [error] = refused(body)
    assert error.startswith("/payment/method")


@pytest.mark.parametrize("path", [("shipping", "line2"), ("shipping", "name"), ("payment", "token")])
def test_card_numbers_are_refused_wherever_they_stand(
    refused: Any, body: Body, path: tuple[str, str], capsys: pytest.CaptureFixture[str], caplog: Any
) -> None:
    part, field = path
    body[part][field] = "pay with 4242 4242 4242 4242"
    assert refused(body, "card-data-not-allowed") == [f"/{part}/{field} card-data-not-allowed"]
    assert "4242 4242" not in caplog.text + "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "malformed-json"),
        (b"[]", "malformed-json"),
        (b'{"items": NaN}', "malformed-json"),
        (b'{"items": [', "malformed-json"),
        (b'{"items": [], "items": []}', "duplicate-key"),
    ],
)
def test_what_is_not_a_json_object_is_refused(
    as_role: Callable[..., APIClient], world: World, raw: bytes, code: str
) -> None:
    answer = as_role().post("/api/orders/", raw, content_type="application/json", HTTP_IDEMPOTENCY_KEY="k")
    assert_problem(answer, 400, code)


def test_a_form_is_refused(as_role: Callable[..., APIClient], world: World) -> None:
    answer = as_role().post("/api/orders/", "a=1", content_type="text/plain", HTTP_IDEMPOTENCY_KEY="k")
    assert_problem(answer, 415, "unsupported-media-type")


def test_a_body_of_two_megabytes_is_refused(
    as_role: Callable[..., APIClient], post_order: Post, body: Body, world: World
) -> None:
    assert_problem(post_order(as_role(), body | {"note": "x" * 2_097_152}), 413, "payload-too-large")
