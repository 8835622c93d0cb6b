"""POST /api/products/{id}/reviews/: one each, verified where bought, held back where a rule says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.reviews.models import Review, ReviewRate
from product_service.tests.reviews.world import World, body, figures, path
from product_service.tests.support import Make, new_product, principal
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock
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
    assert made["created_at"] == made["updated_at"]
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


def test_while_the_others_are_silent_a_review_is_taken_and_asked_about_later(
    as_role: AsRole, chair: Product, world: World
) -> None:
    world.silent = True
    made = as_role("customer", "alice").post(path(chair), body())
    assert made.status_code == 201
    assert (made.json()["verified"], made.json()["author"]["name"]) == (False, "A customer")
    assert Review.objects.get().ask_at is not None
    assert figures(chair) == ([0, 0, 0, 1, 0], 1, 4, 400)


def test_a_second_review_of_the_same_product_is_a_conflict(
    as_role: AsRole, chair: Product, world: World, published: Published
) -> None:
    client = as_role("customer", "alice")
    client.post(path(chair), body())
    before, asked = len(published()), len(world.asked)
    assert_problem(client.post(path(chair), body(rating=1)), 409, "review-exists")
    assert figures(chair) == ([0, 0, 0, 1, 0], 1, 4, 400)
    assert (len(published()), len(world.asked)) == (before, asked)


def test_another_product_and_another_customer_are_no_conflict(as_role: AsRole, chair: Product, lamp: Product) -> None:
    made = [as_role("customer", who).post(path(on), body()) for who in ("alice", "bob") for on in (chair, lamp)]
    assert [answer.status_code for answer in made] == [201] * 4


@pytest.mark.parametrize("role", ["admin", "staff", "vendor", "customer"])
def test_whoever_can_buy_can_review(as_role: AsRole, chair: Product, role: str) -> None:
    assert as_role(role, "somebody").post(path(chair), body()).status_code == 201


def test_a_viewer_only_looks(as_role: AsRole, chair: Product, published: Published) -> None:
    assert_problem(as_role("viewer").post(path(chair), body()), 403, "forbidden")
    assert nothing_was_written(chair, published)


def test_a_visitor_is_asked_to_sign_in(api: APIClient, chair: Product, published: Published) -> None:
    assert_problem(api.post(path(chair), body()), 401, "unauthenticated")
    assert nothing_was_written(chair, published)


def test_who_sells_it_does_not_review_it(as_role: AsRole, make_product: Make, published: Published) -> None:
    own = make_product(by=principal("vendor", "vera"))
    assert_problem(as_role("vendor", "vera").post(path(own), body(rating=5)), 403, "forbidden")
    assert nothing_was_written(own, published)


def test_nor_does_a_colleague(as_role: AsRole, make_product: Make, published: Published) -> None:
    nordlys = user_id("nordlys")
    own = make_product(by=principal("vendor", "vera", org=nordlys))
    assert_problem(as_role("vendor", "valdis", org=nordlys).post(path(own), body(rating=5)), 403, "forbidden")
    assert nothing_was_written(own, published)


def test_another_vendor_may(as_role: AsRole, make_product: Make) -> None:
    own = make_product(by=principal("vendor", "vera"))
    assert as_role("vendor", "rival").post(path(own), body()).status_code == 201


def test_what_is_not_on_sale_is_not_reviewed(as_role: AsRole, chair: Product, published: Published) -> None:
    Product.objects.filter(pk=chair.pk).update(active=False)
    assert_problem(as_role().post(path(chair), body()), 404, "not-found")
    assert nothing_was_written(chair, published)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"rating": 0}, "/rating"),
        ({"rating": 6}, "/rating"),
        ({"rating": "4"}, "/rating"),
        ({"rating": 4.0}, "/rating"),
        ({"rating": True}, "/rating"),
        ({"rating": None}, "/rating"),
        ({"title": None}, "/title"),
        ({"title": " "}, "/title"),
        ({"title": "x" * 121}, "/title"),
        ({"title": "two\nlines"}, "/title"),
        ({"title": "\u200b"}, "/title"),
        ({"text": "x" * 5001}, "/text"),
        ({"text": "NUL \x00"}, "/text"),
        ({"text": "reads \u202ebackwards"}, "/text"),
        ({"text": 7}, "/text"),
        ({"text": None}, "/text"),
        ({"text": "Mine is 4111 1111 1111 1111"}, "/text"),
    ],
)
def test_a_bad_value_writes_nothing(
    as_role: AsRole, chair: Product, published: Published, changes: dict[str, Any], pointer: str
) -> None:
    problem = assert_problem(as_role().post(path(chair), body(**changes)), 400, "validation-error")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert nothing_was_written(chair, published)


@pytest.mark.parametrize("field", ["verified", "state", "author", "author_id", "created_at", "reply"])
def test_what_the_shop_decides_cannot_be_sent(
    as_role: AsRole, chair: Product, published: Published, field: str
) -> None:
    answer = as_role().post(path(chair), body() | {field: True})
    assert_problem(answer, 400, "unknown-field")
    assert nothing_was_written(chair, published)


def test_stars_and_a_title_are_enough(as_role: AsRole, chair: Product) -> None:
    assert as_role().post(path(chair), body(text="")).status_code == 201


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Cheaper at https://example.com/chairs", ["link"]),
        ("Write to me: bob@example.com", ["contact"]),
        ("WORST CHAIR I HAVE EVER HAD IN MY LIFE", ["shouting"]),
    ],
)
def test_words_that_a_rule_holds_back_wait_unseen(
    as_role: AsRole, api: APIClient, chair: Product, published: Published, text: str, why: list[str]
) -> None:
    made = as_role("customer", "alice").post(path(chair), body(text=text))
    assert (made.status_code, made.json()["state"], made.json()["held_for"]) == (201, "pending", why)
    assert figures(chair) == ([0] * 5, 0, 0, 0)
    assert api.get(path(chair)).json()["results"] == []
    assert [event.type for event in published() if event.aggregate == "review"] == []


def test_the_shop_may_add_words(as_role: AsRole, chair: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.SHOPMESH.__dict__, "unwanted_words", frozenset({"competitor"}))
    made = as_role().post(path(chair), body(text="The Competitor has a better one."))
    assert (made.json()["state"], made.json()["held_for"]) == ("pending", ["language"])


def test_thirty_things_an_hour_are_enough_for_one_person(
    as_role: AsRole, chair: Product, lamp: Product, published: Published, held_clock: HeldClock
) -> None:
    alice = as_role("customer", "alice")
    assert alice.post(path(chair), body()).status_code == 201
    ReviewRate.objects.update(placed=30)
    held_clock.advance(seconds=600)
    before = len(published())
    problem = alice.post(path(lamp), body())
    assert_problem(problem, 429, "rate-limited")
    assert (problem["Retry-After"], problem["RateLimit-Policy"]) == ("3000", '"reviews";q=30;w=3600')
    assert (Review.objects.count(), len(published())) == (1, before)
    assert as_role("customer", "bob").post(path(lamp), body()).status_code == 201
    held_clock.advance(seconds=3000)
    assert alice.post(path(lamp), body()).status_code == 201


def test_a_conflict_uses_up_nothing(as_role: AsRole, chair: Product) -> None:
    for _ in range(3):
        as_role("customer", "alice").post(path(chair), body())
    assert ReviewRate.objects.get().placed == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_is_waited_for_inside_a_transaction(
    as_role: AsRole, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_while_asked: list[bool] = []
    monkeypatch.setattr(world, "_hear", lambda _: open_while_asked.append(connection.in_atomic_block))
    as_role().post(path(new_product()), body())
    assert open_while_asked == [False, False]


def test_lists_and_searches_know_the_stars_at_once(as_role: AsRole, api: APIClient, chair: Product) -> None:
    as_role("customer", "alice").post(path(chair), body(rating=4))
    asked = "/api/products/?search=alder&min_rating={}"
    assert [found["rating"] for found in api.get(asked.format(4)).json()["results"]] == [{"average": "4.0", "count": 1}]
    assert api.get(asked.format(5)).json()["results"] == []
    as_role("customer", "bob").post(path(chair), body(rating=1))
    assert api.get(asked.format(3)).json()["results"] == []
    assert api.get(f"/api/products/{chair.pk}/").json()["rating"] == {"average": "2.5", "count": 2}
