"""Routing a running mesh through the fault proxy, and taking the proxy out again."""

from __future__ import annotations

from dataclasses import replace

from tools import control, report, supervise, up
from tools.console import Failure, say, step
from tools.faults import links, scripts
from tools.mesh import Mesh
from tools.waiting import until_ready


def on() -> int:
    mesh = control.running()
    if mesh.links:
        say("The links go through the fault proxy already: ./dev fault links")
        return 0
    scripts.clear(mesh.state)
    result = rewired(replace(mesh, links=links.chosen(mesh)))
    say("Every link can be broken now: ./dev fault links, ./dev fault add …; ./dev fault off takes the proxy out.")
    return result


def off() -> int:
    mesh = control.running()
    if not mesh.links:
        say("No fault proxy is wired in.")
        return 0
    scripts.clear(mesh.state)
    return rewired(replace(mesh, links={}))


def rewired(mesh: Mesh) -> int:
    """Processes learn addresses when they start, so all that call somebody start again; what is in flight ends."""
    mesh.save()
    with step("every process that calls another starts again, with its new addresses"):
        supervise.rebuild(mesh)
    up.write_configuration(mesh)
    supervise.hang_up(mesh.state, "gateway")
    late = until_ready(mesh, seconds=90)
    for name in late:
        report.explain(mesh.state, name)
    return 1 if late else 0


def wired() -> Mesh:
    """The running mesh. Failure, with the command that helps, when no fault can be made in it."""
    mesh = control.running()
    if not mesh.links:
        raise Failure(
            "Nothing can be broken yet: ./dev fault on wires the fault proxy in (./dev up --faults starts so)."
        )
    return mesh
