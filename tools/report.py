"""What `up`, `status` and `health` print."""

from __future__ import annotations

import time

from tools import memory, probes, supervise
from tools.console import bad, heading, say, table
from tools.faults import shown as faults
from tools.mesh import DEMO_LOGINS, Mesh
from tools.processes import Process, processes, standins
from tools.run import tail
from tools.state import State


def started(mesh: Mesh, late: list[str], unprepared: list[str], seconds: float) -> int:
    """The last page of `up`; its exit code is 0 only when everything is there."""
    for name in late:
        explain(mesh.state, name)
    for reason in unprepared:
        bad(reason)
    heading("Memory")
    print_status(mesh, processes(mesh), late=set(late))
    heading("Shopmesh is only partly up" if late or unprepared else "Shopmesh is up")
    say(f"  shop      {mesh.url}")
    say(f"  API docs  {mesh.url}/docs/")
    say(f"  health    {mesh.url}/health")
    say(f"  database  {mesh.database}")
    heading("Demo logins")
    table(["e-mail", "password", "role"], [list(login) for login in DEMO_LOGINS])
    say(f"\nReady in {seconds:.1f} s." if not late else f"\nNot ready after {seconds:.1f} s: {', '.join(late)}")
    say("./dev status, ./dev logs NAME, ./dev down")
    return 1 if late or unprepared else 0


def explain(state: State, name: str) -> None:
    """Why a process is not ready, as far as its log tells."""
    bad(f"{name} is not ready; the end of {state.log(name)}:")
    log = state.log(name)
    say(tail(log.read_text(errors="replace"), 12) if log.exists() else "(it wrote nothing)")


def status(mesh: Mesh) -> int:
    known = [*processes(mesh), *standing_in(mesh)]
    answers = probes.all_ready(mesh, known)
    late = {name for name, ready in answers.items() if not ready}
    print_status(mesh, known, late=late)
    faults.remark(mesh)
    say(f"\n{mesh.url}  ({mesh.database})")
    return 1 if late else 0


def standing_in(mesh: Mesh) -> list[Process]:
    """Stand-ins at work: outside of a restart there are none, and none is shown."""
    seen = supervise.conditions(mesh.state)
    return [spare for spare in standins(mesh) if spare.name in seen and seen[spare.name].state != "STOPPED"]


def print_status(mesh: Mesh, known: list[Process], *, late: set[str]) -> None:
    conditions = supervise.conditions(mesh.state)
    rows, total = [], 0.0
    for process in known:
        seen = conditions.get(process.name)
        used = memory.of(seen.pid) if seen and seen.pid else 0.0
        total += used
        verdict = "not ready" if process.name in late else "ready"
        pid = str(seen.pid) if seen and seen.pid else ""
        rows.append([process.name, verdict, state_of(seen), pid, port_of(mesh, process), f"{used:.0f}", uptime(seen)])
    rows.append(["total", "", "", "", "", f"{total:.0f}", ""])
    table(["process", "health", "state", "pid", "port", "MiB", "up"], rows, numbers=["pid", "port", "MiB", "up"])


def state_of(seen: supervise.Condition | None) -> str:
    return seen.state.lower() if seen else "unknown"


def port_of(mesh: Mesh, process: Process) -> str:
    return str(mesh.ports.numbers.get(process.name, ""))


def uptime(seen: supervise.Condition | None) -> str:
    if seen is None or not seen.running:
        return ""
    seconds = max(0, int(time.time() - seen.since))
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
