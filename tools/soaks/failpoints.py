"""`./dev soak failpoints`: in a running mesh a process is killed at every failpoint in turn, and then comes the audit.

Exit code 1 when a point was not passed by anybody, or a promise was broken.
"""

from __future__ import annotations

import argparse
import json
import secrets
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from tools.console import Failure, bad, good, say
from tools.faults import points
from tools.soaks.chaos import progress, quiet, show

if TYPE_CHECKING:
    from tests.chaos.books import Ask
    from tests.chaos.sweep import Sweep

# More than anybody buys meanwhile: shopping ends with the last point.
MOST_CHECKOUTS = 20_000
SHOPPERS = 3


def options(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--points", nargs="+", default=["*"], metavar="PATTERN", help="only those: 'order.*'")
    reader.add_argument("--postgres", action="store_true", help="PostgreSQL in place of SQLite")
    reader.add_argument("--seed", type=int, help="the same checkouts again; a new seed without it")
    reader.add_argument("--json", action="store_true", help="for programs")


def run(given: argparse.Namespace) -> int:
    from tests.chaos.goods import one_product  # noqa: PLC0415 - not every command needs what tests need
    from tests.chaos.people import People  # noqa: PLC0415 - as above
    from tests.chaos.run import Wanted  # noqa: PLC0415 - as above
    from tests.chaos.run import run as run_chaos  # noqa: PLC0415 - as above
    from tests.chaos.sweep import Sweep  # noqa: PLC0415 - as above
    from tests.chaos.world import world  # noqa: PLC0415 - as above

    tell = quiet if given.json else progress()
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    wanted = Wanted(MOST_CHECKOUTS, seed, shoppers=SHOPPERS, as_long_as_attacked=True)
    names = chosen(given.points)
    tell(f"seed {seed}; {len(names)} points")
    sweeps: list[Sweep] = []
    with world("--faults", postgres_too=given.postgres) as mesh:
        people = People(mesh.mesh, one_product(mesh.mesh), mesh.described.ports.url("sandbox"))

        def sweeping(ask: Ask) -> Sweep:
            sweeps.append(Sweep(mesh, ask, people, names, tell))
            return sweeps[0]

        result = run_chaos(mesh, wanted, tell, sweeping)
    [sweep] = sweeps
    if given.json:
        say(json.dumps(result.facts() | {"points": len(names), "not_passed": sweep.missed}, indent=2))
    else:
        show(result, as_json=False)
        line = f"{len(names) - len(sweep.missed)} of {len(names)} points passed, and whoever did died there"
        (bad if sweep.missed else good)(line + "".join(f"\n        not passed: {name}" for name in sweep.missed))
    return 0 if result.kept and not sweep.missed else 1


def chosen(patterns: Sequence[str]) -> Sequence[str]:
    """All but those that need a race nobody can ask for."""
    from tests.chaos.provoking import ELSEWHERE  # noqa: PLC0415 - as above

    known = [point.name for point in points.every() if point.name not in ELSEWHERE]
    found = [name for name in known if any(fnmatchcase(name, pattern) for pattern in patterns)]
    if not found:
        raise Failure(f"No point is called {' or '.join(patterns)}: ./dev fault points")
    return found
