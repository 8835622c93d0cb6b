from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from servicekit.encryption import keyfile
from servicekit.encryption.keys import KeysUnusable


class Command(BaseCommand):
    help = "The keys of the encrypted columns."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["ensure"])

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            made = keyfile.ensure(settings.SHOPMESH.field_keys_file)
        except KeysUnusable as mistake:
            raise CommandError(str(mistake)) from None
        self.stdout.write(f"values are encrypted with key {made.current}")
