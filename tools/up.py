"""`./dev up`: from a fresh checkout to a running shop, saying all the while what is being done."""

from __future__ import annotations

import fcntl
import os
import socket
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

from tools import (
    binaries,
    brokers,
    frontend,
    gateway,
    material,
    pages,
    ports,
    postgres,
    report,
    standins,
    supervise,
    system,
)
from tools import mesh as description
from tools.console import Failure, heading, say, step, warn
from tools.faults import links, scripts
from tools.mesh import CHOSEN_PROVIDER, Mesh
from tools.ports import CANONICAL
from tools.state import State
from tools.waiting import until_ready

# Settings that a caller may override: of the gateway, see `gateway_of`, and of what tests would wait for.
# SEARCH_*: another engine of the search.
OVERRIDES = (
    "SHOPMESH_LOGIN_RATE",
    "SHOPMESH_LOGIN_BURST",
    "SHOPMESH_READ_RATE",
    "SHOPMESH_READ_BURST",
    "SHOPMESH_HOSTS",
    "SHOPMESH_FAULT_SEED",
    "CERTIFICATE_HOURS",
    "JWKS_REFRESH_SECONDS",
    "ORDERS_PER_MINUTE",
    "ORDER_LIMIT",
    "REVIEWS_PER_HOUR",
    "REVIEW_WORDS",
    "SEARCH_ENGINE",
    "SEARCH_URL",
    "SEARCH_API_KEY",
    "SEARCH_INDEX",
)


@dataclass(frozen=True)
class Options:
    port: int = CANONICAL["gateway"]
    postgres: bool = False
    rebuild: bool = False
    faults: bool = False
    nats_cluster: bool = False


def up(options: Options) -> int:
    state = State.current()
    if supervise.running(state):
        return already(state, options)
    # Counted from the first line of ./dev: making .venv is part of what a person waits for.
    begun = float(os.environ.pop("SHOPMESH_BEGUN", time.time()))
    state.make()
    with only_one(state):
        supervise.sweep(state)
        refuse_busy(options.port)
        announce(options)
        before, mesh = description.load(state), describe(state, options)
        compare(before, mesh)
        with ports.spoken_for(mesh.ports.numbers.values()):
            unprepared = started(mesh, options)
            late = until_ready(mesh)
    return report.started(mesh, late, unprepared, time.time() - begun)


def already(state: State, options: Options) -> int:
    """A running mesh is awaited and shown, not touched; other options need `down` first."""
    mesh = description.load(state)
    if mesh is None:
        raise Failure("A supervisor runs here without a description of its mesh: ./dev down, then ./dev up.")
    say(f"Shopmesh is already running at {mesh.url}.")
    # What somebody stopped on purpose is not waited for.
    until_ready(mesh, only=[name for name, seen in supervise.conditions(state).items() if seen.state != "STOPPED"])
    result = report.status(mesh)
    wanted = (options.port, "postgres" if options.postgres else "sqlite", options.faults, options.nats_cluster)
    if wanted != (mesh.ports["gateway"], mesh.database, bool(mesh.links), mesh.brokers > 1) or options.rebuild:
        warn("To start it with other options: ./dev down, then ./dev up with them.")
    return result


@contextmanager
def only_one(state: State) -> Iterator[None]:
    """Two `./dev up` at once would migrate and build over each other."""
    with (state.run / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Failure("Another ./dev up is at work here; wait for it.") from None
        yield


def refuse_busy(port: int) -> None:
    if ports.busy(port):
        other = ports.suggestion(port)
        raise Failure(f"Port {port} is in use by another program. Choose one that is free: ./dev up --port {other}")


def announce(options: Options) -> None:
    """Everything that will be put on this machine, before any of it is."""
    missing = system.missing(postgres=options.postgres)
    heading("What is needed")
    say("  Python packages, Node.js 24 and the NATS server: in .venv, from locked wheels")
    say("  front-end packages: in frontend/node_modules, from package-lock.json")
    if not missing:
        say("  nginx and redis: already on this machine")
    elif system.may_install():
        say(f"  {', '.join(missing)}: will be installed with apt; the services Debian starts with them stay off")
    else:
        say(f"  {', '.join(missing)}: not here and not installable without root; replaced as far as possible")
    say("  everything else that is made goes to .shopmesh/")
    system.provide(missing)


def compare(before: Mesh | None, mesh: Mesh) -> None:
    """What a second start does differently from the first."""
    if before is None:
        return
    say("\nWhat has not changed since the last start is not made again.")
    private = before.own_postgres and mesh.own_postgres  # the same cluster, whatever its port
    if before.databases != mesh.databases and not private:
        warn(f"other databases than last time ({before.database} then, {mesh.database} now): nothing is copied;")
        say("        accounts and orders made there stay there, and are back when you start with those databases again")


def started(mesh: Mesh, options: Options) -> list[str]:
    """`start`, which leaves nothing running (a database cluster, say) when it cannot be finished."""
    try:
        return start(mesh, options)
    except BaseException:
        supervise.stop(mesh.state)
        raise


def start(mesh: Mesh, options: Options) -> list[str]:
    """Why some services may not work in the mesh that now runs."""
    heading("Getting ready")
    scripts.clear(mesh.state)
    mesh.save()
    if mesh.own_postgres:
        start_cluster(mesh)
    with ports.held(mesh.ports.numbers.values()), ThreadPoolExecutor(max_workers=1) as pool:
        site = pool.submit(front, mesh.state, options)
        unprepared = [*material.prepare(mesh), *site.result()]
    standins.forget(mesh.state)
    write_configuration(mesh)
    heading("Starting")
    if supervise.running(mesh.state):
        supervise.update(mesh)
    else:
        supervise.start(mesh)
    return unprepared


def describe(state: State, options: Options) -> Mesh:
    databases = postgres.given(os.environ) if options.postgres else {}
    own = options.postgres and not databases
    chosen = ports.choose(state.run / "ports.json", options.port)
    direct = Mesh(
        state=state,
        ports=chosen,
        redis=binaries.find("redis-server") is not None,
        brokers=len(brokers.CLUSTER) if options.nats_cluster else 1,
        databases=postgres.urls(chosen["postgres"]) if own else databases,
        own_postgres=own,
        extra={name: value for name, value in os.environ.items() if passed_on(name)},
    )
    return replace(direct, links=links.chosen(direct)) if options.faults else direct


def passed_on(name: str) -> bool:
    """Whether the processes get this variable of the caller's. OTEL_*: whoever collects traces says where and how."""
    return name in OVERRIDES or name in CHOSEN_PROVIDER or name.startswith("OTEL_")


def start_cluster(mesh: Mesh) -> None:
    """The cluster has to run before tables can be made, so the supervisor starts with it alone."""
    with step("PostgreSQL: private cluster, a database per service"):
        postgres.prepare(mesh.state)
        supervise.start(mesh, only=("postgres",))
        postgres.wait(mesh.ports["postgres"])
        postgres.create_databases(list(mesh.databases), mesh.ports["postgres"])


def front(state: State, options: Options) -> list[str]:
    """Why the front end could not be built; what was published before is served on."""
    try:
        frontend.prepare(state, rebuild=options.rebuild)
    except Failure as failure:
        return [f"front end: {failure}"]
    finally:
        pages.write(state.pages)
        gateway.prepare_shell(state.web, state.pages)
    return []


def write_configuration(mesh: Mesh) -> None:
    brokers.write(mesh)
    mistakes = gateway.test(binaries.nginx(), gateway.render(gateway_of(mesh)))
    if "[emerg]" in mistakes:
        raise Failure(f"nginx refuses its configuration:\n{mistakes}")


def gateway_of(mesh: Mesh) -> gateway.Gateway:
    run = mesh.state.run / "gateway"
    return gateway.Gateway(
        listen=gateway.loopback(mesh.ports["gateway"]),
        web=mesh.state.web,
        pages=mesh.state.pages,
        run=run,
        conf=run,
        uploads=mesh.state.uploads,
        upstreams=standins.upstreams(mesh),
        hosts=hosts(mesh.extra.get("SHOPMESH_HOSTS", "")),
        # Workers of a master that runs as root become `nobody`, who may not read a checkout below /root.
        user="root" if binaries.is_root() else "",
        login_rate=int(mesh.extra.get("SHOPMESH_LOGIN_RATE", "20")),
        login_burst=int(mesh.extra.get("SHOPMESH_LOGIN_BURST", "40")),
        read_rate=int(mesh.extra.get("SHOPMESH_READ_RATE", "50")),
        read_burst=int(mesh.extra.get("SHOPMESH_READ_BURST", "50")),
        features=gateway.features(binaries.nginx()),
        status=mesh.ports.address("gateway-status"),
    )


def hosts(more: str) -> Sequence[str]:
    own = ["localhost", "127.0.0.1", "[::1]", socket.gethostname().lower()]
    return list(dict.fromkeys([*own, *(name.strip() for name in more.split(",") if name.strip())]))
