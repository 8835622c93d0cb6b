"""The processes of a mesh, each with its command and its environment. None of them needs another one to start."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import Literal

from tools import binaries, brokers
from tools import postgres as cluster
from tools.gateway import loopback
from tools.mesh import IDENTITIES, SERVICES, Mesh, short
from tools.ports import STANDIN
from tools.state import ROOT

Probe = Literal[
    "nats", "redis", "postgres", "gateway", "tcp", "web", "grpc", "worker", "live", "health", "faults", "certificates"
]
REPLACED = frozenset({"web", "grpc", "health"})


@dataclass(frozen=True)
class Process:
    name: str
    command: tuple[str, ...]
    probe: Probe
    environment: Mapping[str, str] = field(default_factory=dict)
    service: str = ""
    user: str = ""
    # PostgreSQL disconnects its clients on SIGINT; on SIGTERM it would wait for them to leave.
    stop_signal: str = "TERM"
    # The address of a server that would silently share its port with another, see tools.launch.
    claims: str = ""


def processes(mesh: Mesh) -> list[Process]:
    """In the order they are shown; they are started all at once."""
    return [
        *infrastructure(mesh),
        *(process for service in present() for process in of_service(mesh, service)),
        *edge(mesh),
    ]


def standins(mesh: Mesh) -> list[Process]:
    """One for each process that requests wait for: it serves in its place while the process is restarted."""
    return [standin(mesh, process) for process in processes(mesh) if process.probe in REPLACED]


def standin(mesh: Mesh, process: Process) -> Process:
    name = f"{process.name}{STANDIN}"
    if process.probe == "health":
        return health(mesh, name)
    place = mesh.ports.address(name)
    # One worker, whatever the process has: several keep their figures in a folder that the two would share.
    changed = {f"{process.probe.upper()}_BIND": place, "WEB_WORKERS": "1"}
    claims = place if process.claims else ""
    return replace(process, name=name, environment={**process.environment, **changed}, claims=claims)


def present() -> list[str]:
    return [service for service in SERVICES if (ROOT / service / "__main__.py").exists()]


def infrastructure(mesh: Mesh) -> list[Process]:
    cluster = [postgres(mesh)] if mesh.own_postgres else []
    cache = [redis(mesh)] if mesh.redis else []
    proxy = [faults(mesh)] if mesh.links else []
    return [*cluster, *(nats(mesh, name) for name in brokers.names(mesh)), *cache, *proxy, certificates(mesh)]


def of_service(mesh: Mesh, service: str) -> list[Process]:
    name = short(service)
    started = (sys.executable, "-m", service)
    kinds: list[Probe] = ["web", "grpc", "worker"]
    claims: dict[Probe, str] = {"web": mesh.ports.address(f"{name}-web")}
    own = {kind: mesh.environment(service, f"{name}-{kind}") | metrics(mesh, f"{name}-{kind}") for kind in kinds}
    return [
        Process(f"{name}-{kind}", (*started, kind), kind, own[kind], service, claims=claims.get(kind, ""))
        for kind in kinds
    ]


def metrics(mesh: Mesh, process: str) -> dict[str, str]:
    """Web processes show theirs on the port they have."""
    port = f"{process}-metrics"
    return {"METRICS_BIND": mesh.ports.address(port)} if port in mesh.ports.numbers else {}


def edge(mesh: Mesh) -> list[Process]:
    provider = [sandbox(mesh)] if find_spec("payments_service") else []
    return [*provider, live(mesh), health(mesh), gateway(mesh)]


def sandbox(mesh: Mesh) -> Process:
    command = (sys.executable, "-m", "payments_service", "sandbox")
    return Process("sandbox", command, "tcp", {**mesh.common(), **mesh.provider()})


def live(mesh: Mesh) -> Process:
    """Nobody stands in for it: its connections cannot be handed over, and their clients come back by themselves."""
    own = {
        "LIVE_BIND": mesh.ports.address("live"),
        "NATS_URL": brokers.urls(mesh, "live"),
        "JWKS_URL": mesh.jwks_urls("live"),
        "JWKS_CACHE": str(mesh.state.run / "live-jwks.json"),
    }
    return Process("live", (sys.executable, "-m", "live"), "live", {**mesh.common(), **own})


def health(mesh: Mesh, name: str = "gateway-health") -> Process:
    host, port = mesh.ports.address(name).split(":")
    command = (sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port)
    limits = ("--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning")
    lines = ("--log-config", str(ROOT / "api_gateway" / "granian.json"))
    webs = {f"{service.upper()}_WEB": web_places(mesh, name, service) for service in map(short, SERVICES)}
    own = {
        "TLS_DIR": str(mesh.state.tls / "api_gateway"),
        "GATEWAY_STATUS": f"{mesh.ports.url('gateway-status')}/status",
        "LIVE_WEB": f"http://{mesh.reach(name, 'live')}",
    }
    environment = {**mesh.common(), **webs, **mesh.grpc_targets(name), **own}
    granian = (*command, *limits, *lines, "api_gateway.health:application")
    return Process(name, granian, "health", environment, claims=f"{host}:{port}")


def web_places(mesh: Mesh, caller: str, service: str) -> str:
    return ",".join(f"http://{place}" for place in mesh.places(caller, f"{service}-web"))


def gateway(mesh: Mesh) -> Process:
    run = mesh.state.run / "gateway"
    nginx = (str(binaries.nginx()), "-c", str(run / "nginx.conf"), "-e", "stderr")
    door = (sys.executable, "-S", "-E", str(ROOT / "tools" / "door.py"))
    addresses = [*loopback(mesh.ports["gateway"]), mesh.ports.address("gateway-status")]
    listen = [part for address in addresses for part in ("--listen", address)]
    files = ("--serving", str(run / "serving"), "--pid", str(run / "nginx.pid"))
    # QUIT lets requests in flight finish; TERM would cut them off.
    return Process("gateway", (*door, *files, *listen, "--", *nginx), "gateway", mesh.common(), stop_signal="QUIT")


def nats(mesh: Mesh, name: str) -> Process:
    return Process(name, (str(binaries.nats()), "-c", str(mesh.state.run / f"{name}.conf")), "nats", mesh.common())


def redis(mesh: Mesh) -> Process:
    host, port = mesh.ports.address("redis").split(":")
    # A cache only: nothing is written to disk, the oldest entries go first, and it may be lost at any time.
    limits = ("--save", "", "--appendonly", "no", "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru")
    place = ("--bind", host, "--port", port, "--dir", str(mesh.state.run), "--daemonize", "no")
    return Process("redis", (str(binaries.redis()), *place, *limits), "redis", mesh.common())


def certificates(mesh: Mesh) -> Process:
    """A shell that sleeps: 1 MB, where a Python that waits would hold 20. The tool says when it wants to run again."""
    renew = (sys.executable, "-m", "servicekit.grpc.mtls", "--then-say-when", str(mesh.state.tls), *IDENTITIES)
    loop = 'while pause=$("$@"); do sleep "$pause"; done'
    return Process("certificates", ("/bin/sh", "-c", loop, "certificates", *renew), "certificates", mesh.common())


def faults(mesh: Mesh) -> Process:
    environment = {**mesh.common(), **metrics(mesh, "faults")}
    return Process("faults", (sys.executable, "-m", "tools.faults.daemon"), "faults", environment)


def postgres(mesh: Mesh) -> Process:
    command = tuple(cluster.command(mesh.state, mesh.ports["postgres"]))
    user = cluster.OWNER if binaries.is_root() else ""
    return Process("postgres", command, "postgres", mesh.common(), user=user, stop_signal="INT")


def service_names(mesh: Mesh) -> list[str]:
    return [process.name for process in processes(mesh)]
