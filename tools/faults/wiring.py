"""Routing a running mesh through the fault proxy, and taking the proxy out again."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from tools import control, roll, supervise, up
from tools.console import Failure, bad, say
from tools.faults import links, scripts
from tools.mesh import Mesh
from tools.processes import Process, processes
from tools.waiting import until_ready

PATIENCE = 30.0  # seconds for the proxy to listen


def on(*, now: bool = False) -> int:
    mesh = control.running()
    if mesh.links:
        say("The links go through the fault proxy already: ./dev fault links")
        return 0
    scripts.clear(mesh.state)
    result = rewired(replace(mesh, links=links.chosen(mesh)), now=now)
    say("Every link can be broken now: ./dev fault links, ./dev fault add …; ./dev fault off takes the proxy out.")
    return result


def off(*, now: bool = False) -> int:
    mesh = control.running()
    if not mesh.links:
        say("No fault proxy is wired in.")
        return 0
    scripts.clear(mesh.state)
    return rewired(replace(mesh, links={}), now=now)


def rewired(mesh: Mesh, *, now: bool) -> int:
    """Addresses are learnt at the start, so whoever calls somebody is restarted: one by one, and no request notices."""
    mesh.save()
    changes = supervise.reconfigure(mesh)
    for name in changes.added:
        supervise.begin(mesh.state, name)
    late = until_ready(mesh, seconds=PATIENCE, only=changes.added) if changes.added else []
    restarted = all_at_once if now else one_by_one
    failures = [*late, *restarted(mesh, changes.changed)]
    up.write_configuration(mesh)
    supervise.tell(mesh.state, "gateway", "HUP")
    for name in changes.removed:
        supervise.dismiss(mesh.state, name)
    for failure in failures:
        bad(failure)
    return 1 if failures else 0


def one_by_one(mesh: Mesh, changed: Collection[str]) -> list[str]:
    """What went wrong."""
    with roll.only_one(mesh.state):
        return Rewiring(mesh).lanes([process for process in processes(mesh) if process.name in changed])


def all_at_once(mesh: Mesh, changed: Collection[str]) -> list[str]:
    """The shop pauses for as long as its processes take to start."""

    def again(name: str) -> None:
        supervise.dismiss(mesh.state, name)
        supervise.begin(mesh.state, name)

    with roll.only_one(mesh.state), ThreadPoolExecutor() as pool:
        list(pool.map(again, changed))
    late = until_ready(mesh, only=[process.name for process in processes(mesh) if process.name in changed])
    return [f"{name} did not come back" for name in late]


class Rewiring(roll.Roll):
    def start(self, process: Process, otherwise: str) -> None:
        """It is stopped: the supervisor takes it up again as it is described now."""
        supervise.dismiss(self.mesh.state, process.name)
        supervise.begin(self.mesh.state, process.name)
        super().start(process, otherwise)


def wired() -> Mesh:
    """The running mesh. Failure, with the command that helps, when no fault can be made in it."""
    mesh = control.running()
    if not mesh.links:
        raise Failure(
            "Nothing can be broken yet: ./dev fault on wires the fault proxy in (./dev up --faults starts so)."
        )
    return mesh
