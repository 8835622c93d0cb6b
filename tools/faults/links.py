"""Which process calls which: every connection between two processes that the fault proxy can stand in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator

from tools import brokers, ports
from tools.mesh import SERVICES, Mesh, authority, short
from tools.state import ROOT

KINDS = ("web", "grpc", "worker")
SERVICES_SHORT = tuple(short(service) for service in SERVICES)

PORTS = range(24_000, 32_000)

Link = tuple[str, str]  # caller, callee


def known(mesh: Mesh) -> dict[str, str]:
    """`order-web:product-grpc` → the callee's own address."""
    return {f"{caller}:{callee}": address(mesh, caller, callee) for caller, callee in pairs(mesh)}


def pairs(mesh: Mesh) -> Iterator[Link]:
    yield from ((caller, f"{callee}-grpc") for service, callee in granted() for caller in processes(service))
    yield from ((f"{service}-worker", node) for service in SERVICES_SHORT for node in brokers.names(mesh))
    # Tokens are verified with keys that user-web publishes; user_service has them itself.
    yield from ((caller, "user-web") for service in SERVICES_SHORT[1:] for caller in processes(service))
    yield from ((caller, "sandbox") for caller in processes("payments"))
    yield from stores(mesh)
    yield from edge(mesh)


def stores(mesh: Mesh) -> Iterator[Link]:
    """SQLite is a file: between a process and its own database there is nothing to break."""
    wanted = [*(["redis"] if mesh.redis else []), *(["postgres"] if mesh.databases else [])]
    yield from ((caller, store) for store in wanted for service in SERVICES_SHORT for caller in processes(service))


def edge(mesh: Mesh) -> Iterator[Link]:
    yield from (("gateway", f"{service}-web") for service in SERVICES_SHORT)
    yield from (("gateway", "live"), ("gateway", "gateway-health"), ("gateway-health", "live"))
    yield from (("live", node) for node in brokers.names(mesh))
    yield ("live", "user-web")
    yield from (("gateway-health", f"{service}-{kind}") for service in SERVICES_SHORT for kind in ("web", "grpc"))


def granted() -> list[Link]:
    """Caller and callee of every call that the allow list opens, as short names."""
    text = (ROOT / "protos" / "access.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    calls = {(short(caller), name.split(".")[1]) for name, methods in lists.items() for caller in callers(methods)}
    return sorted(calls)


def callers(methods: dict[str, dict[str, list[str]]]) -> Iterable[str]:
    return (caller for line in methods.values() for caller in line["callers"])


def processes(service: str) -> list[str]:
    return [f"{service}-{kind}" for kind in KINDS]


def address(mesh: Mesh, caller: str, callee: str) -> str:
    if callee == "postgres":
        service = f"{caller.split('-', maxsplit=1)[0]}_service"
        own = authority(mesh.databases[service])
        return own if ":" in own else f"{own}:5432"
    return mesh.ports.address(callee)


def chosen(mesh: Mesh) -> dict[str, int]:
    """A free port for each link, below those that the system hands out to clients: a link keeps its port for long."""
    taken = set(mesh.ports.numbers.values())
    open_ports = (port for port in PORTS if port not in taken and not ports.busy(port))
    return {name: next(open_ports, 0) or ports.free(taken) for name in known(mesh)}
