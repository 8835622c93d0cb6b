"""Whether it was bought: asked once, kept for later while nobody answers, and asked again when an event says so."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from product_service import wiring
from product_service.catalog.models import Product
from product_service.reviews import handlers, services
from product_service.reviews.models import Review
from product_service.reviews.ports import Witnesses
from product_service.tests.handlers.envelopes import order_event
from product_service.tests.reviews.world import World, new_review
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.testing.clock import HeldClock
from servicekit.testing.events import Published, deliver
from servicekit.testing.tokens import user_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(chair: Product, held_clock: HeldClock) -> Review:
    """Just written; its author's request has not asked yet."""
    return new_review(chair, "alice")


def ask(review: Review, world: World) -> Review:
    """As its author's request does."""
    return services.review_ask(review=review, witnesses=Witnesses(purchases=world, names=world))


def work(world: World) -> int:
    """One round of the worker."""
    return services.questions_ask(purchases=world)


def now(review: Review) -> Review:
    return Review.objects.get(pk=review.pk)


def confirmed(*products: Product, by: str = "alice") -> Envelope:
    return order_event("order.confirmed", lines=[(one, 1) for one in products], customer_id=user_id(by))


def cancelled(*products: Product, by: str = "alice", stock_taken: bool = True) -> Envelope:
    lines = [(one, 1) for one in products]
    return order_event("order.cancelled", lines=lines, customer_id=user_id(by), stock_taken=stock_taken)


def test_an_answer_ends_the_question(review: Review, world: World, held_clock: HeldClock) -> None:
    world.bought.add((user_id("alice"), review.product_id))
    assert ask(review, world).verified
    held_clock.advance(hours=1)
    assert (work(world), now(review).ask_at, world.asked) == (0, None, ["name", "purchase"])


def test_a_no_is_an_answer_too(review: Review, world: World, held_clock: HeldClock) -> None:
    assert not ask(review, world).verified
    held_clock.advance(hours=1)
    assert (work(world), world.asked.count("purchase")) == (0, 1)


def test_the_worker_does_not_ask_what_a_request_is_asking(review: Review, world: World) -> None:
    assert (work(world), world.asked) == (0, [])


def test_a_request_that_died_is_taken_over_by_the_worker(
    review: Review, world: World, held_clock: HeldClock, published: Published
) -> None:
    world.bought.add((user_id("alice"), review.product_id))
    held_clock.advance(seconds=15)
    assert (work(world), now(review).verified) == (1, True)
    assert [event.type for event in published()[-2:]] == ["review.published", "review.updated"]
    assert published()[-1].data["changed"] == ["verified"]


def test_while_nobody_answers_questions_come_further_apart(review: Review, world: World, held_clock: HeldClock) -> None:
    world.silent = True
    ask(review, world)
    asked_at: list[int] = []
    began = held_clock.instant
    for _ in range(200):
        held_clock.advance(seconds=5)
        before = world.asked.count("purchase")
        work(world)
        if world.asked.count("purchase") > before:
            asked_at.append(int((held_clock.instant - began).total_seconds()))
    assert asked_at == [15, 30, 60, 120, 240, 480, 780]
    world.silent = False
    world.bought.add((user_id("alice"), review.product_id))
    held_clock.advance(minutes=5)
    assert (work(world), now(review).verified, now(review).asked) == (1, True, 0)


def test_the_first_silence_ends_a_round(chair: Product, lamp: Product, world: World, held_clock: HeldClock) -> None:
    for product in (chair, lamp):
        new_review(product, "alice")
    held_clock.advance(minutes=1)
    world.silent = True
    assert (work(world), world.asked) == (0, ["purchase"])


def test_two_workers_ask_each_question_once(review: Review, held_clock: HeldClock) -> None:
    held_clock.advance(minutes=1)
    first = services.question_claim(review_id=review.pk)
    assert first is not None
    assert services.question_claim(review_id=review.pk) is None


def test_what_was_bought_after_it_was_written_is_asked_about_again(
    review: Review, world: World, chair: Product, lamp: Product
) -> None:
    ask(review, world)
    world.bought.add((user_id("alice"), review.product_id))
    assert deliver(handlers.order_confirmed, confirmed(lamp, chair), times=3) == 1
    assert (work(world), now(review).verified, world.asked.count("purchase")) == (1, True, 2)


def test_a_second_purchase_asks_nobody(review: Review, world: World, chair: Product) -> None:
    world.bought.add((user_id("alice"), review.product_id))
    ask(review, world)
    deliver(handlers.order_confirmed, confirmed(chair))
    assert (work(world), world.asked.count("purchase")) == (0, 1)


def test_what_others_buy_asks_nobody(review: Review, world: World, chair: Product, lamp: Product) -> None:
    ask(review, world)
    deliver(handlers.order_confirmed, confirmed(chair, by="bob"))
    deliver(handlers.order_confirmed, confirmed(lamp))
    assert (work(world), world.asked.count("purchase")) == (0, 1)


def test_a_cancelled_purchase_loses_the_badge_unless_another_order_holds_it(
    review: Review, world: World, chair: Product
) -> None:
    world.bought.add((user_id("alice"), chair.pk))
    ask(review, world)
    deliver(handlers.order_cancelled, cancelled(chair))
    assert (work(world), now(review).verified) == (1, True)  # another order does
    world.bought.clear()
    deliver(handlers.order_cancelled, cancelled(chair))
    assert (work(world), now(review).verified, now(review).state) == (1, False, "published")


def test_a_checkout_that_never_became_a_purchase_asks_nobody(review: Review, world: World, chair: Product) -> None:
    world.bought.add((user_id("alice"), chair.pk))
    ask(review, world)
    deliver(handlers.order_cancelled, cancelled(chair, stock_taken=False))
    assert work(world) == 0


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_an_order_that_is_confirmed_and_cancelled_either_event_may_come_first(
    review: Review, world: World, chair: Product, order: tuple[int, int]
) -> None:
    ask(review, world)
    events = [(handlers.order_confirmed, confirmed(chair)), (handlers.order_cancelled, cancelled(chair))]
    for position in order:
        deliver(*events[position])
    work(world)
    assert not now(review).verified


def test_an_event_that_comes_while_the_answer_is_on_its_way_is_not_forgotten(
    review: Review, world: World, chair: Product
) -> None:
    """The answer says what was true before the event: it is kept, and asked for again."""
    deliver(handlers.order_confirmed, confirmed(chair))
    services.review_answered(review_id=review.pk, lease=review.ask_at, purchased=False)
    assert now(review).ask_at == clock.now()
    world.bought.add((user_id("alice"), chair.pk))
    assert (work(world), now(review).verified) == (1, True)


def test_nor_is_one_that_the_row_agrees_with_while_the_answer_does_not(
    review: Review, world: World, chair: Product
) -> None:
    """Asked before the order was cancelled, answered after: yes is on its way to a review that says no."""
    deliver(handlers.order_cancelled, cancelled(chair))
    services.review_answered(review_id=review.pk, lease=review.ask_at, purchased=True)
    assert (work(world), now(review).verified, now(review).ask_at) == (1, False, None)


def test_nor_is_a_second_purchase_while_the_end_of_the_first_is_asked_about(
    review: Review, world: World, chair: Product, held_clock: HeldClock
) -> None:
    world.bought.add((user_id("alice"), chair.pk))
    ask(review, world)
    deliver(handlers.order_cancelled, cancelled(chair))
    asked = services.question_claim(review_id=review.pk)
    assert asked is not None
    deliver(handlers.order_confirmed, confirmed(chair))
    services.review_answered(review_id=review.pk, lease=asked.ask_at, purchased=False)
    assert (work(world), now(review).verified) == (1, True)


def test_a_review_that_is_gone_is_not_asked_about(
    review: Review, world: World, held_clock: HeldClock, chair: Product
) -> None:
    services.author_forget(author_id=review.author_id or uuid4())
    held_clock.advance(minutes=1)
    assert (work(world), world.asked) == (0, [])
    assert services.review_answered(review_id=review.pk, lease=None, purchased=True, name="Alice B.") is None
    assert (now(review).verified, now(review).author_name) == (False, "")


def test_the_worker_does_all_this(review: Review, world: World, held_clock: HeldClock) -> None:
    jobs = {job.name: job for job in wiring.periodic()}
    held_clock.advance(minutes=1)
    assert jobs["reviews-ask"].run() == 1
    assert jobs["reviews-recount"].run() == []
    assert jobs["reviews-ask"].every <= timedelta(seconds=5).total_seconds()
