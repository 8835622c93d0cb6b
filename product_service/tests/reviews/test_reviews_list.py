"""GET /api/products/{id}/reviews/: what everybody can read, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.catalog.seed.load import seed_id
from product_service.reviews import services
from product_service.reviews.models import Review
from product_service.tests.reviews.world import new_review, path
from product_service.tests.support import principal
from servicekit.testing.api import assert_problem
from servicekit.testing.tokens import user_id

AsRole = Callable[..., APIClient]


@pytest.fixture
def five(chair: Product) -> list[Review]:
    """1, 2, 3, 4 and 5 stars, in this order; those of one and five stars verified."""
    made = [new_review(chair, f"author{stars}", rating=stars, title=f"Stars {stars}") for stars in range(1, 6)]
    for review in (made[0], made[4]):
        services.review_answered(review_id=review.pk, lease=review.ask_at, purchased=True)
    return made


def stars(answer: Any) -> list[int]:
    assert answer.status_code == 200, answer.content
    return [review["rating"] for review in answer.json()["results"]]


def test_a_product_that_nobody_has_reviewed(api: APIClient, chair: Product) -> None:
    assert api.get(path(chair)).json() == {
        "summary": {"average": None, "count": 0, "histogram": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0}},
        "count": 0,
        "next": None,
        "previous": None,
        "results": [],
    }


def test_the_newest_come_first_under_a_summary_of_all(api: APIClient, chair: Product, five: list[Review]) -> None:
    answer = api.get(path(chair))
    assert stars(answer) == [5, 4, 3, 2, 1]
    assert answer.json()["summary"] == {
        "average": "3.0",
        "count": 5,
        "histogram": {"1": 1, "2": 1, "3": 1, "4": 1, "5": 1},
    }


@pytest.mark.parametrize(
    ("asked", "found", "count"),
    [
        ("ordering=newest", [5, 4, 3, 2, 1], 5),
        ("ordering=rating", [1, 2, 3, 4, 5], 5),
        ("ordering=-rating", [5, 4, 3, 2, 1], 5),
        ("rating=2", [2], 1),
        ("verified=true", [5, 1], 2),
        ("verified=true&rating=5", [5], 1),
        ("verified=true&rating=3", [], 0),
    ],
)
def test_filters_and_orders(
    api: APIClient, chair: Product, five: list[Review], asked: str, found: list[int], count: int
) -> None:
    answer = api.get(f"{path(chair)}?{asked}")
    assert (stars(answer), answer.json()["count"], answer.json()["summary"]["count"]) == (found, count, 5)


@pytest.mark.parametrize("ordering", ["newest", "rating", "-rating"])
def test_pages_hang_together_in_both_directions(api: APIClient, chair: Product, ordering: str) -> None:
    for n in range(7):
        new_review(chair, f"author{n}", rating=n % 3 + 1)
    at: str | None = f"{path(chair)}?ordering={ordering}&page_size=3"
    ahead: list[list[int]] = []
    while at:
        page = api.get(at).json()
        ahead.append([review["id"] for review in page["results"]])
        at, last = page["next"], page
    assert [len(ids) for ids in ahead] == [3, 3, 1]
    everything = [review["id"] for review in api.get(f"{path(chair)}?ordering={ordering}").json()["results"]]
    assert [one for ids in ahead for one in ids] == everything
    behind = []
    while last["previous"]:
        last = api.get(last["previous"]).json()
        behind.append([review["id"] for review in last["results"]])
    assert behind == [ahead[1], ahead[0]]


def test_what_is_written_meanwhile_moves_nothing_onto_the_next_page(api: APIClient, chair: Product) -> None:
    for n in range(4):
        new_review(chair, f"author{n}")
    first = api.get(f"{path(chair)}?page_size=2").json()
    new_review(chair, "late")
    second = api.get(first["next"]).json()
    assert not {review["id"] for review in first["results"]} & {review["id"] for review in second["results"]}


def test_a_cursor_is_good_for_its_own_list_only(api: APIClient, chair: Product, five: list[Review]) -> None:
    ahead = api.get(f"{path(chair)}?page_size=2").json()["next"]
    cursor = ahead.partition("cursor=")[2]
    for wrong in (f"{ahead[:-2]}AA", f"{path(chair)}?rating=5&cursor={cursor}", f"{path(chair)}?cursor=1"):
        assert_problem(api.get(wrong), 400, "invalid-cursor")


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("rating=0", "validation-error"),
        ("rating=6", "validation-error"),
        ("rating=abc", "validation-error"),
        ("verified=false", "validation-error"),
        ("ordering=author", "validation-error"),
        ("page_size=0", "validation-error"),
        ("page_size=101", "validation-error"),
        ("page=2", "unknown-parameter"),
        ("stars=5", "unknown-parameter"),
        ("text__regex=(a+)+$", "unknown-parameter"),
        ("rating=5&rating=1", "validation-error"),
    ],
)
def test_what_is_no_question_is_refused(api: APIClient, chair: Product, asked: str, slug: str) -> None:
    assert_problem(api.get(f"{path(chair)}?{asked}"), 400, slug)


@pytest.mark.parametrize("product_id", ["0", "-1", "abc", "99999999", str(2**64), "1%20OR%201=1"])
def test_a_product_that_is_none_has_no_reviews(db: None, api: APIClient, product_id: str) -> None:
    assert_problem(api.get(f"/api/products/{product_id}/reviews/"), 404, "not-found")


def test_ones_own_is_marked(as_role: AsRole, api: APIClient, chair: Product) -> None:
    new_review(chair, "alice")
    new_review(chair, "bob")
    assert [review["yours"] for review in as_role("customer", "alice").get(path(chair)).json()["results"]] == [
        False,
        True,
    ]
    assert [review["yours"] for review in api.get(path(chair)).json()["results"]] == [False, False]


def test_an_author_is_an_id_and_a_first_name(api: APIClient, chair: Product) -> None:
    review = new_review(chair, "alice")
    services.review_answered(review_id=review.pk, lease=review.ask_at, purchased=False, name="Alice B.")
    assert api.get(path(chair)).json()["results"][0]["author"] == {"id": user_id("alice"), "name": "Alice B."}


@pytest.mark.parametrize(("asked", "queries"), [("", 3), ("?verified=true", 4), ("?rating=5&ordering=rating", 3)])
def test_a_page_takes_as_many_queries_however_long_it_is(
    api: APIClient, chair: Product, five: list[Review], asked: str, queries: int
) -> None:
    with CaptureQueriesContext(connection) as seen:
        api.get(path(chair) + asked)
    assert len(seen) == queries


def test_a_good_copy_is_not_sent_again(api: APIClient, chair: Product, five: list[Review]) -> None:
    first = api.get(path(chair))
    with CaptureQueriesContext(connection) as seen:
        again = api.get(path(chair), HTTP_IF_NONE_MATCH=f"W/{first['ETag']}")
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert len(seen) == 2


def test_every_change_that_readers_see_makes_a_copy_old(
    as_role: AsRole, api: APIClient, chair: Product, five: list[Review]
) -> None:
    tags = [api.get(path(chair))["ETag"]]
    three = five[2]
    author = principal("customer", "author3")
    changes: list[Callable[[], object]] = [
        lambda: services.review_answered(review_id=three.pk, lease=three.ask_at, purchased=True),
        lambda: services.review_reply(by=principal(), product_id=chair.pk, review_id=three.pk, text="Thank you."),
        lambda: services.author_hide(author_id=seed_id("author3"), hidden=True, seq=1),
        lambda: services.review_delete(by=author, product_id=chair.pk, review_id=three.pk, unchanged=lambda _: True),
        lambda: new_review(chair, "late"),
    ]
    for change in changes:
        change()
        tags.append(api.get(path(chair))["ETag"])
    assert len(set(tags)) == len(changes) + 1


def test_what_one_reader_is_told_is_kept_for_nobody_else(
    as_role: AsRole, api: APIClient, chair: Product, five: list[Review]
) -> None:
    visitor, alice = api.get(path(chair)), as_role("customer", "alice").get(path(chair))
    assert visitor["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert visitor["X-Accel-Expires"].startswith("@")
    assert alice["Cache-Control"] == "private, no-cache"
    assert "X-Accel-Expires" not in alice
    assert alice["ETag"] != visitor["ETag"]
