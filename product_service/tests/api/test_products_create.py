from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from product_service.catalog.models import Category, Product
from product_service.tests.support import body, new_product
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published
from servicekit.testing.tokens import user_id

AsRole = Callable[..., APIClient]
PATH = "/api/products/"


@pytest.fixture(autouse=True)
def category(home: Category) -> Category:
    return home


@pytest.mark.parametrize(("role", "vendor"), [("admin", None), ("staff", None), ("vendor", user_id("alice"))])
def test_managers_list_products(as_role: AsRole, role: str, vendor: str | None) -> None:
    answer = as_role(role).post(PATH, body(image={"url": "/media/products/1fa91.webp", "alt": "A chair"}))
    assert answer.status_code == 201, answer.content
    product = Product.objects.get()
    assert product.vendor_id == (UUID(vendor) if vendor else None)
    assert answer["Location"] == f"/api/products/{product.pk}/"
    made = answer.json()
    assert (made["price"], made["image"]["alt"]) == ("149.00", "A chair")
    assert made["stock"] == {"available": 4, "level": "low", "on_hand": 4, "reserved": 0}
    assert as_role(role).get(answer["Location"])["ETag"] == answer["ETag"]


@pytest.mark.parametrize(("role", "status", "code"), [("customer", 403, "forbidden"), ("viewer", 403, "forbidden")])
def test_others_do_not(as_role: AsRole, role: str, status: int, code: str, published: Published) -> None:
    assert_problem(as_role(role).post(PATH, body()), status, code)
    assert not Product.objects.exists()
    assert not [event for event in published() if event.aggregate == "product"]


def test_nor_does_an_anonymous_visitor(api: APIClient) -> None:
    answer = api.post(PATH, body())
    assert_problem(answer, 401, "unauthenticated")
    assert "WWW-Authenticate" in answer
    assert not Product.objects.exists()


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"price": "-1.00"}, "/price", "invalid"),
    ({"price": "NaN"}, "/price", "invalid"),
    ({"price": "Infinity"}, "/price", "invalid"),
    ({"price": "1e3"}, "/price", "invalid"),
    ({"price": "1e400"}, "/price", "invalid"),
    ({"price": "\uff11\uff12.00"}, "/price", "invalid"),  # full-width digits
    ({"price": 149}, "/price", "invalid"),
    ({"price": 149.5}, "/price", "invalid"),
    ({"price": True}, "/price", "invalid"),
    ({"price": "149.005"}, "/price", "invalid"),
    ({"price": "0.00"}, "/price", "out-of-range"),
    ({"price": "149.50", "currency": "JPY"}, "/price", "invalid"),
    ({"price": "1,000.00"}, "/price", "invalid"),
    ({"currency": "XXX"}, "/currency", "invalid-choice"),
    ({"currency": "eur"}, "/currency", "invalid-choice"),
    ({"currency": ""}, "/currency", "invalid-choice"),
    ({"name": ""}, "/name", "blank"),
    ({"name": "   "}, "/name", "blank"),
    ({"name": "a\x00b"}, "/name", "invalid-characters"),
    ({"name": "\u202ediap"}, "/name", "invalid-characters"),
    ({"name": "x" * 10_240}, "/name", "max-length"),
    ({"name": 7}, "/name", "invalid"),
    ({"name": ["a"]}, "/name", "invalid"),
    ({"description": "x" * 5001}, "/description", "max-length"),
    ({"description": "a\x08b"}, "/description", "invalid-characters"),
    ({"sku": "lower-case"}, "/sku", "invalid"),
    ({"sku": "TRAILING-"}, "/sku", "invalid"),
    ({"sku": "NEW\nLINE"}, "/sku", "invalid-characters"),
    ({"sku": 7}, "/sku", "invalid"),
    ({"sku": "A" * 41}, "/sku", "max-length"),
    ({"category": "cellar"}, "/category", "unknown"),
    ({"stock": -1}, "/stock", "min-value"),
    ({"stock": 1.5}, "/stock", "invalid"),
    ({"stock": "4"}, "/stock", "invalid"),
    ({"stock": True}, "/stock", "invalid"),
    ({"stock": 10**9}, "/stock", "max-value"),
    ({"image": {"url": "/media/products/ffff.webp"}}, "/image/url", "unknown"),
    ({"image": {"url": "https://evil.example/x.webp"}}, "/image/url", "unknown"),
    ({"image": {"url": "/media/products/1fa91.webp", "width": 9}}, "/image/width", "unknown-field"),
    ({"vendor_id": "00000000-0000-0000-0000-000000000000"}, "/vendor_id", "unknown-field"),
    ({"id": 7}, "/id", "unknown-field"),
    ({"active": False}, "/active", "unknown-field"),
]


@pytest.mark.parametrize(("changes", "pointer", "code"), WRONG)
def test_what_is_not_acceptable_is_named(
    as_role: AsRole, published: Published, changes: dict[str, Any], pointer: str, code: str
) -> None:
    slug = "unknown-field" if code == "unknown-field" else "validation-error"
    problem = assert_problem(as_role("admin").post(PATH, body() | changes), 400, slug)
    assert (pointer, code) in [(error["pointer"], error["code"]) for error in problem["errors"]]
    assert not Product.objects.exists()
    assert published() == []


@pytest.mark.parametrize("missing", ["sku", "name", "description", "category", "price", "currency", "stock"])
def test_everything_but_the_picture_is_needed(as_role: AsRole, missing: str) -> None:
    problem = assert_problem(as_role("admin").post(PATH, body(**{missing: None})), 400, "validation-error")
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(f"/{missing}", "required")]


def test_every_mistake_is_told_at_once(as_role: AsRole) -> None:
    problem = assert_problem(as_role("admin").post(PATH, body(name="", price="x", stock=-1)), 400, "validation-error")
    assert {error["pointer"] for error in problem["errors"]} == {"/name", "/price", "/stock"}


def test_a_sku_that_is_taken_is_a_conflict(as_role: AsRole) -> None:
    new_product(sku="HOM-CHR-22")
    problem = assert_problem(as_role("admin").post(PATH, body()), 409, "conflict")
    assert problem["errors"][0]["pointer"] == "/sku"
    assert Product.objects.count() == 1


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ('{"name": "a", "name": "b"}', "duplicate-key"),
        ('{"price": NaN}', "malformed-json"),
        ("[]", "malformed-json"),
        ("{", "malformed-json"),
        ('"text"', "malformed-json"),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(as_role: AsRole, raw: str, code: str) -> None:
    answer = as_role("admin").post(PATH, raw, content_type="application/json")
    assert_problem(answer, 400, code)
    assert not Product.objects.exists()


def test_a_description_of_a_megabyte_is_too_large(as_role: AsRole) -> None:
    raw = json.dumps(body(description="x" * 1_000_000))
    answer = as_role("admin").post(PATH, raw, content_type="application/json")
    assert_problem(answer, 413, "payload-too-large")


def test_other_media_types_are_refused(as_role: AsRole) -> None:
    answer = as_role("admin").post(PATH, "name=x", content_type="application/x-www-form-urlencoded")
    assert_problem(answer, 415, "unsupported-media-type")


def test_the_longest_description_fits(as_role: AsRole) -> None:
    answer = as_role("admin").post(PATH, body(description="ü\n" * 2499 + "ü"))
    assert answer.status_code == 201, answer.content
