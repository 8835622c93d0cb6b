"""`./dev metrics [NAME]`: what every process counts, as Prometheus would read it."""

from __future__ import annotations

import argparse
import urllib.request

from tools import control
from tools.console import Failure, bad, say
from tools.mesh import Mesh
from tools.processes import Process, processes

TIMEOUT = 3  # seconds


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="./dev metrics", allow_abbrev=False)
    reader.add_argument("name", nargs="?", help="a process or a service; without one, all that count something")
    given = reader.parse_args(arguments)
    found = control.running()
    chosen = control.named(found, given.name) if given.name else processes(found)
    pages = {process.name: address(found, process) for process in chosen}
    served = {name: url for name, url in pages.items() if url}
    if not served:
        raise Failure(f"{given.name} counts nothing.")
    answers = [show(name, url) for name, url in served.items()]
    return 0 if all(answers) else 1


def address(mesh: Mesh, process: Process) -> str:
    """Where the process shows its metrics; empty for what is not ours."""
    if process.probe in {"web", "live", "health"}:
        return f"{mesh.ports.url(process.name)}/metrics"
    own = f"{process.name}-metrics"
    return f"{mesh.ports.url(own)}/metrics" if own in mesh.ports.numbers else ""


def show(name: str, url: str) -> bool:
    """A comment says whose figures follow: several pages in one output stay apart."""
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310 - our own process
            text = answer.read().decode()
    except OSError as error:
        bad(f"{name} does not answer at {url}: {error}")
        return False
    say(f"# process {name} {url}\n{text}")
    return True
