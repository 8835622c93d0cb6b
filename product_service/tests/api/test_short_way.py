"""Both ways to a read: past REST framework, and through the view that is documented."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from servicekit.testing.api import assert_problem

SHORT, LONG = "application/json", "application/json;version=1"
SAME = ("Content-Type", "ETag", "Cache-Control", "Vary", "X-Content-Type-Options", "X-Accel-Expires", "Allow")
PATHS = [
    "/api/products/",
    "/api/products/?category=home&ordering=-price&page_size=1",
    "/api/products/?search=chair",
    "/api/products/facets/?in_stock=true",
    "/api/products/1/",
    "/api/v1/products/1",
    "/api/products/999/",
    "/api/products/?page=0",
    "/api/products/?colour=red",
    "/api/products/?ordering=price&ordering=name",
    "/api/products/?cursor=AAAA",
    "/api/products/?mine=true",
    "/api/products/1/?fields=name",
    "/api/products/suggest/?q=cha",
    "/api/products/suggest/?q=CH%C3%81+&page=1",
    "/api/v1/products/suggest?q=",
    "/api/products/suggest/",
    "/api/products/suggest/?q=" + "x" * 101,
    "/api/products/suggest/?q=a%00b",
    "/api/products/suggest/?q=a&q=b",
    "/api/products/suggest/?q=a&limit=500",
]


@pytest.fixture
def shop(lamp: Product) -> None:
    Product.objects.filter(pk=lamp.pk).update(rating=450, rating_count=2)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", ["", "admin", "customer"])
def test_both_ways_answer_the_same(
    api: APIClient, as_role: Callable[..., APIClient], shop: None, path: str, role: str
) -> None:
    client = as_role(role) if role else api
    short, long = (client.get(path, HTTP_ACCEPT=accept) for accept in (SHORT, LONG))
    told, again = short.json(), long.json()
    for body in (told, again):
        body.pop("instance", None)
    assert (short.status_code, told) == (long.status_code, again)
    for name in set(SAME) - {"X-Accel-Expires", "Allow"}:
        assert short.headers.get(name) == long.headers.get(name), name


@pytest.mark.parametrize("accept", [SHORT, LONG])
def test_a_bad_token_is_no_anonymous_visitor_on_either(api: APIClient, shop: None, accept: str) -> None:
    answer = api.get("/api/products/", HTTP_AUTHORIZATION="Bearer nonsense", HTTP_ACCEPT=accept)
    assert_problem(answer, 401, "token-invalid")
    assert answer["WWW-Authenticate"] == 'Bearer realm="shopmesh"'


def test_a_visitor_may_keep_what_somebody_who_is_signed_in_may_not(
    api: APIClient, as_role: Callable[..., APIClient], shop: None
) -> None:
    told = api.get("/api/products/")
    assert told["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert told["X-Accel-Expires"].startswith("@")
    own = as_role("customer").get("/api/products/")
    assert (own["Cache-Control"], own.headers.get("X-Accel-Expires")) == ("private, no-cache", None)
    assert own["Vary"] == told["Vary"] == "Authorization"


def test_a_list_that_did_not_change_is_not_sent_again(api: APIClient, shop: None) -> None:
    tag = api.get("/api/products/")["ETag"]
    again = api.get("/api/products/", HTTP_IF_NONE_MATCH=f'"other", W/{tag}')
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    Product.objects.update(name="Other")
    assert api.get("/api/products/", HTTP_IF_NONE_MATCH=tag).status_code == 200
