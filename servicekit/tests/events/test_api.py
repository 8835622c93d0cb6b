"""What administrators see of events, and what they can do about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import include, path
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from servicekit import clock
from servicekit.events import deadletters, inbox, registry
from servicekit.events.event import Envelope
from servicekit.events.models import DeadLetter, OutboxEvent
from servicekit.events.registry import Handler, Subscription, by_consumer
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published
from servicekit.tests.events.counting import Counted, count, note, noted
from servicekit.tests.events.nats_server import Nats

urlpatterns = [path("api/things/events/", include("servicekit.events.api.urls"))]
handler404 = "servicekit.api.problems.not_found"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]

CONSUMER = "servicekit__counter_counted_v1"
BASE = "/api/things/events/"
As = Callable[..., APIClient]


@pytest.fixture(autouse=True)
def handler(monkeypatch: pytest.MonkeyPatch) -> Callable[[Handler], None]:
    """Who is subscribed here; `handler(other)` changes it."""

    def subscribe(handler: Handler) -> None:
        found = by_consumer("servicekit", [Subscription(Counted.subject, handler)])
        monkeypatch.setattr(registry, "subscribed", lambda: found)

    subscribe(note)
    return subscribe


def dead(number: int, *, consumer: str = CONSUMER, counter: str = "a") -> DeadLetter:
    envelope = count(number, counter=counter)
    return deadletters.record(
        consumer=consumer,
        subject=envelope.subject,
        raw=envelope.to_json().encode(),
        error=ValueError("sick"),
        attempts=5,
    )


def sick(_: Envelope) -> None:
    raise ValueError("still sick")


def told(recorded: Published) -> list[dict[str, Any]]:
    return [envelope.data["details"] for envelope in recorded() if envelope.data["action"] == "event.replayed"]


def test_the_summary_says_what_waits_where(as_role: As, nats: Nats) -> None:
    viewer = as_role("viewer")
    empty = {"outbox": {"waiting": 0, "oldest_at": None}, "parked": 0, "dead": 0, "broker": False}
    answer = viewer.get(BASE)
    assert (answer.json(), answer["Cache-Control"]) == (empty, "no-store")
    dead(1)
    inbox.accept(CONSUMER, note, count(2))
    oldest = clock.now() - timedelta(minutes=5)
    OutboxEvent.objects.update(created_at=oldest)
    nats.start()
    assert viewer.get(BASE).json() == {
        "outbox": {"waiting": 2, "oldest_at": oldest.isoformat().replace("+00:00", "Z")},
        "parked": 1,
        "dead": 1,
        "broker": True,
    }


def test_one_of_several_brokers_is_enough(as_role: As, nats: Nats, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings  # noqa: PLC0415 - the fixture has just changed it

    nats.start()
    monkeypatch.setattr(settings.SHOPMESH, "nats_url", f"nats://127.0.0.1:9,{nats.url}")
    assert as_role("viewer").get(BASE).json()["broker"] is True


def test_dead_letters_are_listed_the_oldest_first(
    as_role: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    letter, other = dead(1), dead(7, counter="b")
    for number in (2, 3):
        inbox.accept(CONSUMER, note, count(number))
    client = as_role("staff")
    with django_assert_num_queries(3):  # whether the session has ended, how many, and this page
        answer = client.get(f"{BASE}dead/").json()
    assert answer["count"] == 2
    assert answer["results"][0] == {
        "id": letter.pk,
        "consumer": CONSUMER,
        "subject": "counter.counted.v1",
        "event_id": str(letter.event_id),
        "aggregate": "counter",
        "aggregate_id": "a",
        "reason": "failed",
        "error": "ValueError: sick",
        "attempts": 5,
        "created_at": letter.created_at.isoformat().replace("+00:00", "Z"),
        "waiting_behind": 2,
    }
    assert (answer["results"][1]["id"], answer["results"][1]["waiting_behind"]) == (other.pk, 0)


def test_replayed_it_has_its_effect_and_so_have_those_behind_it(as_role: As, recorded: Published) -> None:
    letter = dead(1)
    inbox.accept(CONSUMER, note, count(2))
    answer = as_role("admin").post(f"{BASE}dead/{letter.pk}/replay/", {})
    assert (answer.status_code, answer.json()) == (200, {"replayed": True})
    assert noted() == [1, 2]
    assert told(recorded) == [{"consumer": CONSUMER, "reason": "failed", "done": True}]
    assert_problem(as_role("admin").post(f"{BASE}dead/{letter.pk}/replay/", {}), 404, "not-found")
    assert noted() == [1, 2]


def test_one_that_fails_again_says_why_and_stays(
    as_role: As, handler: Callable[[Handler], None], recorded: Published
) -> None:
    letter = dead(1)
    handler(sick)
    problem = assert_problem(as_role("admin").post(f"{BASE}dead/{letter.pk}/replay/", {}), 409, "event-failed-again")
    assert problem["detail"] == "ValueError: still sick"
    letter.refresh_from_db()
    assert (letter.replayed_at, letter.attempts) == (None, 6)
    assert told(recorded) == [{"consumer": CONSUMER, "reason": "failed", "done": False}]


def test_nobody_is_handed_what_nobody_listens_to_any_more(as_role: As) -> None:
    letter = dead(1, consumer="servicekit__gone_v1")
    assert_problem(as_role("admin").post(f"{BASE}dead/{letter.pk}/replay/", {}), 409, "invalid-state")
    assert as_role("admin").post(f"{BASE}dead/replay/", {}).json() == {"replayed": 0, "failed": 1}


def test_all_are_replayed_each_for_itself(as_role: As, handler: Callable[[Handler], None]) -> None:
    def sick_of_two(envelope: Envelope) -> None:
        note(envelope)
        if envelope.data["number"] == 2:
            raise ValueError("still sick")

    for number, counter in enumerate("abc", start=1):
        dead(number, counter=counter)
    handler(sick_of_two)
    assert as_role("admin").post(f"{BASE}dead/replay/", {}).json() == {"replayed": 2, "failed": 1}
    assert noted() == [1, 3]
    assert deadletters.waiting().get().aggregate_id == "b"


@pytest.mark.parametrize(
    ("role", "reads", "replays"),
    [("admin", 200, 200), ("staff", 200, 403), ("viewer", 200, 403), ("vendor", 403, 403), ("customer", 403, 403)],
)
def test_who_may_look_and_who_may_replay(as_role: As, role: str, reads: int, replays: int) -> None:
    letter = dead(1)
    client = as_role(role)
    assert [client.get(f"{BASE}{name}").status_code for name in ("", "dead/")] == [reads] * 2
    paths = [f"dead/{letter.pk}/replay/", "dead/replay/"]
    assert [client.post(f"{BASE}{name}", {}).status_code for name in paths] == [replays] * 2
    assert noted() == ([1] if replays == 200 else [])


def test_strangers_and_misspelled_requests_change_nothing(api: APIClient, as_role: As) -> None:
    letter = dead(1)
    path = f"{BASE}dead/{letter.pk}/replay/"
    for name in ("", "dead/"):
        assert_problem(api.get(f"{BASE}{name}"), 401, "unauthenticated")
    for name in (path, f"{BASE}dead/replay/"):
        assert_problem(api.post(name, {}), 401, "unauthenticated")
        assert_problem(as_role("admin").post(f"{name}?dry=1", {}), 400, "unknown-parameter")
        assert_problem(as_role("admin").post(name, {"force": True}), 400, "unknown-field")
    assert_problem(as_role("admin").post(f"{BASE}dead/{letter.pk + 1}/replay/", {}), 404, "not-found")
    assert noted() == []
