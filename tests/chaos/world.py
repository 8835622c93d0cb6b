"""A mesh of its own, with every process of it in reach."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.harness import Mesh, eventually, start_mesh
from tools import launch, postgres, probes, supervise
from tools import mesh as description
from tools.processes import processes
from tools.state import State

# A shell that sleeps between two certificates: nobody waits for it, and nothing is in it that could be lost.
SPARED = frozenset({"certificates"})
# A kill is seen by the supervisor within a second, and a service needs three on a quiet machine.
BACK_WITHIN = 120.0  # seconds
# The gateway counts sign-ins by address; the shop's own limits stay as they are.
PATIENT_GATEWAY = {"SHOPMESH_LOGIN_RATE": "1000", "SHOPMESH_LOGIN_BURST": "1000"}


@dataclass(frozen=True)
class Kill:
    """What was done to a process. `pid` 0: there was none at that moment, so nothing was hit."""

    name: str
    pid: int
    how: str

    @property
    def hit(self) -> bool:
        return self.pid > 0


@dataclass(frozen=True)
class World:
    mesh: Mesh
    state: State
    postgres: bool

    @property
    def profile(self) -> str:
        return "postgres" if self.postgres else "sqlite"

    @property
    def described(self) -> description.Mesh:
        found = description.load(self.state)
        assert found is not None, "the mesh never started"
        return found

    def victims(self) -> list[str]:
        """Every process somebody could miss, by name and in an order that a seed can rely on."""
        return [process.name for process in processes(self.described) if process.name not in SPARED]

    def pid(self, name: str) -> int:
        """The supervisor's child; 0 while there is none."""
        return supervise.conditions(self.state)[name].pid

    def kill(self, name: str, *, luck: float | None = None) -> Kill:
        """SIGKILL to all of a process; with `luck`, in [0, 1), to one of its group alone: a master, or its worker.

        PostgreSQL is restarted as `pg_ctl -m immediate` would: its processes share memory, and one that outlived a
        killed postmaster would rightly keep the next one from starting.
        """
        pid = self.pid(name)
        if not pid:
            return Kill(name, 0, "none")
        with suppress(ProcessLookupError):
            if name == "postgres":
                os.kill(pid, signal.SIGQUIT)
                return Kill(name, pid, "immediate")
            if luck is not None and len(members := sorted(launch.members(pid))) > 1:
                one = members[int(luck * len(members))]
                os.kill(one, signal.SIGKILL)
                return Kill(name, one, "one of its processes")
            os.killpg(pid, signal.SIGKILL)
            return Kill(name, pid, "all of it")
        return Kill(name, 0, "gone before")

    def missing(self) -> list[str]:
        """Who is not ready to serve at this moment."""
        try:
            answers = probes.all_ready(self.described, processes(self.described))
        except OSError:
            return ["supervisor"]
        return [name for name, ready in answers.items() if not ready]

    def heal(self) -> None:
        """Until everything serves again. Nothing is started here: whatever the supervisor cannot bring back is lost."""
        eventually(lambda: not self.missing(), within=BACK_WITHIN, every=0.5)


@contextmanager
def world(*options: str, postgres_too: bool = False, environment: dict[str, str] | None = None) -> Iterator[World]:
    """Started in a folder of its own; ended, and its databases deleted, however the block ends."""
    with tempfile.TemporaryDirectory(prefix="shopmesh-chaos-", ignore_cleanup_errors=True) as folder:
        state = State(Path(folder).resolve())
        wanted = [*options, *(["--postgres"] if postgres_too else [])]
        try:
            mesh = start_mesh(state.folder, *wanted, environment=PATIENT_GATEWAY | (environment or {}))
            yield World(mesh, state, postgres_too)
        finally:
            supervise.stop(state)
            postgres.remove(state)
