"""PUT and DELETE of a reply: one, of who sells the product."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.reviews.models import Review
from product_service.tests.reviews.world import new_review, path
from product_service.tests.support import Make, principal
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published

AsRole = Callable[..., APIClient]
THANKS = {"text": "Thank you. The oil smells for a day."}
CALLS: list[tuple[str, Any]] = [("put", THANKS), ("delete", None)]


@pytest.fixture
def veras(make_product: Make) -> Product:
    """A product of the vendor `vera`."""
    return make_product(by=principal("vendor", "vera"))


@pytest.fixture
def review(veras: Product) -> Review:
    return new_review(veras, "alice")


def silent(review: Review, recorded: Published, published: Published) -> bool:
    told = [event.type for event in published() if event.aggregate == "review"]
    audited = [event for event in recorded() if event.data["resource"] == "review"]
    return (Review.objects.get(pk=review.pk).reply, told, audited) == ("", ["review.published"], [])


@pytest.mark.parametrize("who", [("vendor", "vera"), ("staff", "sami"), ("admin", "root")])
def test_its_vendor_and_the_house_reply_once(
    as_role: AsRole, api: APIClient, review: Review, published: Published, recorded: Published, who: tuple[str, str]
) -> None:
    client = as_role(*who)
    answer = client.put(path(review.product, review.pk, "reply"), THANKS)
    assert (answer.status_code, answer.json()["reply"]["text"]) == (200, THANKS["text"])
    client.put(path(review.product, review.pk, "reply"), {"text": "Thank you!"})
    [shown] = api.get(path(review.product)).json()["results"]
    assert shown["reply"]["text"] == "Thank you!"
    assert [event.data["changed"] for event in published() if event.type == "review.updated"] == [["reply"]] * 2
    assert [event.data["action"] for event in recorded() if event.data["resource"] == "review"] == [
        "review.replied",
        "review.replied",
    ]


def test_a_reply_makes_no_tag_of_the_author_old(as_role: AsRole, review: Review) -> None:
    as_role("vendor", "vera").put(path(review.product, review.pk, "reply"), THANKS)
    alice = as_role("customer", "alice")
    answer = alice.patch(path(review.product, review.pk), {"rating": 5}, HTTP_IF_MATCH=f'"{review.pk}-1"')
    assert (answer.status_code, answer.json()["reply"]["text"]) == (200, THANKS["text"])


def test_it_can_be_taken_back(as_role: AsRole, api: APIClient, review: Review, recorded: Published) -> None:
    vera = as_role("vendor", "vera")
    vera.put(path(review.product, review.pk, "reply"), THANKS)
    assert vera.delete(path(review.product, review.pk, "reply")).status_code == 204
    assert api.get(path(review.product)).json()["results"][0]["reply"] is None
    assert recorded()[-1].data["action"] == "review.reply_deleted"


@pytest.mark.parametrize(("method", "given"), CALLS)
@pytest.mark.parametrize("who", [("vendor", "rival"), ("customer", "alice"), ("viewer", "viggo"), ()])
def test_nobody_else_replies(
    as_role: AsRole,
    api: APIClient,
    review: Review,
    recorded: Published,
    published: Published,
    method: str,
    given: Any,
    who: tuple[str, ...],
) -> None:
    client = as_role(*who) if who else api
    assert getattr(client, method)(path(review.product, review.pk, "reply"), given).status_code == (403 if who else 401)
    assert silent(review, recorded, published)


@pytest.mark.parametrize("given", [{}, {"text": ""}, {"text": "x" * 2001}, {"text": "\u202e"}, {"text": "a", "by": 1}])
def test_a_reply_that_is_none_changes_nothing(
    as_role: AsRole, review: Review, recorded: Published, published: Published, given: Any
) -> None:
    answer = as_role("vendor", "vera").put(path(review.product, review.pk, "reply"), given)
    assert answer.status_code == 400
    assert silent(review, recorded, published)


def test_what_is_not_published_is_not_replied_to(as_role: AsRole, veras: Product) -> None:
    held = new_review(veras, "bob", text="See www.example.com")
    answer = as_role("vendor", "vera").put(path(veras, held.pk, "reply"), THANKS)
    assert_problem(answer, 409, "invalid-state")
    assert Review.objects.get(pk=held.pk).reply == ""
