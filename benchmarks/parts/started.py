"""The mesh that a benchmark measures."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.harness import Mesh, running_mesh, start_mesh


@contextmanager
def a_mesh(*options: str, environment: Mapping[str, str] | None = None, own: bool = False) -> Iterator[Mesh]:
    """Started for this run; SHOPMESH_REUSE=<state folder> takes a running one, while writing, but not for `own`."""
    if (reused := os.environ.get("SHOPMESH_REUSE")) and not own:
        yield running_mesh(Path(reused))
        return
    with tempfile.TemporaryDirectory() as state:
        mesh = start_mesh(Path(state), *options, environment=dict(environment or {}))
        try:
            yield mesh
        finally:
            mesh.dev("down")
