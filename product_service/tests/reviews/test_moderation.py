"""The moderators' queue, their decisions, and the reports that fill it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.reviews import services
from product_service.reviews.models import Review, ReviewReport
from product_service.reviews.services import Words
from product_service.tests.reviews.world import GOOD, figures, new_review, path
from product_service.tests.support import Make, principal
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published

AsRole = Callable[..., APIClient]
QUEUE = "/api/products/reviews/moderation/"
PUBLISH = {"decision": "publish"}
REJECT = {"decision": "reject", "reason": "Please without the web address."}


@pytest.fixture
def held(chair: Product) -> Review:
    return new_review(chair, "alice", text="See www.example.com")


@pytest.fixture
def review(chair: Product) -> Review:
    return new_review(chair, "alice")


def decision(review: Review) -> str:
    return f"/api/products/reviews/{review.pk}/decision/"


def report(as_role: AsRole, review: Review, who: str, reason: str = "spam") -> Any:
    return as_role("customer", who).post(path(review.product, review.pk, "report"), {"reason": reason})


def state(review: Review) -> tuple[str, int]:
    now = Review.objects.get(pk=review.pk)
    return now.state, now.version


@pytest.mark.parametrize("role", ["staff", "admin"])
def test_what_waits_longest_comes_first_with_why(as_role: AsRole, chair: Product, held: Review, role: str) -> None:
    new_review(chair, "bob")
    later = new_review(chair, "carol", text="Write to carol@example.com")
    found = as_role(role).get(QUEUE).json()["results"]
    assert [(row["id"], row["held_for"]) for row in found] == [(held.pk, ["link"]), (later.pk, ["contact"])]
    assert (found[0]["product"], found[0]["reports"]) == ({"id": chair.pk, "name": chair.name}, {})


@pytest.mark.parametrize("role", ["customer", "vendor", "viewer"])
def test_nobody_else_sees_the_queue(as_role: AsRole, held: Review, role: str) -> None:
    assert_problem(as_role(role).get(QUEUE), 403, "forbidden")


def test_nor_does_a_visitor(api: APIClient, held: Review) -> None:
    assert_problem(api.get(QUEUE), 401, "unauthenticated")


def test_other_states_newest_first_and_page_by_page(as_role: AsRole, make_product: Make) -> None:
    made = [new_review(make_product(), "alice").pk for _ in range(3)]
    staff = as_role("staff", "sami")
    first = staff.get(f"{QUEUE}?state=published&page_size=2").json()
    second = staff.get(first["next"]).json()
    assert [row["id"] for page in (first, second) for row in page["results"]] == made[::-1]
    assert_problem(staff.get(f"{QUEUE}?state=withdrawn"), 400, "validation-error")


@pytest.mark.parametrize("waiting", [1, 4])
def test_the_queue_takes_two_queries(as_role: AsRole, make_product: Make, waiting: int) -> None:
    staff = as_role("staff", "sami")
    staff.get(QUEUE)
    for _ in range(waiting):
        new_review(make_product(), "alice", text="See www.example.com")
    with CaptureQueriesContext(connection) as seen:
        assert len(staff.get(QUEUE).json()["results"]) == waiting
    assert len([query for query in seen if "reviews_" in query["sql"]]) == 2


def test_published_it_counts_and_is_read(
    as_role: AsRole, api: APIClient, held: Review, published: Published, recorded: Published
) -> None:
    answer = as_role("staff", "sami").post(decision(held), PUBLISH)
    assert (answer.status_code, answer.json()["state"], answer.json()["held_for"]) == (200, "published", [])
    assert figures(held.product) == ([0, 0, 0, 1, 0], 1, 4, 400)
    assert [row["id"] for row in api.get(path(held.product)).json()["results"]] == [held.pk]
    assert [event.type for event in published() if event.aggregate == "review"] == ["review.published"]
    [told] = [event.data for event in recorded() if event.data["resource"] == "review"]
    assert (told["action"], told["actor_name"], told["details"]["held_for"]) == ("review.published", "sami", ["link"])


def test_rejected_its_author_is_told_why_and_nobody_else(
    as_role: AsRole, api: APIClient, held: Review, recorded: Published
) -> None:
    assert as_role("admin", "root").post(decision(held), REJECT).json()["state"] == "rejected"
    assert figures(held.product) == ([0] * 5, 0, 0, 0)
    assert api.get(path(held.product)).json()["results"] == []
    assert as_role("customer", "alice").get(path(held.product, "mine")).json()["reason"] == REJECT["reason"]
    assert recorded()[-1].data["action"] == "review.rejected"


def test_what_was_published_can_be_rejected_and_the_other_way_round(
    as_role: AsRole, review: Review, published: Published
) -> None:
    staff = as_role("staff", "sami")
    staff.post(decision(review), REJECT)
    assert figures(review.product) == ([0] * 5, 0, 0, 0)
    assert published()[-1].data["reason"] == "rejected"
    staff.post(decision(review), PUBLISH)
    assert figures(review.product) == ([0, 0, 0, 1, 0], 1, 4, 400)


@pytest.mark.parametrize("given", [PUBLISH, REJECT])
@pytest.mark.parametrize(("role", "status"), [("customer", 403), ("vendor", 403), ("viewer", 403), ("", 401)])
def test_nobody_else_decides(
    as_role: AsRole, api: APIClient, held: Review, recorded: Published, given: Any, role: str, status: int
) -> None:
    client = as_role(role, "alice") if role else api
    assert client.post(decision(held), given).status_code == status
    assert state(held) == ("pending", 1)
    assert not [event for event in recorded() if event.data["resource"] == "review"]


@pytest.mark.parametrize("role", ["staff", "admin"])
@pytest.mark.parametrize("given", [PUBLISH, REJECT])
def test_nor_does_a_moderator_about_a_review_of_their_own(
    as_role: AsRole, chair: Product, recorded: Published, published: Published, role: str, given: Any
) -> None:
    held = services.review_post(
        by=principal(role, "mona"), product_id=chair.pk, given=Words(**GOOD | {"text": "See www.example.com"})
    )
    told = len(published())
    mona = as_role(role, "mona")
    [row] = mona.get(QUEUE).json()["results"]
    assert row["yours"] is True
    assert_problem(mona.post(decision(held), given), 403, "own-review")
    assert (state(held), figures(chair)) == (("pending", 1), ([0] * 5, 0, 0, 0))
    assert len(published()) == told
    assert not [event for event in recorded() if event.data["resource"] == "review"]
    assert as_role("staff", "sami").post(decision(held), given).status_code == 200


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ({"decision": "reject"}, "validation-error"),
        ({"decision": "reject", "reason": " "}, "validation-error"),
        ({"decision": "burn"}, "validation-error"),
        ({}, "validation-error"),
        ({"decision": "publish", "version": 0}, "validation-error"),
        ({"decision": "publish", "state": "published"}, "unknown-field"),
    ],
)
def test_a_decision_that_is_none_changes_nothing(as_role: AsRole, held: Review, given: Any, slug: str) -> None:
    assert_problem(as_role("staff", "sami").post(decision(held), given), 400, slug)
    assert state(held) == ("pending", 1)


def test_words_that_came_after_what_the_moderator_read_are_not_published_unread(as_role: AsRole, held: Review) -> None:
    alice = as_role("customer", "alice")
    changed = {"text": "Now with https://example.org"}
    alice.patch(path(held.product, held.pk), changed, HTTP_IF_MATCH=f'"{held.pk}-1"')
    answer = as_role("staff", "sami").post(decision(held), PUBLISH | {"version": 1})
    assert_problem(answer, 412, "precondition-failed")
    assert state(held) == ("pending", 2)


def test_a_review_that_is_none_is_not_decided_on(as_role: AsRole, db: None) -> None:
    assert_problem(as_role("staff", "sami").post("/api/products/reviews/999/decision/", PUBLISH), 404, "not-found")


def test_three_people_take_a_review_out_of_sight(
    as_role: AsRole, api: APIClient, review: Review, published: Published
) -> None:
    for who in ("bob", "carol"):
        assert report(as_role, review, who).status_code == 204
    assert (state(review), figures(review.product)[1]) == (("published", 1), 1)
    report(as_role, review, "dave", "offensive")
    assert (state(review), figures(review.product)) == (("pending", 2), ([0] * 5, 0, 0, 0))
    assert published()[-1].data["reason"] == "held"
    [row] = as_role("staff", "sami").get(QUEUE).json()["results"]
    assert (row["held_for"], row["reports"]) == (["reported"], {"spam": 2, "offensive": 1})


def test_one_person_reports_once(as_role: AsRole, review: Review) -> None:
    for _ in range(4):
        assert report(as_role, review, "bob").status_code == 204
    assert (ReviewReport.objects.count(), state(review)) == (1, ("published", 1))


def test_nor_does_its_author_release_it_by_changing_it(as_role: AsRole, review: Review) -> None:
    for who in ("bob", "carol", "dave"):
        report(as_role, review, who)
    alice = as_role("customer", "alice")
    answer = alice.patch(path(review.product, review.pk), {"rating": 5}, HTTP_IF_MATCH=f'"{review.pk}-2"')
    assert (answer.json()["state"], answer.json()["held_for"]) == ("pending", ["reported"])


def test_a_decision_settles_the_reports_before_it(as_role: AsRole, review: Review) -> None:
    for who in ("bob", "carol", "dave"):
        report(as_role, review, who)
    as_role("staff", "sami").post(decision(review), PUBLISH)
    report(as_role, review, "erin")
    report(as_role, review, "bob")
    assert (state(review)[0], figures(review.product)[1]) == ("published", 1)
    [row] = as_role("staff", "sami").get(f"{QUEUE}?state=published").json()["results"]
    assert row["reports"] == {"spam": 1}


def test_nobody_reports_their_own(as_role: AsRole, review: Review) -> None:
    assert_problem(report(as_role, review, "alice"), 409, "invalid-state")
    assert not ReviewReport.objects.exists()


def test_what_nobody_sees_is_not_reported(as_role: AsRole, held: Review) -> None:
    assert_problem(report(as_role, held, "bob"), 404, "not-found")
    assert not ReviewReport.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("", 401)])
def test_who_cannot_write_cannot_report(
    as_role: AsRole, api: APIClient, review: Review, role: str, status: int
) -> None:
    client = as_role(role) if role else api
    assert client.post(path(review.product, review.pk, "report"), {"reason": "spam"}).status_code == status
    assert not ReviewReport.objects.exists()


@pytest.mark.parametrize("given", [{}, {"reason": "ugly"}, {"reason": None}, {"reason": "spam", "text": "x"}])
def test_a_report_without_a_known_reason_is_none(as_role: AsRole, review: Review, given: Any) -> None:
    answer = as_role("customer", "bob").post(path(review.product, review.pk, "report"), given)
    assert answer.status_code == 400
    assert not ReviewReport.objects.exists()
