"""A hundred orders a minute and no more, however they arrive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from order_service.orders import rate
from order_service.orders.models import Order, OrderRate
from order_service.tests.concurrency.test_checkout_races import at_once
from order_service.tests.conftest import ALICE
from order_service.tests.world import Crash, Fault, World
from servicekit.encryption.index import blind_index
from servicekit.errors import RateLimited
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db(transaction=True)

Clients = Callable[..., APIClient]
Post = Callable[..., Any]
Body = dict[str, Any]


def count(customer_id: UUID = ALICE) -> bool:
    try:
        with transaction.atomic():
            rate.count(customer_id)
    except RateLimited:
        return False
    return True


def use_up(but: int = 0) -> None:
    """As if this minute had had all its orders, except so many."""
    count()
    OrderRate.objects.update(placed=rate.most() - but)


def test_the_answer_says_what_is_left(
    as_role: Clients, post_order: Post, body: Body, world: World, held_clock: HeldClock
) -> None:
    first = post_order(as_role(), body)
    assert first["RateLimit-Policy"] == '"orders";q=100;w=60'
    assert first["RateLimit"] == '"orders";r=99;t=60'
    held_clock.advance(seconds=20)
    assert post_order(as_role(), body)["RateLimit"] == '"orders";r=98;t=40'


def test_the_101st_order_of_a_minute_waits_and_its_key_stays_free(
    as_role: Clients, post_order: Post, body: Body, world: World, held_clock: HeldClock
) -> None:
    client, key = as_role(), str(uuid4())
    use_up()
    held_clock.advance(seconds=18)
    refused = post_order(client, body, key=key)
    assert_problem(refused, 429, "rate-limited")
    assert (refused["Retry-After"], refused["RateLimit"]) == ("42", '"orders";r=0;t=42')
    assert (Order.objects.exists(), world.faults.calls["reserve"]) == (False, 0)
    assert IdempotencyRecord.objects.filter(status__isnull=False).count() == 0
    held_clock.advance(seconds=42)
    assert post_order(client, body, key=key).status_code == 201


def test_a_replayed_answer_does_not_count(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    client, key = as_role(), str(uuid4())
    for _ in range(3):
        post_order(client, body, key=key)
    assert OrderRate.objects.get().placed == 1


def test_a_run_that_is_gone_on_with_does_not_count_again(
    as_role: Clients, post_order: Post, body: Body, world: World, held_clock: HeldClock
) -> None:
    key = str(uuid4())
    world.faults.script("authorize", Fault.CRASH_AFTER)
    with pytest.raises(Crash):
        post_order(as_role(), body, key=key)
    held_clock.advance(seconds=31)
    assert post_order(as_role(), body, key=key).status_code == 201
    assert OrderRate.objects.get().placed == 1


def test_everybody_has_a_hundred_of_their_own(as_role: Clients, post_order: Post, body: Body, world: World) -> None:
    use_up()
    assert post_order(as_role(username="bob"), body).status_code == 201


def test_of_sixty_at_once_exactly_those_get_through_that_were_left() -> None:
    use_up(but=23)
    got = [passed for three in at_once(20, lambda: [count() for _ in range(3)]) for passed in three]
    assert Counter(got) == {True: 23, False: 37}


def test_the_row_says_nothing_about_anybody() -> None:
    count()
    assert str(ALICE) not in str(OrderRate.objects.values_list("pk", flat=True).get())
    assert OrderRate.objects.values_list("pk", flat=True).get() == blind_index(ALICE, purpose="orders.rate")


def test_old_minutes_are_forgotten(held_clock: HeldClock) -> None:
    count()
    held_clock.advance(seconds=59)
    assert rate.forget_old() == 0
    held_clock.advance(seconds=1)
    assert rate.forget_old() == 1
    assert not OrderRate.objects.exists()
