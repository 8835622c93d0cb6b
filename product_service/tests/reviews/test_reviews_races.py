"""Whoever writes, changes, deletes and decides at once: one review each, and stars that add up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.catalog.seed.load import seed_id
from product_service.catalog.services import ProductChanges, product_change, units_sold_add
from product_service.reviews import services
from product_service.reviews.domain.errors import ReviewExists
from product_service.reviews.domain.moderation import Complaint, Decision
from product_service.reviews.models import Review, ReviewRate, ReviewReport
from product_service.reviews.recount import recount
from product_service.reviews.services import Words
from product_service.reviews.services.standing import author_standing
from product_service.tests.reviews.world import World, body, figures, new_review, path, recounted
from product_service.tests.support import at_once, new_product, principal
from servicekit.errors import NotFound, PreconditionFailed, RateLimited
from servicekit.testing.tokens import user_id

pytestmark = pytest.mark.django_db(transaction=True)

AsRole = Callable[..., APIClient]
Call = Callable[[], Any]


def anything(_: Review) -> bool:
    return True


def change(review: Review, author: str, rating: int) -> Call:
    who = principal("customer", author)
    given = Words(rating=rating)
    return partial(
        services.review_change,
        by=who,
        product_id=review.product_id,
        review_id=review.pk,
        unchanged=anything,
        given=given,
    )


def delete(review: Review, author: str) -> Call:
    who = principal("customer", author)
    return partial(
        services.review_delete, by=who, product_id=review.product_id, review_id=review.pk, unchanged=anything
    )


def decide(review: Review, decision: Decision) -> Call:
    who = principal("staff", "sami")
    return partial(services.review_decide, by=who, review_id=review.pk, decision=decision, reason="Because.")


def report(review: Review, who: str) -> Call:
    by = principal("customer", who)
    return partial(
        services.review_report, by=by, product_id=review.product_id, review_id=review.pk, reason=Complaint.SPAM
    )


def test_of_two_posts_at_once_one_is_made_and_one_told(as_role: AsRole) -> None:
    product = new_product()
    answers = at_once([partial(as_role("customer", "alice").post, path(product), body()) for _ in range(2)])
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    [refused] = [answer.json() for answer in answers if answer.status_code == 409]
    assert refused["type"] == "/problems/review-exists"
    assert figures(product) == ([0, 0, 0, 1, 0], 1, 4, 400)


def test_twenty_customers_at_once_are_all_counted() -> None:
    product = new_product()
    answers = at_once([partial(new_review, product, f"author{n}", rating=n % 5 + 1) for n in range(20)])
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert figures(product) == recounted(product) == ([4, 4, 4, 4, 4], 20, 60, 300)


def test_whatever_happens_at_once_the_stars_add_up() -> None:
    products = [new_product() for _ in range(2)]
    made = [
        (new_review(product, f"author{n}", rating=n % 5 + 1), f"author{n}") for n in range(4) for product in products
    ]
    calls: list[Call] = []
    for n, (review, author) in enumerate(made):
        calls += [
            change(review, author, 5 - n % 5),
            decide(review, Decision.REJECT if n % 2 else Decision.PUBLISH),
            delete(review, author) if n % 3 == 0 else change(review, author, 1),
        ]
    calls += [partial(new_review, product, "late", rating=2) for product in products for _ in range(2)]
    refused = [answer for answer in at_once(calls) if isinstance(answer, Exception)]
    assert {type(one) for one in refused} <= {NotFound, ReviewExists, PreconditionFailed}
    assert [figures(product) for product in products] == [recounted(product) for product in products]
    assert recount() == []


def test_reviews_sales_and_changes_of_a_product_do_not_wait_in_a_circle() -> None:
    products = [new_product() for _ in range(2)]
    made = [new_review(product, "alice", rating=3) for product in products]
    ids = [product.pk for product in products]

    def price(product: Product) -> object:
        given = ProductChanges(price="2.00")
        return product_change(by=principal(), product_id=product.pk, unchanged=lambda _: True, given=given)

    calls: list[Call] = [change(review, "alice", 5) for review in made]
    calls += [partial(price, product) for product in products]
    calls += [partial(units_sold_add, units=dict.fromkeys(order, 1)) for order in (ids, ids[::-1])]
    calls += [
        partial(services.purchases_changed, author_id=seed_id("alice"), product_ids=ids, bought=True),
        partial(services.author_hide, author_id=seed_id("alice"), hidden=True, seq=1),
    ]
    assert [answer for answer in at_once(calls) if isinstance(answer, Exception)] == []
    assert [figures(product) for product in products] == [([0, 0, 0, 0, 1], 1, 5, 500)] * 2


def test_a_moderator_and_an_author_at_once_leave_nothing_unread_published() -> None:
    """The moderator saw version 1: either that is what is published, or he is told."""
    for n in range(3):
        held = new_review(new_product(), f"author{n}", text="See www.example.com")
        dirty = Words(text="See www.example.org")
        author = principal("customer", f"author{n}")
        edit = partial(
            services.review_change,
            by=author,
            product_id=held.product_id,
            review_id=held.pk,
            unchanged=anything,
            given=dirty,
        )
        publish = partial(
            services.review_decide,
            by=principal("staff", "sami"),
            review_id=held.pk,
            decision=Decision.PUBLISH,
            reason="",
            seen=held.version,
        )
        _, decided = at_once([edit, publish])
        now = Review.objects.get(pk=held.pk)
        assert now.state == "pending" or (isinstance(decided, Review) and now.text == "See www.example.com")
        assert figures(held.product) == recounted(held.product)


def test_five_reports_at_once_hold_a_review_once() -> None:
    review = new_review(new_product(), "alice")
    answers = at_once([report(review, f"reader{n}") for n in range(5)])
    assert {type(answer) for answer in answers if isinstance(answer, Exception)} <= {NotFound}
    assert ReviewReport.objects.count() in {3, 4, 5}
    assert (Review.objects.get().state, figures(review.product)) == ("pending", ([0] * 5, 0, 0, 0))


def test_one_person_who_reports_at_once_is_one_person() -> None:
    review = new_review(new_product(), "alice")
    at_once([report(review, "reader")] * 4)
    assert (ReviewReport.objects.count(), Review.objects.get().state) == (1, "published")


def test_of_ten_at_once_exactly_those_get_through_that_the_hour_has_left() -> None:
    products = [new_product() for _ in range(10)]
    new_review(new_product(), "alice")
    ReviewRate.objects.update(placed=26)
    answers = at_once([partial(new_review, product, "alice") for product in products])
    assert sum(isinstance(answer, Review) for answer in answers) == 4
    assert sum(isinstance(answer, RateLimited) for answer in answers) == 6


def test_two_workers_at_once_ask_once(world: World) -> None:
    review = new_review(new_product(), "alice")
    Review.objects.update(ask_at=review.created_at)
    world.bought.add((user_id("alice"), review.product_id))
    answers = at_once([partial(services.questions_ask, purchases=world)] * 3)
    assert (sorted(answers), world.asked) == ([0, 0, 1], ["purchase"])
    assert Review.objects.get().verified


def test_a_review_written_while_its_author_is_disabled_shows_no_name() -> None:
    for number in range(1, 10, 2):
        product = new_product()
        disable = partial(services.author_hide, author_id=UUID(user_id("alice")), hidden=True, seq=number)
        at_once([partial(new_review, product, "alice"), disable])
        assert Review.objects.get(product=product).author_hidden
        services.author_hide(author_id=UUID(user_id("alice")), hidden=False, seq=number + 1)


def test_a_review_written_while_its_author_is_deleted_is_nobodys() -> None:
    """Also of one who was disabled before, about whom something is known already."""
    for number in range(6):
        author = f"author{number}"
        if number % 2:
            services.author_hide(author_id=UUID(user_id(author)), hidden=True, seq=1)
        forget = partial(services.author_forget, author_id=UUID(user_id(author)))
        at_once([partial(new_review, new_product(), author), forget])
        assert not Review.objects.filter(author_id=user_id(author)).exists()


def test_what_is_told_of_an_author_waits_for_what_that_author_writes() -> None:
    """Whether or not something about the author is known already."""
    author = UUID(user_id("alice"))
    services.author_hide(author_id=author, hidden=True, seq=1)
    writes, written = threading.Event(), threading.Event()

    def write() -> Any:
        with transaction.atomic(), author_standing(author):
            writes.set()
            return written.wait(0.2)  # what must not happen before this transaction ends, and would in milliseconds

    def tell() -> None:
        assert writes.wait(10)
        services.author_forget(author_id=author)
        written.set()

    assert at_once([write, tell]) == [False, None]
