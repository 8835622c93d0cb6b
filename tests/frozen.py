"""SIGSTOP: processes that keep their ports and connections, and answer nothing."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from tests.harness import Mesh
from tools import supervise
from tools.state import State


@contextmanager
def frozen(mesh: Mesh, *names: str) -> Iterator[None]:
    """These processes of the mesh, with what they have started, until the end."""
    stopped = [process for name in names for process in family(mesh, name)]
    for process in stopped:
        process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in stopped:
            process.send_signal(signal.SIGCONT)


def family(mesh: Mesh, name: str) -> list[psutil.Process]:
    parent = psutil.Process(supervise.conditions(State(mesh.state))[name].pid)
    return [parent, *parent.children(recursive=True)]
