from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from user_service.keys import store


class Command(BaseCommand):
    help = "The keys that sign access tokens. `keys ensure` makes the first one; running it again changes nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["ensure", "list"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._ensure() if options["action"] == "ensure" else self._list()
        except store.KeysMissing as error:
            raise CommandError(str(error)) from None

    def _ensure(self) -> None:
        entry = store.ensure(settings.SHOPMESH.signing_keys_dir)
        self.stdout.write(f"signing key {entry.kid} is {entry.state} since {entry.since}")

    def _list(self) -> None:
        for entry in store.read_manifest(settings.SHOPMESH.signing_keys_dir):
            self.stdout.write(f"{entry.kid}  {entry.state:8}  since {entry.since}")
