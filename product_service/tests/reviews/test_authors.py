"""What becomes of a review when its author's account does not stay as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count, permutations
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.reviews import handlers, services
from product_service.reviews.domain.moderation import Complaint, Decision
from product_service.reviews.models import AuthorAway, Review, ReviewRate, ReviewReport
from product_service.tests.reviews.world import GOOD, figures, new_review, path
from product_service.tests.support import principal
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock
from servicekit.testing.events import Published, deliver
from servicekit.testing.tokens import user_id


@pytest.fixture
def review(chair: Product) -> Review:
    made = new_review(chair, "alice")
    new_review(chair, "bob")
    services.review_answered(review_id=made.pk, lease=made.ask_at, purchased=True, name="Alice B.")
    return made


# What is told of an account is numbered in the order in which it happened.
numbers = count(1)


def about(kind: str, who: str = "alice") -> Envelope:
    facts = {"user_id": user_id(who)}
    return Envelope(str(uuid4()), kind, 1, "user", user_id(who), next(numbers), clock.now(), "", facts)


def shown(api: APIClient, review: Review) -> dict[str, object]:
    rows = api.get(path(review.product)).json()["results"]
    author: dict[str, object] = next(row for row in rows if row["id"] == review.pk)["author"]
    return author


def test_a_deleted_account_leaves_stars_and_words_and_nobody(
    api: APIClient, review: Review, published: Published
) -> None:
    before = figures(review.product)
    assert deliver(handlers.user_deleted, about("user.deleted"), times=2) == 1
    assert shown(api, review) == {"id": None, "name": "A customer"}
    assert not Review.objects.filter(author_id=user_id("alice")).exists()
    assert (figures(review.product), before[1]) == (before, 2)
    assert published()[-1].data | {"changed": ["author"], "author_id": ""} == published()[-1].data


def test_nor_is_anything_else_kept_under_the_id(chair: Product, lamp: Product) -> None:
    reported = new_review(chair, "bob")
    taken_back = new_review(lamp, "alice")
    who = principal("customer", "alice")
    services.review_report(by=who, product_id=chair.pk, review_id=reported.pk, reason=Complaint.SPAM)
    services.review_decide(
        by=principal("staff", "sami"), review_id=taken_back.pk, decision=Decision.REJECT, reason="Because."
    )
    services.review_delete(by=who, product_id=lamp.pk, review_id=taken_back.pk, unchanged=lambda _: True)
    deliver(handlers.user_deleted, about("user.deleted"))
    assert list(Review.objects.values_list("pk", flat=True)) == [reported.pk]
    assert not ReviewReport.objects.exists()
    assert not ReviewRate.objects.filter(pk=who.id).exists()


def test_a_disabled_accounts_name_comes_back_with_it(api: APIClient, review: Review) -> None:
    deliver(handlers.user_disabled, about("user.disabled"))
    assert shown(api, review)["name"] == "A customer"
    deliver(handlers.user_enabled, about("user.enabled"))
    assert shown(api, review)["name"] == "Alice B."


def test_nor_is_it_shown_on_what_was_written_after_that(api: APIClient, lamp: Product, chair: Product) -> None:
    """With a token that is good for some minutes more; its name is told when it is asked for, as before."""
    deliver(handlers.user_disabled, about("user.disabled"), times=2)
    late = new_review(chair, "alice")
    services.review_answered(review_id=late.pk, lease=late.ask_at, purchased=True, name="Alice B.")
    assert shown(api, late)["name"] == "A customer"
    deliver(handlers.user_enabled, about("user.enabled"))
    assert shown(api, late)["name"] == "Alice B."
    after = new_review(lamp, "alice")
    services.review_answered(review_id=after.pk, lease=after.ask_at, purchased=True, name="Alice B.")
    assert shown(api, after)["name"] == "Alice B."
    assert AuthorAway.objects.get().back
    AuthorAway.objects.update(at=clock.now() - timedelta(days=8, seconds=1))
    assert services.deleted_forget() == 1


STORY = [(handlers.user_disabled, "user.disabled"), (handlers.user_enabled, "user.enabled")]


@pytest.mark.parametrize("order", [*permutations(range(3))])
@pytest.mark.parametrize(("first", "name"), [(0, "A customer"), (1, "Alice B.")])
def test_what_happened_last_counts_and_not_what_was_heard_last(
    api: APIClient, review: Review, lamp: Product, order: tuple[int, ...], first: int, name: str
) -> None:
    """Two subjects have no order between them: that it was enabled again may be heard of before it was disabled."""
    told = [(handler, about(kind)) for handler, kind in (STORY * 2)[first : first + 3]]
    for turn in order:
        deliver(*told[turn])
    later = new_review(lamp, "alice")
    services.review_answered(review_id=later.pk, lease=later.ask_at, purchased=True, name="Alice B.")
    assert [shown(api, one)["name"] for one in (review, later)] == [name] * 2


def test_who_is_deleted_writes_nothing_more(
    as_role: Callable[..., APIClient], review: Review, lamp: Product, held_clock: HeldClock
) -> None:
    deliver(handlers.user_deleted, about("user.deleted"))
    deliver(handlers.user_enabled, about("user.enabled"))
    assert_problem(as_role("customer", "alice").post(path(lamp), GOOD), 403, "forbidden")
    bobs = Review.objects.exclude(pk=review.pk).get()
    reported = as_role("customer", "alice").post(path(review.product, bobs.pk, "report"), {"reason": "spam"})
    assert_problem(reported, 403, "forbidden")
    assert not ReviewReport.objects.exists()
    assert not Review.objects.filter(product=lamp).exists()
    assert services.deleted_forget() == 0
    held_clock.advance(days=1, seconds=1)
    deliver(handlers.user_disabled, about("user.disabled", "carol"))
    assert services.deleted_forget() == 1
    assert str(AuthorAway.objects.get().author_id) == user_id("carol")


def test_others_keep_theirs(api: APIClient, review: Review) -> None:
    deliver(handlers.user_deleted, about("user.deleted", "carol"))
    deliver(handlers.user_disabled, about("user.disabled", "carol"))
    assert shown(api, review) == {"id": user_id("alice"), "name": "Alice B."}


def test_readers_copies_are_old_at_once(api: APIClient, review: Review) -> None:
    before = api.get(path(review.product))["ETag"]
    deliver(handlers.user_deleted, about("user.deleted"))
    assert api.get(path(review.product), HTTP_IF_NONE_MATCH=before).status_code == 200
