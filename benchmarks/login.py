"""`./dev bench login`: logins through the gateway, at a steady rate and all at once, and what the hash is of them.

Sixty people log in from sixty addresses, each known to their account, twenty a second whatever became of those before.
The hash alone is timed in the same run, on the same machine, while nobody else logs in. Then a hundred log in in the
same instant.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import psutil
from argon2.low_level import Type, hash_secret

from benchmarks.figures import Figure, as_values, quantile, shown, timed
from benchmarks.openloop import Door, Sent, request
from benchmarks.parts.started import a_mesh
from benchmarks.report import as_json
from tests.harness import Mesh
from tools import memory, supervise
from tools.state import State

PASSWORD = "quiet-harbour-lantern"  # noqa: S105 - of people who live as long as the run
PEOPLE = 60
RATE = 20.0  # logins a second
SECONDS = 30.0
AT_ONCE = 100
HASHES = 60
# user_service.accounts.hashers: passes, KiB, lanes.
COST = (2, 19 * 1024, 1)
LOOK = 0.02  # seconds between two looks at the memory


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench login", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--postgres", action="store_true", help="measure on PostgreSQL instead of SQLite")
    options = parser.parse_args()
    with a_mesh(*(["--postgres"] if options.postgres else [])) as mesh:
        figures = run(mesh)
    print(as_json(as_values(figures)) if options.json else shown(figures))


@dataclass
class Person:
    """Somebody with an account, at an address of their own."""

    door: Door
    login: bytes

    @classmethod
    def registered(cls, mesh: Mesh, number: int) -> Person:
        source = f"127.7.{number // 250}.{number % 250 + 1}"
        name = f"login-{uuid.uuid4().hex[:12]}"
        url = f"http://127.0.0.1:{mesh.port}"
        body = {"username": name, "email": f"{name}@example.com", "password": PASSWORD}
        with httpx.Client(transport=httpx.HTTPTransport(local_address=source), base_url=url, timeout=15) as client:
            client.post("/api/users/register/", json=body, headers={"Host": "localhost"}).raise_for_status()
        login = json.dumps({"username": name, "password": PASSWORD}).encode()
        written = request("POST", "/api/token/", headers={"Content-Type": "application/json"}, body=login)
        return cls(Door(url, source), written)

    async def log_in(self) -> Sent:
        return await self.door.ask("login", self.login)


@dataclass
class Watched:
    """The web process of user_service: its memory every fiftieth of a second, and its processor time."""

    pid: int
    seen: list[float] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def closely(self) -> Iterator[None]:
        watcher = threading.Thread(target=self._look)
        watcher.start()
        try:
            yield
        finally:
            self._over.set()
            watcher.join()

    def processor_seconds(self) -> float:
        family = [psutil.Process(self.pid), *psutil.Process(self.pid).children(recursive=True)]
        return sum(sum(one.cpu_times()[:2]) for one in family)

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            self.seen.append(memory.of(self.pid))


def run(mesh: Mesh) -> list[Figure]:
    people = [Person.registered(mesh, number) for number in range(PEOPLE)]
    web = Watched(supervise.conditions(State(mesh.state))["user-web"].pid)
    asyncio.run(steadily(people, rate=RATE, seconds=PEOPLE / RATE))  # the first login of each, and everything is warm
    hashes = [timed(one_hash) for _ in range(HASHES)]
    began = web.processor_seconds()
    steady = asyncio.run(steadily(people, rate=RATE, seconds=SECONDS))
    spent = (web.processor_seconds() - began) / len(steady)
    figures = at_a_steady_rate(steady, statistics.median(hashes), spent)
    before = memory.of(web.pid)
    with web.closely():
        began = time.perf_counter()
        burst = asyncio.run(all_at_once(people))
        took = time.perf_counter() - began
    return figures + in_a_burst(burst, took) + of_memory(before, web)


async def steadily(people: Sequence[Person], *, rate: float, seconds: float) -> list[Sent]:
    """One login after the other at this rate, each sent when its time comes."""
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        tasks = []
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            tasks.append(group.create_task(people[number % len(people)].log_in()))
    await leave(people)
    return [task.result() for task in tasks]


async def all_at_once(people: Sequence[Person]) -> list[Sent]:
    answers = await asyncio.gather(*(people[number % len(people)].log_in() for number in range(AT_ONCE)))
    await leave(people)
    return list(answers)


async def leave(people: Sequence[Person]) -> None:
    for person in people:
        await person.door.close()
        person.door.idle.clear()


def one_hash() -> bytes:
    passes, kibibytes, lanes = COST
    return hash_secret(PASSWORD.encode(), b"sixteen bytes of", passes, kibibytes, lanes, 32, Type.ID)


def at_a_steady_rate(answers: Sequence[Sent], one: float, spent: float) -> list[Figure]:
    good = [answer.seconds for answer in answers if answer.good]
    p50 = quantile(good, 0.5)
    return [
        Figure("login_ok", round(len(good) / len(answers), 4), f"share of logins answered 200, {RATE:g}/s", at_least=1),
        Figure("login_p50_ms", milli(p50), "p50, ms"),
        Figure("login_p95_ms", milli(quantile(good, 0.95)), "p95, ms", at_most=100),
        Figure("login_p99_ms", milli(quantile(good, 0.99)), "p99, ms"),
        Figure("hash_alone_ms", milli(one), "one Argon2id hash alone, in the same run, p50, ms"),
        Figure("hash_of_p50", round(one / p50, 2), "its share of a login's time, p50"),
        Figure("login_cpu_ms", milli(spent), "processor time of user_service's web process per login, ms"),
        Figure("hash_of_cpu", round(one / spent, 2), "the hash's share of that"),
    ]


def in_a_burst(answers: Sequence[Sent], took: float) -> list[Figure]:
    good = [answer for answer in answers if answer.good]
    rest = [answer for answer in answers if not answer.good]
    in_words = sum(answer.refused_well for answer in rest) / max(1, len(rest)) if rest else 1.0
    return [
        Figure("burst_goodput_rps", round(len(good) / took, 1), f"good logins a second, {AT_ONCE} sent at once"),
        Figure("burst_ok", round(len(good) / len(answers), 2), "share of them answered 200"),
        Figure("burst_slowest_s", round(max(answer.seconds for answer in answers), 2), "the last answer, s"),
        Figure("burst_refused_well", round(in_words, 2), "share of the rest told 503/429 with Retry-After", at_least=1),
    ]


def of_memory(before: float, web: Watched) -> list[Figure]:
    return [
        Figure("web_mib", round(before, 1), "memory of user_service's web process before the burst, MiB"),
        Figure("burst_grew_mib", round(max(web.seen) - before, 1), "by how much it grew in the burst, MiB", at_most=50),
    ]


def milli(seconds: float) -> float:
    return round(seconds * 1000, 1)


if __name__ == "__main__":
    main()
