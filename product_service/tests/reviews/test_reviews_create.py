"""POST /api/products/{id}/reviews/: one each, verified where bought, held back where a rule says so."""

from __future__ import annotations

from collections.abc import Callable

from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.reviews.models import Review
from product_service.tests.reviews.world import World, body, figures, path
from servicekit.testing.events import Published
from servicekit.testing.tokens import user_id

AsRole = Callable[..., APIClient]


def nothing_was_written(product: Product, published: Published) -> bool:
    kinds = [event.type for event in published() if event.aggregate == "review"]
    return not Review.objects.exists() and figures(product) == ([0] * 5, 0, 0, 0) and not kinds


def test_a_review_is_published_at_once_and_counts(
    as_role: AsRole, chair: Product, world: World, published: Published
) -> None:
    world.bought.add((user_id("alice"), chair.pk))
    world.names[user_id("alice")] = "Alice B."
    answer = as_role("customer", "alice").post(path(chair), body())
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert {name: made[name] for name in ("rating", "title", "verified", "state", "yours", "reply")} == {
        "rating": 4,
        "title": "Sturdy",
        "verified": True,
        "state": "published",
        "yours": True,
        "reply": None,
    }
    assert made["author"] == {"id": user_id("alice"), "name": "Alice B."}
    assert answer["Location"] == path(chair, "mine")
    assert figures(chair) == ([0, 0, 0, 1, 0], 1, 4, 400)
    told = [(event.type, event.data) for event in published() if event.aggregate == "review"]
    assert [kind for kind, _ in told] == ["review.published", "review.updated"]
    assert told[1][1]["changed"] == ["author", "verified"]
    assert world.asked == ["name", "purchase"]


def test_who_did_not_buy_it_may_say_so_unverified(as_role: AsRole, chair: Product, world: World) -> None:
    answer = as_role("customer", "alice").post(path(chair), body())
    assert (answer.status_code, answer.json()["verified"]) == (201, False)
    assert Review.objects.get().ask_at is None  # answered: nobody asks again
