"""`python -m tools.faults.daemon`: the fault proxy of one mesh, all its links in one process."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

from servicekit import exposition, logs, metrics
from servicekit.faults.link import Address
from servicekit.faults.proxy import Proxy
from servicekit.faults.toxics import Toxic
from tools import mesh as description
from tools.faults import links
from tools.faults.desk import SOCKET, Desk
from tools.mesh import Mesh
from tools.ports import LOOPBACK
from tools.state import State

log = logs.get(__name__)


def main() -> None:
    logs.configure(service="faults", process="proxy")
    state = State.current()
    mesh = description.load(state)
    if mesh is None or not mesh.links:
        raise SystemExit("This mesh has no links through the fault proxy: ./dev fault on")
    more_files()
    exposition.serve(os.environ.get("METRICS_BIND", ""))
    asyncio.run(serve(mesh, state.socket(SOCKET), seed=int(os.environ.get("SHOPMESH_FAULT_SEED", "0"))))
    state.socket(SOCKET).unlink(missing_ok=True)


def more_files() -> None:
    """Two sockets a connection, and connections into a black hole stay: as many as the machine allows."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def serve(mesh: Mesh, control: Path, *, seed: int) -> None:
    """Until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    proxy = Proxy(seed=seed, injected=injected)
    for name, own in links.known(mesh).items():
        if name in mesh.links:
            await proxy.open(name, Address.parse(own), Address(LOOPBACK, mesh.links[name]))
    desk = await listening(control, Desk(proxy))
    log.info("faults.ready", links=len(proxy.links), seed=seed)
    await stop.wait()
    desk.close()
    await proxy.close()


def injected(link: str, toxic: Toxic) -> None:
    log.warning("fault.injected", link=link, effect=toxic.kind, toxic=toxic.told())
    metrics.FAULTS_INJECTED.labels(toxic.kind, link).inc()


async def listening(control: Path, desk: Desk) -> asyncio.Server:
    """On a socket that is its owner's alone: whoever may connect may break the mesh."""
    before = os.umask(0o077)
    try:
        return await asyncio.start_unix_server(conversation(desk), control)
    finally:
        os.umask(before)


def conversation(desk: Desk) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    async def held(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                writer.write(desk.answer(line))
                await writer.drain()
        except (ConnectionError, ValueError):  # gone, or a line longer than any question
            pass
        finally:
            writer.close()

    return held


if __name__ == "__main__":
    main()
