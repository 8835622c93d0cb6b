from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connections

from servicekit.events.registry import Periodic, Subscription
from servicekit.events.worker import Worker


@dataclass
class Running:
    """Workers in this process, for as long as `script` takes."""

    alive: Path
    subscriptions: list[Subscription] = field(default_factory=list)
    periodic: list[Periodic] = field(default_factory=list)

    def during(self, script: Callable[[], None], *, workers: int = 1) -> None:
        asyncio.run(self._during(script, workers))

    async def _during(self, script: Callable[[], None], workers: int) -> None:
        stop = asyncio.Event()
        started = [Worker("counting_service", self.subscriptions, self.periodic, self.alive) for _ in range(workers)]
        tasks = [asyncio.create_task(worker.serve(stop)) for worker in started]
        try:
            await asyncio.to_thread(_and_close_connections, script)
        finally:
            stop.set()
            assert await asyncio.gather(*tasks) == [True] * workers


def _and_close_connections(script: Callable[[], None]) -> None:
    try:
        script()
    finally:
        connections.close_all()
