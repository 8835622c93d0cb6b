"""`./dev soak contract`: made-up requests, good and bad, of every documented operation, sent as everybody in turn.

On a mesh of its own. An answer that is undocumented, not of its schema, or a server error is shown with the request.
"""

from __future__ import annotations

import argparse
import json
import secrets
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.console import bad, good, say

if TYPE_CHECKING:
    from tests.harness import Mesh

PEOPLE = ("user9", "viewer", "vendor", "staff", "admin")
# Access tokens live for fifteen minutes.
FRESH_SECONDS = 300
NO_LIMIT = {"SHOPMESH_LOGIN_RATE": "100000", "SHOPMESH_LOGIN_BURST": "100000", "ORDERS_PER_MINUTE": "1000000"}


def options(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--examples", type=int, default=100, help="made-up requests of each operation; 100 without it")
    reader.add_argument("--seed", type=int, help="the same requests again; a new seed without it")
    reader.add_argument("--json", action="store_true", help="for programs")


def run(given: argparse.Namespace) -> int:
    from tests.harness import start_mesh  # noqa: PLC0415 - not every command needs what tests need

    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    say(f"seed {seed}; {given.examples} requests of each operation, as {len(PEOPLE) + 1} people")
    with tempfile.TemporaryDirectory(prefix="shopmesh-contract-") as folder:
        mesh = start_mesh(Path(folder), environment=NO_LIMIT)
        try:
            facts = tried(mesh, given.examples, seed) | {"seed": seed}
        finally:
            mesh.dev("down", check=False)
    if given.json:
        say(json.dumps(facts, indent=2))
    told = f"{facts['answers']} answers to {facts['operations']} operations, {len(facts['failed'])} not as documented"
    (bad if facts["failed"] else good)(told)
    return 1 if facts["failed"] else 0


def tried(mesh: Mesh, examples: int, seed: int) -> dict[str, Any]:
    from tests.contract import attempt, operations  # noqa: PLC0415 - as above

    answers, failed, everything = 0, dict[str, str](), list(operations())
    tokens, fetched = tokens_of(mesh), time.monotonic()
    for operation in everything:
        if time.monotonic() - fetched > FRESH_SECONDS:
            tokens, fetched = tokens_of(mesh), time.monotonic()
        try:
            answers += attempt(operation, url=mesh.url, tokens=tokens, examples=examples, seed=seed)
            say(f"  {operation.label}")
        except Exception as error:  # noqa: BLE001 - whatever schemathesis found; the next operation is tried all the same
            failed[operation.label] = str(error)
            bad(f"{operation.label}\n{error}")
    return {"operations": len(everything), "answers": answers, "failed": failed}


def tokens_of(mesh: Mesh) -> Mapping[str, str]:
    """By person; the admin's has a second factor, so that nothing hides behind a step-up."""
    from tests.harness import Shopper, with_second_factor  # noqa: PLC0415 - as above

    people = {name: Shopper.signed_in(mesh, name) for name in PEOPLE}
    given = {name: someone.tokens["access"] for name, someone in people.items()}
    for someone in people.values():
        someone.close()
    return {"anonymous": "", **given, "admin": with_second_factor(mesh, given["admin"])}
