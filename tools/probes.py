"""Is a process ready? One question per kind of process, asked from outside, the way its users would."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from api_gateway.checks import grpc_serves, rest_answers
from servicekit.grpc import mtls
from tools import postgres as cluster
from tools import supervise
from tools.faults import desk
from tools.mesh import IDENTITIES, Mesh, short
from tools.ports import LOOPBACK
from tools.processes import Probe, Process

# A worker touches its file every few seconds; one that has been silent for so long hangs.
STALE = 20.0
OVERDUE = 60.0  # seconds


def ready(mesh: Mesh, process: Process, seen: supervise.Condition | None) -> bool:
    """It has to run: whatever answers on its port while it does not is another program."""
    return seen is not None and seen.running and QUESTIONS[process.probe](mesh, process)


def all_ready(mesh: Mesh, processes: list[Process]) -> dict[str, bool]:
    seen = supervise.conditions(mesh.state)
    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = pool.map(lambda process: ready(mesh, process, seen.get(process.name)), processes)
        return dict(zip((process.name for process in processes), answers, strict=True))


def web(mesh: Mesh, process: Process) -> bool:
    base = mesh.ports.url(process.name)
    return rest_answers(base, "/livez") and rest_answers(base, "/readyz")


def rpc(mesh: Mesh, process: Process) -> bool:
    return grpc_serves(mesh.ports.address(process.name), short(process.service), mesh.state.tls / "api_gateway")


def worker(mesh: Mesh, process: Process) -> bool:
    """A sign of life of this very process: the file of a killed predecessor may still be young."""
    beat = mesh.state.run / f"{process.service}-worker.alive"
    seen = supervise.conditions(mesh.state).get(process.name)
    if seen is None or not seen.running or not beat.exists():
        return False
    touched = beat.stat().st_mtime
    return touched >= seen.since and time.time() - touched < STALE


def listens(mesh: Mesh, process: Process) -> bool:
    return says(mesh, process, b"", b"")


def nats(mesh: Mesh, process: Process) -> bool:
    return says(mesh, process, b"", b"INFO ")


def redis(mesh: Mesh, process: Process) -> bool:
    return says(mesh, process, b"PING\r\n", b"+PONG")


def says(mesh: Mesh, process: Process, question: bytes, answer: bytes) -> bool:
    """Connect, send, and see whether the answer begins as it should."""
    host, port = mesh.ports.address(process.name).split(":")
    try:
        with socket.create_connection((host, int(port)), timeout=1) as connection:
            connection.sendall(question)
            return not answer or connection.recv(64).startswith(answer)
    except OSError:
        return False


def postgres(mesh: Mesh, process: Process) -> bool:
    """Asked by its own client: a server that is still recovering listens, but refuses every login."""
    return cluster.accepts(mesh.ports[process.name])


def health(mesh: Mesh, process: Process) -> bool:
    """Any HTTP answer will do: what it says about the others is not its own health."""
    connection = http.client.HTTPConnection(LOOPBACK, mesh.ports[process.name], timeout=3)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status in {200, 503}
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def certificates(mesh: Mesh, _process: Process) -> bool:
    """Renewing begins with a third of a leaf's life left, so a minute's delay is no harm yet, and more is a sign."""
    authority = mtls.make_authority(mesh.state.tls / "authority")
    return all(mtls.due_in(mesh.state.tls / name, authority) > -OVERDUE for name in IDENTITIES)


def gateway(mesh: Mesh, _process: Process) -> bool:
    return rest_answers(mesh.url, "/problems/")


def faults(mesh: Mesh, _process: Process) -> bool:
    return desk.answers(mesh.state)


QUESTIONS: Mapping[Probe, Callable[[Mesh, Process], bool]] = {
    "nats": nats,
    "redis": redis,
    "postgres": postgres,
    "gateway": gateway,
    "tcp": listens,
    "web": web,
    "grpc": rpc,
    "worker": worker,
    "live": web,
    "health": health,
    "certificates": certificates,
    "faults": faults,
}
