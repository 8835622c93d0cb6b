"""Every failpoint of the product, one after the other, in a running mesh: a process dies there, and the shop goes on.

While people shop, each point is armed to kill whoever passes it first. What shopping does not reach is provoked by
staff and vendors; what only time reaches is reached by turning back a date in a database.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field

import httpx
import psycopg

from servicekit.faults import script
from servicekit.faults.script import Fault
from tests.chaos.books import Ask, Unreadable
from tests.chaos.people import People
from tests.chaos.provoking import Stage, provocation
from tests.chaos.world import BACK_WITHIN, Kill, World
from tools.faults import scripts

PATIENCE = 60.0  # seconds for each point to be passed
LONG_AGO = "2020-01-01 00:00:00"
LOOKS = 5.0  # seconds between two provocations
# Whatever goes wrong while everything is broken on purpose: it is tried again until the point's time is up.
BROKEN = (httpx.HTTPError, TimeoutError, OSError, KeyError, ValueError, IndexError, *Unreadable)


@dataclass
class Sweep:
    """Takes the nemesis' place: it kills at the worst moments instead of random ones."""

    world: World
    ask: Ask
    people: People
    points: Sequence[str]
    tell: Callable[[str], None]
    over: threading.Event = field(default_factory=threading.Event)
    kills: list[Kill] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def hits(self) -> int:
        return len(self.kills)

    @property
    def unlogged(self) -> frozenset[str]:
        return frozenset(self.people.orders)

    def run(self) -> None:
        stage = Stage(self.world, self.people, self.ask, self.turn_back)
        for point in self.points:
            if not self.over.is_set() and self._died(point, stage):
                self.kills.append(Kill(point, 1, "at the point"))
            else:
                self.missed.append(point)
            self.tell(f"{point}: {'passed' if point not in self.missed else 'NOT PASSED'}")

    def _died(self, point: str, stage: Stage) -> bool:
        """Whether somebody passed it, and was killed there."""
        self._whole_again()
        facts = {"site": "point", "where": point, "effect": "crash", "times": 1}
        armed = scripts.add(self.world.state, process="*", **facts)
        provoke, end = provocation(point), time.monotonic() + PATIENCE
        try:
            while time.monotonic() < end and not self.over.is_set():
                with suppress(*BROKEN):
                    provoke(stage)
                if self._passed(armed, LOOKS):
                    return True
            return False
        finally:
            scripts.clear(self.world.state, armed.id)

    def _passed(self, armed: Fault, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not (hit := script.hits(scripts.path(self.world.state), armed) > 0) and time.monotonic() < end:
            time.sleep(0.1)
        return hit

    def _whole_again(self) -> None:
        """The next one needs everybody; it is the point's own time otherwise."""
        end = time.monotonic() + BACK_WITHIN
        while self.world.missing() and time.monotonic() < end:
            time.sleep(0.3)

    def turn_back(self, service: str, table: str, columns: Sequence[str], where: str) -> None:
        """The only thing that is ever written past the shop: dates that have come, so that nobody waits for them."""
        dates = ", ".join(f"{column} = '{LONG_AGO}'" for column in columns)
        statement = f"UPDATE {table} SET {dates} WHERE {where}"  # noqa: S608 - our own words
        if self.world.postgres:
            with psycopg.connect(self.world.described.databases[f"{service}_service"]) as connection:
                connection.execute(statement.encode())
            return
        with closing(sqlite3.connect(self.world.state.data / f"{service}_service.sqlite3", timeout=10)) as books, books:
            books.execute(statement)
