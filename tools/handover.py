"""The moment at which another instance begins to serve, for each way in which a process is reached."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

from tools import gateway as rendering
from tools import standins, supervise, up
from tools.console import Failure
from tools.mesh import Mesh
from tools.processes import Process

# gRPC clients know both addresses and try the one that is down again after 1.2 s at most (servicekit.grpc.options).
CLIENTS_CONNECT = 2.0  # seconds
OLD_WORKERS_FINISH = 12.0  # seconds; nginx gives up on a service after 9.5
NEW_NGINX = 15.0  # seconds
# One at a time: each rewrites nginx's upstreams and has it read them.
_REWRITING = threading.Lock()


def to_standin(mesh: Mesh, process: Process) -> None:
    hand_over(mesh, process, replaced=True)


def back(mesh: Mesh, process: Process) -> None:
    hand_over(mesh, process, replaced=False)


def hand_over(mesh: Mesh, process: Process, *, replaced: bool) -> None:
    """When this returns, the other instance gets the new requests, and nobody but a client with a request in flight."""
    if process.probe == "grpc":
        time.sleep(CLIENTS_CONNECT)  # the rest is done by health's Watch when the server drains
        return
    with _REWRITING:
        before = workers(mesh)
        standins.remember(mesh.state, process.name, replaced=replaced)
        known = up.gateway_of(mesh)
        (known.conf / "upstreams.conf").write_text(rendering.upstreams(known))
        if before:  # a gateway that is stopped reads them when it starts
            supervise.tell(mesh.state, "gateway", "HUP")
            await_change(lambda: workers(mesh) - before, "nginx did not read its upstreams anew")
    wait(lambda: not alive(before), OLD_WORKERS_FINISH)


def gateway(mesh: Mesh) -> None:
    """Another nginx on the same sockets, see tools.door."""
    with _REWRITING:
        before, old = nginx(mesh), workers(mesh)
        supervise.tell(mesh.state, "gateway", "USR2")
        await_change(lambda: nginx(mesh) not in {0, before}, "the new nginx did not start; the old one goes on serving")
    wait(lambda: not alive(old | {before}), OLD_WORKERS_FINISH)


def nginx(mesh: Mesh) -> int:
    """The master that serves; 0 when there is none."""
    with suppress(OSError, ValueError):
        return int((mesh.state.run / "gateway" / "serving").read_text())
    return 0


def workers(mesh: Mesh) -> set[int]:
    """Those that take connections: one that is shutting down says so in its title."""
    with suppress(psutil.Error):
        return {child.pid for child in psutil.Process(nginx(mesh)).children() if takes(child)}
    return set()


def takes(worker: psutil.Process) -> bool:
    with suppress(psutil.Error):
        title = " ".join(worker.cmdline())
        return "worker process" in title and "shutting down" not in title
    return False


def alive(pids: set[int]) -> bool:
    return any(psutil.pid_exists(pid) for pid in pids)


def await_change(happened: Callable[[], object], otherwise: str) -> None:
    if not wait(happened, NEW_NGINX):
        raise Failure(f"{otherwise}. ./dev logs gateway")


def wait(condition: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
