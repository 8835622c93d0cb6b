"""`./dev events [status|dead|parked|replay] [SERVICE] [ID …]`: what became of events, as each service's tables say."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from tools import material, mesh
from tools.console import Failure, bad, good, say, table, warn
from tools.mesh import SERVICES, Mesh, short
from tools.state import State

Found = dict[str, Any]
WIDEST = 110  # characters of an error on its line


def main(arguments: list[str]) -> int:
    """0; 1 when a service could not be asked, or a dead letter failed again."""
    reader = argparse.ArgumentParser(prog="./dev events", allow_abbrev=False)
    reader.add_argument("action", nargs="?", default="status", choices=list(VIEWS), help="status when left out")
    reader.add_argument("service", nargs="?", default="", help="of one service: order")
    reader.add_argument("ids", nargs="*", type=int, metavar="ID", help="replay: numbers from `./dev events dead`")
    reader.add_argument("--json", action="store_true", help="for programs")
    given = reader.parse_args(arguments)
    if given.ids and given.action != "replay":
        reader.error("only replay takes numbers")
    found = ask(started(), given.action, chosen(given.service), given.ids)
    if given.json:
        say(json.dumps(found, indent=2))
        return _code(given.action, found)
    VIEWS[given.action](found)
    return _code(given.action, found)


def started() -> Mesh:
    if (found := mesh.load(State.current())) is None:
        raise Failure("No mesh was ever started here: ./dev up.")
    return found


def chosen(service: str) -> Sequence[str]:
    if not service:
        return SERVICES
    names = {name: name for name in SERVICES} | {short(name): name for name in SERVICES}
    if service not in names:
        raise Failure(f"There is no service {service}. There are: {', '.join(map(short, SERVICES))}")
    return [names[service]]


def ask(of: Mesh, action: str, services: Sequence[str], ids: Sequence[int]) -> dict[str, Any]:
    """By short name what each says; two at a time, each is a Python that loads Django."""

    def one(service: str) -> Any:
        said = material.manage(of, service, "manage", "events", action, *map(str, ids))
        return json.loads(said.splitlines()[-1])

    with ThreadPoolExecutor(2) as threads:
        return dict(zip(map(short, services), threads.map(one, services), strict=True))


def show_status(found: Found) -> None:
    rows = [
        (name, str(one["outbox"]["waiting"]), _when(one["outbox"]["oldest_at"]), str(one["parked"]), str(one["dead"]))
        for name, one in found.items()
    ]
    table(("service", "outbox", "oldest", "parked", "dead"), rows, numbers=("outbox", "parked", "dead"))
    if not any(one["broker"] for one in found.values()):
        warn("No broker answers: events wait in the outboxes.")
    if any(one["dead"] for one in found.values()):
        warn("Dead letters: ./dev events dead")


def show_dead(found: Found) -> None:
    letters = [(name, letter) for name, those in found.items() for letter in those]
    if not letters:
        say("No dead letters.")
        return
    rows = [
        (
            name,
            str(one["id"]),
            one["consumer"].partition("__")[2],
            f"{one['aggregate']} {one['aggregate_id']}",
            one["reason"],
            str(one["waiting_behind"]),
            _when(one["created_at"]),
        )
        for name, one in letters
    ]
    table(("service", "id", "consumer", "aggregate", "reason", "behind", "since"), rows, numbers=("id", "behind"))
    say()
    for name, one in letters:
        say(f"{name} {one['id']}: {_short(one['error'])}")
    say("\n./dev events replay SERVICE ID hands one to its consumer again; without ID all, without SERVICE everywhere.")


def show_parked(found: Found) -> None:
    events = [(name, event) for name, those in found.items() for event in those]
    if not events:
        say("Nothing is parked.")
        return
    rows = [
        (
            name,
            one["consumer"].partition("__")[2],
            f"{one['aggregate']} {one['aggregate_id']}",
            str(one["type_seq"]),
            one["behind"],
            _when(one["created_at"]),
        )
        for name, one in events
    ]
    table(("service", "consumer", "aggregate", "number", "behind", "since"), rows, numbers=("number",))


def show_replayed(found: Found) -> None:
    letters = [(name, letter) for name, those in found.items() for letter in those]
    if not letters:
        say("No dead letters to replay.")
    for name, one in letters:
        told = f"{name} {one['id']}: {one['consumer'].partition('__')[2]}"
        if one["replayed"]:
            good(told)
        else:
            bad(f"{told}: {_short(one['error'])}")


def _code(action: str, found: Found) -> int:
    failed = action == "replay" and any(not one["replayed"] for those in found.values() for one in those)
    return 1 if failed else 0


def _when(moment: str | None) -> str:
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M:%S}" if moment else "-"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"


VIEWS: dict[str, Callable[[Found], None]] = {
    "status": show_status,
    "dead": show_dead,
    "parked": show_parked,
    "replay": show_replayed,
}
