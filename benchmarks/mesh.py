"""`./dev bench mesh`: what the mesh layer promises, measured, with the aim beside each figure.

Ratios are taken in one run, in turns. Parts that need a mesh share one that is started for them and stopped again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Figure, as_values, shown
from benchmarks.parts import setting
from benchmarks.report import as_json
from tests.harness import Mesh, running_mesh, start_mesh

# Parts by name, in the order they are run: those without a mesh, then those that share one.
ALONE = ("chain", "stock", "breaker", "amplification", "busy")
TOGETHER = ("verify", "protocols", "endtoend", "cache", "hung", "overload")
PARTS = (*ALONE, *TOGETHER)
# The gateway's limit on logins protects passwords; here it would only be in the way.
NO_LIMIT = {"SHOPMESH_LOGIN_RATE": "100000", "ORDERS_PER_MINUTE": "1000000"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench mesh", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=f"one of {', '.join(PARTS)}")
    options = parser.parse_args()
    figures = measured(options.only or PARTS)
    print(as_json(as_values(figures)) if options.json else shown(figures))


def measured(parts: Sequence[str]) -> list[Figure]:
    alone = [figure for part in parts if part in ALONE for figure in apart(perform, part)]
    rest = [part for part in parts if part in TOGETHER]
    if not rest:
        return alone
    with shared_mesh() as mesh:
        return alone + [figure for part in rest for figure in apart(perform_on, part, str(mesh.state))]


@contextmanager
def shared_mesh() -> Iterator[Mesh]:
    """Started for this run; SHOPMESH_REUSE=<state folder> takes a running one, while writing a part."""
    if reused := os.environ.get("SHOPMESH_REUSE"):
        yield running_mesh(Path(reused))
        return
    with tempfile.TemporaryDirectory() as state:
        mesh = start_mesh(Path(state), environment=NO_LIMIT)
        try:
            yield mesh
        finally:
            mesh.dev("down")


def apart(work: Callable[..., list[Figure]], *arguments: str) -> list[Figure]:
    """In a fresh process: no breaker, channel or budget of another part."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def perform(part: str, *found: Mesh) -> list[Figure]:
    setting.as_a_service()
    figures: list[Figure] = import_module(f"benchmarks.parts.{part}").run(*found)
    return figures


def perform_on(part: str, state: str) -> list[Figure]:
    return perform(part, running_mesh(Path(state)))


if __name__ == "__main__":
    main()
