"""A review that was written while nobody could say what its author is called gets the name later."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from product_service import wiring
from product_service.catalog.models import Product
from product_service.reviews import services
from product_service.reviews.models import Review
from product_service.reviews.ports import Witnesses
from product_service.reviews.services import naming
from product_service.tests.reviews.world import World, new_review, path
from product_service.tests.support import Make, at_once
from servicekit.testing.clock import HeldClock
from servicekit.testing.events import Published
from servicekit.testing.tokens import user_id

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def review(chair: Product, world: World, held_clock: HeldClock) -> Review:
    """Written while user_service was away; it is back."""
    return written(chair, "alice", world)


def written(product: Product, author: str, world: World) -> Review:
    world.silent = True
    made = services.review_ask(review=new_review(product, author), witnesses=Witnesses(world, world))
    world.silent = False
    world.asked.clear()
    return made


def shown(api: APIClient, product: Product) -> list[str]:
    return [row["author"]["name"] for row in api.get(path(product)).json()["results"]]


def test_the_worker_asks_when_its_author_has_gone(
    api: APIClient, review: Review, world: World, held_clock: HeldClock, published: Published
) -> None:
    world.names[user_id("alice")] = "Alice B."
    before = api.get(path(review.product))["ETag"]
    assert (services.names_ask(names=world), world.asked) == (0, [])  # its author's own request may still be at it
    assert shown(api, review.product) == ["A customer"]
    held_clock.advance(seconds=15)
    assert services.names_ask(names=world) == 1
    assert shown(api, review.product) == ["Alice B."]
    assert api.get(path(review.product), HTTP_IF_NONE_MATCH=before).status_code == 200
    assert (published()[-1].type, published()[-1].data["changed"]) == ("review.updated", ["author"])
    held_clock.advance(hours=1)
    assert (services.names_ask(names=world), world.asked) == (0, ["names"])


def test_who_has_no_name_is_asked_about_once(
    api: APIClient, review: Review, world: World, held_clock: HeldClock, published: Published
) -> None:
    told = len(published())
    for _ in range(3):
        held_clock.advance(minutes=2)
        services.names_ask(names=world)
    assert (world.asked, shown(api, review.product)) == (["names"], ["A customer"])
    assert len(published()) == told


def test_while_nobody_answers_it_is_asked_once_a_minute(review: Review, world: World, held_clock: HeldClock) -> None:
    world.silent = True
    for _ in range(36):
        held_clock.advance(seconds=10)
        services.names_ask(names=world)
    assert len(world.asked) == 6
    world.silent = False
    world.names[user_id("alice")] = "Alice B."
    held_clock.advance(minutes=1)
    assert services.names_ask(names=world) == 1
    assert Review.objects.get().author_name == "Alice B."


def test_many_are_asked_about_in_one_call_and_no_more_than_fit(
    world: World, make_product: Make, held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "MOST_AT_ONCE", 3)
    for number in range(4):
        written(make_product(), f"author{number % 2}", world)
        world.names[user_id(f"author{number % 2}")] = f"Author {number % 2}."
    held_clock.advance(minutes=1)
    assert [services.names_ask(names=world) for _ in range(3)] == [3, 1, 0]
    assert world.asked == ["names"] * 2
    assert set(Review.objects.values_list("author_name", flat=True)) == {"Author 0.", "Author 1."}


def test_two_workers_ask_once(review: Review, held_clock: HeldClock) -> None:
    held_clock.advance(minutes=1)
    claimed = at_once([naming.names_claim, naming.names_claim])
    assert sorted(claimed, key=len) == [{}, {review.pk: UUID(user_id("alice"))}]


def test_an_answer_that_comes_twice_or_too_late_changes_nothing(
    review: Review, world: World, held_clock: HeldClock, published: Published
) -> None:
    name = partial(services.review_answered, review_id=review.pk, lease=None, purchased=None)
    name(name="Alice B.")
    told = len(published())
    naming.review_named(review_id=review.pk, name="Somebody else")
    assert (Review.objects.get().author_name, len(published())) == ("Alice B.", told)
    services.author_forget(author_id=UUID(user_id("alice")))
    naming.review_named(review_id=review.pk, name="Alice B.")
    assert Review.objects.get().author_name == ""


def test_of_a_disabled_account_it_is_kept_and_not_shown(
    api: APIClient, review: Review, world: World, held_clock: HeldClock
) -> None:
    world.names[user_id("alice")] = "Alice B."
    services.author_hide(author_id=UUID(user_id("alice")), hidden=True, seq=1)
    held_clock.advance(minutes=1)
    next(job for job in wiring.periodic() if job.name == "reviews-name").run()
    assert shown(api, review.product) == ["A customer"]
    services.author_hide(author_id=UUID(user_id("alice")), hidden=False, seq=2)
    assert shown(api, review.product) == ["Alice B."]
