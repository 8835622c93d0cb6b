"""`./dev reindex`: the catalogue into the index of the search again, while the shop is open."""

from __future__ import annotations

import argparse

from tools import material, mesh
from tools.console import Failure
from tools.state import State


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="./dev reindex", allow_abbrev=False)
    reader.add_argument("--target", choices=["embedded", "external"], help="without it, those this mesh uses")
    given = reader.parse_args(arguments)
    found = mesh.load(State.current())
    if found is None:
        raise Failure("No mesh was ever started here: ./dev up.")
    options = ["--target", given.target] if given.target else []
    return material.attached(found, "product_service", "manage", "reindex", *options)
