from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from servicekit.events.schemas import described


class Command(BaseCommand):
    help = "The events this service sends, as JSON Schema, and those it reads."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(json.dumps(described()))
