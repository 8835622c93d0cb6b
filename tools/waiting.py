"""Waiting for health: the only place where the start of one process is watched together with the others'."""

from __future__ import annotations

import time
from collections.abc import Collection

from tools import probes
from tools.console import say, screen
from tools.mesh import Mesh
from tools.processes import processes

PATIENCE = 120.0  # seconds


def until_ready(mesh: Mesh, seconds: float = PATIENCE, only: Collection[str] = ()) -> list[str]:
    """Say each process as it becomes ready; the names of those that did not."""
    begun = time.monotonic()
    missing = [process for process in processes(mesh) if not only or process.name in only]
    while missing and time.monotonic() - begun < seconds:
        answers = probes.all_ready(mesh, missing)
        came = [name for name, ready in answers.items() if ready]
        missing = [process for process in missing if not answers[process.name]]
        if came:
            screen.print(f"  [green]ready[/green] {time.monotonic() - begun:5.1f} s  ", end="")
            say(f"{', '.join(came)}" + (f"  ({len(missing)} to come)" if missing else ""))
        if missing:
            time.sleep(0.3)
    return [process.name for process in missing]
