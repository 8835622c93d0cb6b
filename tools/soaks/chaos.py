"""`./dev soak chaos`: thousands of checkouts while a random process is killed every few seconds, and then an audit.

On a mesh of its own. Exit code 1 when a single promise was broken; the seed shows it again.
"""

from __future__ import annotations

import argparse
import json
import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from tools.console import bad, good, say, table

if TYPE_CHECKING:
    from tests.chaos.run import Result

CHECKOUTS = 10_000


def options(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--checkouts", type=int, default=CHECKOUTS, help="how many; 10,000 without it")
    reader.add_argument("--shoppers", type=int, default=8, help="customers at once; 8 without it")
    reader.add_argument("--kills", type=int, default=0, help="go on until so many processes were killed")
    reader.add_argument("--most-kills", type=int, default=0, help="after so many, the rest of the run is in peace")
    reader.add_argument("--postgres", action="store_true", help="PostgreSQL, which is restarted like everything else")
    reader.add_argument("--seed", type=int, help="the same victims and checkouts again; a new seed without it")
    reader.add_argument("--json", action="store_true", help="for programs")


def run(given: argparse.Namespace) -> int:
    from tests.chaos.run import Wanted  # noqa: PLC0415 - not every command needs what tests need
    from tests.chaos.run import run as run_chaos  # noqa: PLC0415 - as above
    from tests.chaos.world import world  # noqa: PLC0415 - as above

    tell = quiet if given.json else progress()
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    kills, most = given.kills, given.most_kills
    wanted = Wanted(given.checkouts, seed, kills=kills, most_kills=most, shoppers=given.shoppers)
    tell(f"seed {seed}; {given.checkouts:,} checkouts on {'PostgreSQL' if given.postgres else 'SQLite'}")
    with world(postgres_too=given.postgres) as mesh:
        result = run_chaos(mesh, wanted, tell)
    show(result, as_json=given.json)
    return 0 if result.kept else 1


def quiet(line: str) -> None:
    """Standard output is for the one document."""


def progress() -> Callable[[str], None]:
    began = time.monotonic()
    return lambda line: say(f"  {time.monotonic() - began:7.1f} s  {line}")


def show(result: Result, *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(result.facts(), indent=2))
        return
    say()
    rows = [[name, str(len(found))] for name, found in result.violations.items()]
    table(["promise", "broken"], [*rows, ["ledger_sum", str(result.ledger_sum)]], numbers=["broken"])
    for name, found in result.violations.items():
        for line in found[:20]:
            bad(f"{name}: {line}")
    facts = result.facts()
    told = (
        f"seed {facts['seed']}: {facts['checkouts']:,} checkouts ({facts['confirmed']:,} confirmed), "
        f"{facts['kills']} kills, {facts['requests']:,} requests of which {facts['troubled_requests']:,} in trouble, "
        f"{facts['seconds']} s"
    )
    (good if result.kept else bad)(told)
