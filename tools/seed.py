"""`./dev seed --products N`: made-up products into the catalogue of this mesh, whether it runs or not."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from tools import material, mesh, postgres, supervise
from tools.console import Failure, step
from tools.mesh import Mesh
from tools.state import State

SERVICE = "product_service"


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="./dev seed", allow_abbrev=False)
    reader.add_argument("--products", required=True, metavar="N", help="how many there shall be: 1000000")
    reader.add_argument("--seed", type=int, default=1, help="another seed makes other products")
    reader.add_argument("--ratings", action="store_true", help="with reviews, made up as they are")
    given = reader.parse_args(arguments)
    found = mesh.load(State.current())
    if found is None:
        raise Failure("No mesh was ever started here: ./dev up.")
    options = ["--products", given.products, "--seed", str(given.seed), *(["--ratings"] if given.ratings else [])]
    if supervise.running(found.state):
        return material.attached(found, SERVICE, "manage", "generate", *options)
    with database(found):
        return material.attached(found, SERVICE, "manage", "generate", "--alone", *options)


@contextmanager
def database(found: Mesh) -> Iterator[None]:
    """Of a mesh that is stopped: its own cluster has to run for as long as this takes, and nothing else."""
    if not found.own_postgres:
        yield
        return
    with step("PostgreSQL: private cluster"):
        supervise.start(found, only=("postgres",))
        postgres.wait(found.ports["postgres"])
    try:
        yield
    finally:
        supervise.stop(found.state)
