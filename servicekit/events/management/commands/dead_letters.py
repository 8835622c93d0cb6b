from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from servicekit.events import deadletters, replaying
from servicekit.events.models import DeadLetter
from servicekit.events.registry import Subscription, subscribed


class Command(BaseCommand):
    help = "Lists the messages no handler could take, or hands them to their handler again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["list", "replay"])
        parser.add_argument("ids", nargs="*", type=int, help="numbers from the list; all that wait when none is given")

    def handle(self, *_args: Any, **options: Any) -> None:
        letters = deadletters.waiting()
        if options["ids"]:
            letters = letters.filter(pk__in=options["ids"])
        if options["action"] == "list":
            self._list(list(letters))
        else:
            self._replay(list(letters), subscribed())

    def _list(self, letters: list[DeadLetter]) -> None:
        for letter in letters:
            when = f"{letter.created_at:%Y-%m-%d %H:%M:%S}"
            self.stdout.write(f"{letter.pk}\t{when}\t{letter.consumer}\t{letter.event_id}\t{letter.error}")
        self.stdout.write(f"{len(letters)} waiting")

    def _replay(self, letters: list[DeadLetter], consumers: Mapping[str, Subscription]) -> None:
        done = sum(self._replayed(letter, consumers.get(letter.consumer)) for letter in letters)
        self.stdout.write(f"{done} replayed")
        if done < len(letters):
            raise CommandError(f"{len(letters) - done} failed again; their reasons are in the list")

    def _replayed(self, letter: DeadLetter, subscription: Subscription | None) -> bool:
        if subscription is None:
            self.stderr.write(f"{letter.pk}: {letter.consumer} is not subscribed any more")
            return False
        return replaying.replay(letter, subscription)
