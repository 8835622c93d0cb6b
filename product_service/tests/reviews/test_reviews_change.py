"""PATCH, DELETE and GET of one's own review: whose it is, on what state of it, and what it does to the stars."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.reviews.domain.moderation import Complaint, Decision
from product_service.reviews.models import Review
from product_service.reviews.services import review_decide, review_report
from product_service.tests.reviews.world import World, body, figures, new_review, path
from product_service.tests.support import principal
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published

AsRole = Callable[..., APIClient]

CALLS: list[tuple[str, dict[str, Any] | None]] = [("patch", {"rating": 1}), ("delete", None)]


@pytest.fixture
def review(chair: Product) -> Review:
    """Four stars by alice."""
    return new_review(chair, "alice")


def tag(client: APIClient, product: Product) -> str:
    return str(client.get(path(product, "mine"))["ETag"])


def untouched(review: Review, published: Published) -> bool:
    now = Review.objects.get(pk=review.pk)
    told = [event.type for event in published() if event.aggregate == "review"]
    facts = (now.version, now.rating, now.state, figures(now.product), told)
    return facts == (1, 4, "published", ([0, 0, 0, 1, 0], 1, 4, 400), ["review.published"])


def test_ones_own_is_answered_with_its_tag(as_role: AsRole, chair: Product, review: Review) -> None:
    answer = as_role("customer", "alice").get(path(chair, "mine"))
    assert (answer.status_code, answer.json()["id"], answer.json()["yours"]) == (200, review.pk, True)
    assert answer["ETag"] == f'"{review.pk}-1"'
    assert answer["Cache-Control"] == "private, no-cache"


def test_who_has_none_is_told(as_role: AsRole, chair: Product, review: Review) -> None:
    bob = as_role("customer", "bob")
    nothing = bob.get(path(chair, "mine"))
    assert (nothing.status_code, nothing.content, "ETag" in nothing) == (204, b"", False)
    assert nothing["Cache-Control"] == "private, no-cache"
    assert_problem(bob.get(path(Product(pk=2**40), "mine")), 404, "not-found")


def test_a_visitor_has_none(api: APIClient, chair: Product) -> None:
    assert_problem(api.get(path(chair, "mine")), 401, "unauthenticated")


def test_other_stars_move_the_average(as_role: AsRole, chair: Product, review: Review, published: Published) -> None:
    new_review(chair, "bob", rating=5)
    alice = as_role("customer", "alice")
    answer = alice.patch(path(chair, review.pk), {"rating": 1}, HTTP_IF_MATCH=tag(alice, chair))
    assert (answer.status_code, answer.json()["rating"], answer.json()["version"]) == (200, 1, 2)
    assert answer["ETag"] == tag(alice, chair)
    assert figures(chair) == ([1, 0, 0, 0, 1], 2, 6, 300)
    assert published()[-1].data["changed"] == ["rating"]


def test_the_same_again_changes_nothing(as_role: AsRole, chair: Product, review: Review, published: Published) -> None:
    alice = as_role("customer", "alice")
    assert alice.patch(path(chair, review.pk), body(), HTTP_IF_MATCH=tag(alice, chair)).status_code == 200
    assert untouched(review, published)


def test_new_words_go_through_the_rules_again(
    as_role: AsRole, api: APIClient, chair: Product, review: Review, published: Published
) -> None:
    alice = as_role("customer", "alice")
    held = alice.patch(path(chair, review.pk), {"text": "See www.example.com"}, HTTP_IF_MATCH=tag(alice, chair))
    assert (held.json()["state"], held.json()["held_for"]) == ("pending", ["link"])
    assert (figures(chair), api.get(path(chair)).json()["count"]) == (([0] * 5, 0, 0, 0), 0)
    shown = alice.patch(path(chair, review.pk), {"text": "See for yourself"}, HTTP_IF_MATCH=tag(alice, chair))
    assert (shown.json()["state"], shown.json()["held_for"]) == ("published", [])
    assert figures(chair) == ([0, 0, 0, 1, 0], 1, 4, 400)
    told = [event.type for event in published() if event.aggregate == "review"]
    assert told == ["review.published", "review.removed", "review.published"]


def test_a_change_asks_for_a_name_that_nobody_gave_before(
    as_role: AsRole, chair: Product, review: Review, world: World
) -> None:
    world.names[str(review.author_id)] = "Alice B."
    alice = as_role("customer", "alice")
    answer = alice.patch(path(chair, review.pk), {"rating": 5}, HTTP_IF_MATCH=tag(alice, chair))
    assert answer.json()["author"]["name"] == "Alice B."


def test_taken_back_it_is_gone_and_can_be_written_anew(
    as_role: AsRole, chair: Product, review: Review, published: Published
) -> None:
    alice = as_role("customer", "alice")
    gone = alice.delete(path(chair, review.pk), HTTP_IF_MATCH=tag(alice, chair))
    assert (gone.status_code, gone.content) == (204, b"")
    assert not Review.objects.exists()
    assert figures(chair) == ([0] * 5, 0, 0, 0)
    assert published()[-1].data == {"review_id": review.pk, "product_id": chair.pk, "reason": "deleted"}
    assert alice.post(path(chair), body(rating=2)).status_code == 201
    assert figures(chair) == ([0, 1, 0, 0, 0], 1, 2, 200)


@pytest.mark.parametrize(("method", "given"), CALLS)
@pytest.mark.parametrize("who", [("customer", "bob"), ("vendor", "vera"), ("staff", "sami"), ("admin", "root")])
def test_nobody_else_touches_it(
    as_role: AsRole, chair: Product, review: Review, published: Published, method: str, given: Any, who: tuple[str, str]
) -> None:
    answer = getattr(as_role(*who), method)(path(chair, review.pk), given, HTTP_IF_MATCH=f'"{review.pk}-1"')
    assert_problem(answer, 403, "forbidden")
    assert untouched(review, published)


@pytest.mark.parametrize(("method", "given"), CALLS)
def test_a_visitor_does_not(
    api: APIClient, chair: Product, review: Review, published: Published, method: str, given: Any
) -> None:
    answer = getattr(api, method)(path(chair, review.pk), given, HTTP_IF_MATCH=f'"{review.pk}-1"')
    assert_problem(answer, 401, "unauthenticated")
    assert untouched(review, published)


@pytest.mark.parametrize(("method", "given"), CALLS)
def test_what_waits_for_a_moderator_is_not_there_for_others(
    as_role: AsRole, chair: Product, method: str, given: Any
) -> None:
    held = new_review(chair, "alice", text="See www.example.com")
    answer = getattr(as_role("customer", "bob"), method)(path(chair, held.pk), given, HTTP_IF_MATCH="*")
    assert_problem(answer, 404, "not-found")


@pytest.mark.parametrize(("method", "given"), CALLS)
def test_under_another_product_it_is_not_there(
    as_role: AsRole, lamp: Product, review: Review, published: Published, method: str, given: Any
) -> None:
    answer = getattr(as_role("customer", "alice"), method)(path(lamp, review.pk), given, HTTP_IF_MATCH="*")
    assert_problem(answer, 404, "not-found")
    assert untouched(review, published)


@pytest.mark.parametrize(("method", "given"), CALLS)
def test_without_if_match_nothing_changes(
    as_role: AsRole, chair: Product, review: Review, published: Published, method: str, given: Any
) -> None:
    answer = getattr(as_role("customer", "alice"), method)(path(chair, review.pk), given)
    assert_problem(answer, 428, "precondition-required")
    assert untouched(review, published)


@pytest.mark.parametrize(("method", "given"), CALLS)
def test_with_a_stale_tag_nothing_changes(
    as_role: AsRole, chair: Product, review: Review, published: Published, method: str, given: Any
) -> None:
    answer = getattr(as_role("customer", "alice"), method)(path(chair, review.pk), given, HTTP_IF_MATCH='"1-0"')
    assert_problem(answer, 412, "precondition-failed")
    assert untouched(review, published)


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ({"rating": 9}, "validation-error"),
        ({"title": ""}, "validation-error"),
        ({"text": "\u202e"}, "validation-error"),
        ({"verified": True}, "unknown-field"),
        ({"state": "published"}, "unknown-field"),
    ],
)
def test_a_bad_value_changes_nothing(
    as_role: AsRole, chair: Product, review: Review, published: Published, given: Any, slug: str
) -> None:
    alice = as_role("customer", "alice")
    assert_problem(alice.patch(path(chair, review.pk), given, HTTP_IF_MATCH=tag(alice, chair)), 400, slug)
    assert untouched(review, published)


def test_a_rejection_is_told_to_its_author_and_outlives_a_change(
    as_role: AsRole, api: APIClient, chair: Product, review: Review
) -> None:
    review_decide(
        by=principal("staff", "sami"),
        review_id=review.pk,
        decision=Decision.REJECT,
        reason="About the carrier, not the chair.",
    )
    alice = as_role("customer", "alice")
    told = alice.get(path(chair, "mine")).json()
    assert (told["state"], told["reason"]) == ("rejected", "About the carrier, not the chair.")
    changed = alice.patch(path(chair, review.pk), {"text": "The chair is fine."}, HTTP_IF_MATCH=tag(alice, chair))
    assert (changed.json()["state"], changed.json()["held_for"]) == ("pending", ["rejected_before"])
    assert figures(chair) == ([0] * 5, 0, 0, 0)


def test_nor_is_it_shaken_off_by_taking_it_back(as_role: AsRole, chair: Product, review: Review) -> None:
    review_decide(
        by=principal("staff", "sami"),
        review_id=review.pk,
        decision=Decision.REJECT,
        reason="About the carrier, not the chair.",
    )
    alice = as_role("customer", "alice")
    assert alice.delete(path(chair, review.pk), HTTP_IF_MATCH=tag(alice, chair)).status_code == 204
    assert alice.get(path(chair, "mine")).status_code == 204
    assert (Review.objects.get().title, Review.objects.get().text) == ("", "")
    again = alice.post(path(chair), body(rating=5))
    assert (again.status_code, again.json()["state"], again.json()["reason"]) == (201, "pending", "")
    assert_problem(alice.post(path(chair), body()), 409, "review-exists")
    assert figures(chair) == ([0] * 5, 0, 0, 0)


def test_nor_are_reports_that_had_it_held(as_role: AsRole, chair: Product, review: Review) -> None:
    for who in ("bob", "carol", "dave"):
        review_report(by=principal("customer", who), product_id=chair.pk, review_id=review.pk, reason=Complaint.SPAM)
    alice = as_role("customer", "alice")
    assert alice.delete(path(chair, review.pk), HTTP_IF_MATCH=tag(alice, chair)).status_code == 204
    assert alice.get(path(chair, "mine")).status_code == 204
    assert (Review.objects.get().title, Review.objects.get().text) == ("", "")
    again = alice.post(path(chair), body(rating=5))
    assert (again.status_code, again.json()["state"], again.json()["held_for"]) == (201, "pending", ["reported"])
    assert figures(chair) == ([0] * 5, 0, 0, 0)
