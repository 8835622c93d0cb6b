from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from product_service.search import engines, reindexing
from product_service.search.models import Run, Target
from servicekit.errors import ServiceError

EVERY = 0.5  # seconds between two lines of progress


class Command(BaseCommand):
    help = "The whole catalogue into the index of the search again. Killed, it goes on where it was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--target",
            choices=[target.value for target in Target],
            help="which index; without it, those that this configuration uses",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        chosen = [Target(options["target"])] if options["target"] else _used()
        for target in chosen:
            try:
                self._run(target)
            except ServiceError as refusal:
                raise CommandError(refusal.detail) from refusal

    def _run(self, target: Target) -> None:
        run = reindexing.begin(target)
        if run.cursor:
            self._say(target, f"goes on behind {run.done:,} of {run.total:,} products")
        try:
            self._tell(target, run)
        finally:
            reindexing.leave(run)

    def _tell(self, target: Target, run: Run) -> None:
        begun, before, told = time.monotonic(), run.done, 0.0
        for _ in _chunks(target, run):
            if time.monotonic() - told >= EVERY or run.finished_at:
                told = time.monotonic()
                self._say(target, _progress(run, rate=(run.done - before) / max(told - begun, 0.001)))

    def _say(self, target: Target, words: str) -> None:
        self.stdout.write(f"{target.value}: {words}")
        self.stdout.flush()


def _used() -> list[Target]:
    return [Target.EMBEDDED, Target.EXTERNAL] if engines.with_external() else [Target.EMBEDDED]


def _chunks(target: Target, run: Run) -> Iterator[Run]:
    if target == Target.EMBEDDED:
        return reindexing.embedded(run)
    if not engines.with_external():
        raise CommandError("There is no external engine: SEARCH_ENGINE=external and SEARCH_URL name one.")
    from product_service.search.engines.external.client import client  # noqa: PLC0415 - httpx, where it is wanted

    return reindexing.external(run, client())


def _progress(run: Run, *, rate: float) -> str:
    if run.finished_at:
        return f"{run.done:,} products, done; {rate:,.0f}/s"
    left = max(0, run.total - run.done)
    percent = 100 * run.done // max(run.total, 1)
    return f"{run.done:,} of {run.total:,} products  {percent} %  {rate:,.0f}/s  {left / max(rate, 1):.0f} s left"
