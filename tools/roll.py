"""`./dev restart`: every process anew, and no request that notices.

Whoever answers requests is stood in for: a second instance starts on a port of its own and takes over, the process
finishes what it has, stops, starts again and takes back. Nobody waits for a worker, the broker or the cache: those stop
and start. The processes of one service come one after the other, services beside each other, as far as there are
processors for it.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from threading import Semaphore

from tools import control, handover, probes, supervise
from tools.console import Failure, bad, say
from tools.mesh import Mesh
from tools.ports import STANDIN
from tools.processes import REPLACED, Process, processes, standin
from tools.state import State

PATIENCE = 60.0  # seconds for a process to become ready
# A start takes a processor for seconds, and requests need some too.
STARTS = max(1, (os.cpu_count() or 1) // 2)
# Whoever stops these cuts off who waits for them: the database, a lab's fault proxy, and the payment provider, which
# stands for somebody else's machine.
NAMED_ONLY = frozenset({"postgres", "faults", "sandbox"})


def main(name: str) -> int:
    """The process or service of that name, or all."""
    found = control.running()
    chosen = control.named(found, name) if name else everything(found)
    began = time.monotonic()
    with only_one(found.state):
        failures = Roll(found).lanes(chosen)
    for failure in failures:
        bad(failure)
    if not failures:
        say(f"\nRestarted {len(chosen)} process{'es' * (len(chosen) > 1)} in {time.monotonic() - began:.0f} s.")
    return 1 if failures else 0


def everything(mesh: Mesh) -> list[Process]:
    return [process for process in processes(mesh) if process.name not in NAMED_ONLY]


@contextmanager
def only_one(state: State) -> Iterator[None]:
    """Two at once would each take the other's stand-ins for their own."""
    with (state.run / "restart.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Failure("Another ./dev restart is at work here; wait for it.") from None
        yield


def lane(process: Process) -> str:
    """Which processes come one after the other."""
    return process.service or ("edge" if process.probe in {"live", "health", "gateway"} else "infrastructure")


@dataclass
class Roll:
    """One restart of several processes."""

    mesh: Mesh
    starting: Semaphore = field(default_factory=lambda: Semaphore(STARTS))

    def lanes(self, chosen: Sequence[Process]) -> list[str]:
        """What went wrong."""
        lanes = [list(group) for _, group in groupby(sorted(chosen, key=lane), key=lane)]
        with ThreadPoolExecutor(max_workers=len(lanes)) as pool:
            return [reason for reasons in pool.map(self.one_after_the_other, lanes) for reason in reasons]

    def one_after_the_other(self, chosen: Sequence[Process]) -> list[str]:
        """A service whose first process does not come back keeps the others as they are."""
        for process in chosen:
            try:
                self.restart(process)
            except Failure as failure:
                return [str(failure)]
        return []

    def restart(self, process: Process) -> None:
        began = time.monotonic()
        if process.probe == "gateway":
            handover.gateway(self.mesh)
        elif process.probe in REPLACED:
            self.replace(process)
        else:
            self.stop_and_start(process)
        say(f"  restarted  {process.name} ({time.monotonic() - began:.1f} s)")

    def stop_and_start(self, process: Process) -> None:
        with self.starting:  # not between the two: it would be away for as long as others start
            supervise.halt(self.mesh.state, process.name)
            self.come(process, f"{process.name} did not come back")

    def replace(self, process: Process) -> None:
        state, spare = self.mesh.state, standin(self.mesh, process)
        if spare.name not in supervise.conditions(state):
            raise Failure("This mesh was started by an older checkout: ./dev down, then ./dev up.")
        self.stand_in(process, spare)
        handover.to_standin(self.mesh, process)
        say(f"  stood in   {process.name}")
        supervise.halt(state, process.name)
        self.start(process, f"{process.name} did not come back; {spare.name} goes on serving in its place")
        handover.back(self.mesh, process)
        supervise.halt(state, spare.name)

    def stand_in(self, process: Process, spare: Process) -> None:
        try:
            self.start(spare, f"{spare.name} did not become ready; {process.name} goes on serving, nothing has changed")
        except Failure:
            supervise.halt(self.mesh.state, spare.name)
            raise

    def start(self, process: Process, otherwise: str) -> None:
        with self.starting:
            self.come(process, otherwise)

    def come(self, process: Process, otherwise: str) -> None:
        """Until it is ready. Failure, in these words, when it is not or ends."""
        supervise.resume(self.mesh.state, process.name)
        if not comes_up(self.mesh, process):
            raise Failure(f"{otherwise}. ./dev logs {process.name}")


def comes_up(mesh: Mesh, process: Process) -> bool:
    """A stand-in that ends meanwhile is given up: the supervisor would try again and again."""
    end = time.monotonic() + PATIENCE
    pids: set[int] = set()
    while time.monotonic() < end:
        seen = supervise.conditions(mesh.state)[process.name]
        pids |= {seen.pid} - {0}
        ended = len(pids) > 1 or seen.state in {"BACKOFF", "EXITED", "FATAL"}
        if probes.ready(mesh, process, seen):
            return True
        if ended and process.name.endswith(STANDIN):
            return False
        time.sleep(0.2)
    return False
