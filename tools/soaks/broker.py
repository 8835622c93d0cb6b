"""`./dev soak broker`: a thousand orders while the broker is down for a minute. Nothing is lost, nothing happens twice.

What waited has arrived everywhere, with its effects, within 30 seconds of the broker's return; or the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import secrets
from typing import TYPE_CHECKING

from tools.console import bad, good, say
from tools.soaks.chaos import progress, quiet, show

if TYPE_CHECKING:
    from tests.chaos.books import Ask
    from tests.chaos.outage import Outage

ORDERS, SECONDS = 1_000, 60.0
DRAINED_WITHIN = 30.0  # seconds


def options(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--orders", type=int, default=ORDERS, help="how many; 1,000 without it")
    reader.add_argument("--seconds", type=float, default=SECONDS, help="how long the broker is away; 60 without it")
    reader.add_argument("--postgres", action="store_true", help="PostgreSQL in place of SQLite")
    reader.add_argument("--seed", type=int, help="the same orders again; a new seed without it")
    reader.add_argument("--json", action="store_true", help="for programs")


def run(given: argparse.Namespace) -> int:
    from tests.chaos.outage import Outage  # noqa: PLC0415 - not every command needs what tests need
    from tests.chaos.run import Wanted  # noqa: PLC0415 - as above
    from tests.chaos.run import run as run_chaos  # noqa: PLC0415 - as above
    from tests.chaos.world import world  # noqa: PLC0415 - as above

    tell = quiet if given.json else progress()
    wanted = Wanted(given.orders, secrets.randbelow(2**32) if given.seed is None else given.seed, kills=1, smooth=True)
    tell(f"seed {wanted.seed}; {given.orders:,} orders, the broker away for {given.seconds:g} s")
    outages: list[Outage] = []

    with world(postgres_too=given.postgres) as mesh:

        def away(ask: Ask) -> Outage:
            outages.append(Outage(mesh, ask, given.seconds))
            return outages[0]

        result = run_chaos(mesh, wanted, tell, away)
    [outage] = outages
    in_time = outage.drained <= DRAINED_WITHIN
    if given.json:
        told = {"backlog": outage.backlog, "drained_seconds": round(outage.drained, 1)}
        say(json.dumps(result.facts() | told, indent=2))
    else:
        show(result, as_json=False)
        line = (
            f"{outage.backlog:,} events waited for the broker; all had arrived {outage.drained:.1f} s after its return"
        )
        (good if in_time else bad)(line)
    return 0 if result.kept and in_time else 1
