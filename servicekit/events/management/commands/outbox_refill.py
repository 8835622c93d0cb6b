from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from servicekit import clock
from servicekit.events.models import OutboxEvent


class Command(BaseCommand):
    help = "Sends the events of the last days again, for a broker that lost its disk. Inboxes drop what they have had."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=7)

    def handle(self, *_args: Any, **options: Any) -> None:
        since = clock.now() - timedelta(days=options["days"])
        count = OutboxEvent.objects.filter(published_at__gte=since).update(
            published_at=None, next_attempt_at=clock.now()
        )
        self.stdout.write(f"{count} events will be sent again")
