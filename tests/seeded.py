"""Tables and demo data of the meshes of one test run: made once, copied into every further mesh.

Migrating and seeding four services costs 17 s of CPU, as much as everything a suite of twenty tests does. The journeys
start without this, from nothing, as a person does.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import binaries, material, ports, stamps
from tools.mesh import SERVICES, Mesh
from tools.state import State

# The folder of this run, see tools.suites.
VARIABLE = "SHOPMESH_TEST_SEED"


def lay(folder: Path) -> None:
    """What another mesh of this run would be seeded with, into the state folder of a mesh that is about to start."""
    if not (kept := os.environ.get(VARIABLE)):
        return
    origin, state = State(Path(kept)), State(folder.resolve())
    with one_at_a_time(origin):
        if not (origin.folder / "complete").exists():
            make(origin)
    state.make()
    for part in (origin.data, origin.keys, origin.field_keys):
        shutil.copytree(part, state.folder / part.name, dirs_exist_ok=True)
    mesh = described(state)
    for service in SERVICES:
        stamps.remember(state, f"data-{service}", material.read_by(mesh, service))


def make(origin: State) -> None:
    origin.make()
    if complaints := material.prepare(described(origin)):
        raise RuntimeError("\n".join(complaints))
    (origin.folder / "complete").touch()


def described(state: State) -> Mesh:
    """Nothing of it runs, and nobody is asked: only its databases and keys matter."""
    nowhere = ports.Ports(defaultdict(lambda: 9))
    return Mesh(state=state, ports=nowhere, redis=binaries.find("redis-server") is not None)


@contextmanager
def one_at_a_time(origin: State) -> Iterator[None]:
    origin.folder.mkdir(parents=True, exist_ok=True)
    with (origin.folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
