"""`down`, `status`, `logs`, `stop`, `start`, `kill`, `clean`, `health`: commands about a mesh that exists."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from tools import bootstrap, launch, material, mesh, postgres, report, supervise
from tools.console import Failure, say, step, table
from tools.mesh import SERVICES, Mesh
from tools.processes import Process, processes, standins
from tools.state import ROOT, State
from tools.waiting import until_ready


def down() -> int:
    state = State.current()
    if not supervise.running(state):
        left = any(launch.groups(state.folder).glob("*"))
        supervise.sweep(state)
        say("The supervisor was gone; what it had started is ended too." if left else "Shopmesh is not running.")
        return 0
    with step("stop every process"):
        supervise.stop(state)
    return 0


def status() -> int:
    return report.status(running())


def running() -> Mesh:
    state = State.current()
    found = mesh.load(state)
    if found is None or not supervise.running(state):
        raise Failure("Shopmesh is not running. ./dev up starts it.")
    return found


def named(found: Mesh, name: str) -> list[Process]:
    """The process of that name, or all processes of that service (`order`, `order_service`)."""
    known = processes(found)
    chosen = [process for process in (*known, *standins(found)) if process.name == name]
    chosen = chosen or [
        process for process in known if process.service and name in {process.service, mesh.short(process.service)}
    ]
    if not chosen:
        raise Failure(f"There is no process {name}. There are: {', '.join(process.name for process in known)}")
    return chosen


def stop(name: str) -> int:
    found = running()
    halt(found, named(found, name))
    say(f"./dev start {name} brings it back.")
    return 0


def halt(found: Mesh, chosen: list[Process]) -> None:
    """All at once: each may take its time to finish what it is doing."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(partial(halt_one, found.state), chosen))


def halt_one(state: State, process: Process) -> None:
    with step(f"stop {process.name}"):
        supervise.halt(state, process.name)


def start(name: str) -> int:
    found = running()
    chosen = named(found, name)
    for process in chosen:
        supervise.resume(found.state, process.name)
    return back(found, chosen)


def kill(name: str) -> int:
    found = running()
    chosen = named(found, name)
    for process in chosen:
        pid = supervise.kill(found.state, process.name)
        say(f"  SIGKILL to {process.name} (pid {pid})")
        supervise.noticed(found.state, process.name, pid)
    return back(found, chosen)


def back(found: Mesh, chosen: list[Process]) -> int:
    """Wait until they serve again; says how long that took."""
    late = until_ready(found, seconds=60, only=[process.name for process in chosen])
    for name in late:
        report.explain(found.state, name)
    return 1 if late else 0


def logs(name: str | None, *, follow: bool, lines: int) -> int:
    found = mesh.load(State.current())
    if found is None:
        raise Failure("No mesh was ever started here: ./dev up.")
    chosen = named(found, name) if name else processes(found)
    paths = [str(found.state.log(process.name)) for process in chosen if found.state.log(process.name).exists()]
    if not paths:
        raise Failure("Nothing has been logged yet.")
    option = ["-F"] if follow else []
    return subprocess.run(["tail", f"-n{lines}", *option, *paths], check=False).returncode  # noqa: S603, S607 - tail of the PATH on our own files


def health() -> int:
    """What /health says, as a table; 1 when it does not say healthy."""
    found = running()
    answer = fetch(f"{found.url}/health")
    if "services" not in answer:
        raise Failure(f"The gateway runs, its health process does not: {answer}")
    rows = [[name, entry["status"], entry["rest"], entry["grpc"]] for name, entry in answer["services"].items()]
    table(["service", "status", "rest", "grpc"], rows)
    say(f"\n{answer['status']}, live updates {answer['live']['status']}")
    return 0 if answer["status"] == "healthy" else 1


def fetch(url: str) -> dict[str, Any]:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - our own gateway
            return dict(json.load(response))
    except urllib.error.HTTPError as refusal:
        return dict(json.load(refusal))
    except OSError as error:
        raise Failure(f"The gateway does not answer: {error}") from error


def clean(*, everything: bool, sure: bool) -> int:
    state = State.current()
    what = f"{state.folder}" + (f", {bootstrap.VENV} and frontend/node_modules" if everything else "")
    if not sure and not agreed(f"This stops Shopmesh and deletes {what}: databases, keys, logs. Go on? [y/N] "):
        say("Nothing was deleted.")
        return 1
    supervise.stop(state)
    postgres.remove(state)
    shutil.rmtree(state.folder, ignore_errors=True)
    if everything:
        shutil.rmtree(ROOT / "frontend" / "node_modules", ignore_errors=True)
        shutil.rmtree(bootstrap.VENV, ignore_errors=True)
    say(f"Deleted {what}.")
    return 0


def agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise Failure("Nobody is there to ask; say --yes to mean it.")
    return input(question).strip().lower() in {"y", "yes"}


def manage(service: str, arguments: list[str]) -> int:
    """A Django command of one service, with the environment its processes have."""
    found = mesh.load(State.current())
    if found is None:
        raise Failure("No mesh was ever started here: ./dev up.")
    names = {name: name for name in SERVICES} | {mesh.short(name): name for name in SERVICES}
    if service not in names:
        raise Failure(f"There is no service {service}. There are: {', '.join(SERVICES)}")
    return material.attached(found, names[service], "manage", *arguments)
