"""What a service does at one subject in several places: each part hears every event, and waits for no other."""

from __future__ import annotations

import pytest

from servicekit.events.event import Envelope
from servicekit.events.registry import Subscription, by_consumer
from servicekit.testing.events import deliver
from servicekit.tests.events.counting import Counted, count, note, noted


def broken(envelope: Envelope) -> None:
    raise ValueError("sick")


def test_two_parts_have_durables_of_their_own() -> None:
    both = [Subscription("order.placed.v1", note), Subscription("order.placed.v1", note, part="reviews")]
    assert list(by_consumer("shop", both)) == ["shop__order_placed_v1", "shop__order_placed_v1__reviews"]


def test_one_part_twice_is_refused() -> None:
    twice = [Subscription("order.placed.v1", each, part="reviews") for each in (note, broken)]
    with pytest.raises(ValueError, match="give one of them a part"):
        by_consumer("shop", twice)


@pytest.mark.django_db(transaction=True)
def test_each_part_hears_every_event_once_whatever_becomes_of_the_other() -> None:
    event = count(1)
    with pytest.raises(ValueError, match="sick"):
        deliver(Subscription(Counted.subject, broken, part="broken"), event)
    for part in ("", "reviews"):
        assert deliver(Subscription(Counted.subject, note, part=part), event, times=2) == 1
    assert noted() == [1, 1]
