"""The worker process of a service: the relay, the consumers and the periodic jobs, each in a loop of its own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from django.conf import settings

from servicekit import context, logs
from servicekit.events import housekeeping, parking
from servicekit.events.broker import BrokerLink
from servicekit.events.consumer import Consumer
from servicekit.events.lane import Lane
from servicekit.events.pausing import pause
from servicekit.events.registry import Periodic, Subscription, by_consumer
from servicekit.events.relay import Relay
from servicekit.events.trouble import Trouble
from servicekit.ids import uuid7
from servicekit.state import state_dir

DRAIN = 6.0  # seconds for work in progress at SIGTERM; the supervisor kills after 10
HEARTBEAT = 2.0  # seconds; a file older than three of these belongs to a worker that hangs
Loop = Callable[[asyncio.Event], Awaitable[None]]

log = logs.get(__name__)


def run(
    service: str, subscriptions: Sequence[Subscription], periodic: Sequence[Periodic], *, alive: Path | None = None
) -> None:
    """Work until SIGTERM or SIGINT, then finish what is in hand. `alive` is touched as long as the worker is."""
    alive = alive or state_dir() / "run" / f"{service}-worker.alive"
    idle = asyncio.run(_until_told(Worker(service, subscriptions, periodic, alive)))
    if not idle:
        # A thread cannot be stopped, and Python would wait for it. What it does is a transaction: it rolls back.
        log.warning("worker.cut_off")
        sys.stdout.flush()
        os._exit(0)


async def _until_told(worker: Worker) -> bool:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return await worker.serve(stop)


class Worker:
    def __init__(
        self, service: str, subscriptions: Sequence[Subscription], periodic: Sequence[Periodic], alive: Path
    ) -> None:
        self._service = service
        consumers = by_consumer(service, subscriptions)
        self._consumers = [Consumer(name, subscription, Lane(name)) for name, subscription in consumers.items()]
        self._jobs = [(job, Lane(job.name)) for job in [*periodic, *housekeeping.jobs(), parking.job(consumers)]]
        self._relay_lane = Lane("relay")
        self._alive = alive
        self._link: BrokerLink | None = None

    async def serve(self, stop: asyncio.Event) -> bool:
        """Until `stop`. True when everything came to its end in time."""
        link = BrokerLink(settings.SHOPMESH.nats_servers, self._consumers)
        relay = Relay(self._relay_lane, link.send, link.online)
        loops: list[Loop] = [link.run, relay.run, *(_periodic(job, lane) for job, lane in self._jobs)]
        loops.append(lambda stop: _heartbeat(self._alive, link, stop))
        tasks = [asyncio.create_task(_forever(loop, stop)) for loop in loops]
        log.info("worker.ready", subscriptions=len(self._consumers), jobs=len(self._jobs))
        await stop.wait()
        return await self._drain(tasks)

    async def _drain(self, tasks: Sequence[asyncio.Task[None]]) -> bool:
        _, unfinished = await asyncio.wait(tasks, timeout=DRAIN)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        idle = await asyncio.gather(*(lane.close(within=1.0) for lane in self._lanes()))
        self._alive.unlink(missing_ok=True)
        log.info("worker.stopped", idle=all(idle))
        return all(idle)

    def _lanes(self) -> list[Lane]:
        return [self._relay_lane, *(consumer.lane for consumer in self._consumers), *(lane for _, lane in self._jobs)]


async def _forever(loop: Loop, stop: asyncio.Event) -> None:
    """A loop that breaks is started again; it takes no other with it."""
    while not stop.is_set():
        try:
            await loop(stop)
        except Exception:
            log.exception("worker.loop_broke")
            await pause(stop, 1.0)


def _periodic(job: Periodic, lane: Lane) -> Loop:
    trouble = Trouble(log, "periodic", job=job.name)

    async def loop(stop: asyncio.Event) -> None:
        while not stop.is_set():
            with context.request_scope(str(uuid7())):  # nobody asked for it; its lines and calls belong together
                try:
                    await lane.run(job.run)
                    trouble.over()
                except Exception as error:  # noqa: BLE001 - the next run may fare better, and other jobs go on
                    trouble.happened(error, traceback=True)
            await pause(stop, job.every)

    return loop


async def _heartbeat(path: Path, link: BrokerLink, stop: asyncio.Event) -> None:
    """Written by the event loop itself: while it is young, the loop turns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while not stop.is_set():
        _beat(path, broker=link.online.is_set())
        await pause(stop, HEARTBEAT)


def _beat(path: Path, *, broker: bool) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"pid": os.getpid(), "broker": broker}), encoding="utf-8")
    fresh.replace(path)  # a reader sees one beat or the next, never half of one
