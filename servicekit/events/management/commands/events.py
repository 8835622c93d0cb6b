from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from servicekit.events import deadletters, parking, registry, replaying
from servicekit.events.models import DeadLetter, ParkedEvent
from servicekit.events.summary import summary

Row = dict[str, object]


class Command(BaseCommand):
    help = "What waits, is parked or is dead in this service, as JSON for `./dev events`; and dead letters once more."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=list(ACTIONS))
        parser.add_argument("ids", nargs="*", type=int, help="replay: numbers of dead letters; none: all that wait")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(ACTIONS[options["action"]](options["ids"]), default=str))


def status(_ids: list[int]) -> Row:
    return asdict(summary())


def dead(_ids: list[int]) -> list[Row]:
    letters = deadletters.with_those_behind(deadletters.waiting())
    return [_letter(letter) | {"waiting_behind": getattr(letter, "waiting_behind")} for letter in letters]


def parked(_ids: list[int]) -> list[Row]:
    rows = ParkedEvent.objects.defer("envelope").order_by("consumer", "aggregate", "aggregate_id", "type_seq")
    dead_ones = set(deadletters.waiting().values_list("consumer", "aggregate", "aggregate_id"))
    return [
        {
            "consumer": row.consumer,
            "event_id": row.event_id,
            "aggregate": row.aggregate,
            "aggregate_id": row.aggregate_id,
            "type_seq": row.type_seq,
            "created_at": row.created_at,
            "behind": "dead letter" if (row.consumer, row.aggregate, row.aggregate_id) in dead_ones else "gap",
            "dead_letter_at": row.created_at + parking.GAP_AFTER,
        }
        for row in rows
    ]


def replay(ids: list[int]) -> list[Row]:
    """Those that were tried, in their order, each with what became of it."""
    letters = deadletters.waiting()
    chosen = list(letters.filter(pk__in=ids) if ids else letters)
    known = registry.subscribed()
    return [_letter(letter) | _outcome(letter, known.get(letter.consumer)) for letter in chosen]


def _outcome(letter: DeadLetter, subscription: registry.Subscription | None) -> Row:
    if subscription is None:
        return {"replayed": False, "error": f"{letter.consumer} is not subscribed any more"}
    done = replaying.replay(letter, subscription)
    letter.refresh_from_db()
    return {"replayed": done, "error": "" if done else letter.error}


def _letter(letter: DeadLetter) -> Row:
    names = ("id", "consumer", "event_id", "aggregate", "aggregate_id", "reason", "error", "attempts", "created_at")
    return {name: getattr(letter, name) for name in names}


ACTIONS: dict[str, Callable[[list[int]], object]] = {"status": status, "dead": dead, "parked": parked, "replay": replay}
