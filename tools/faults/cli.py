"""`./dev fault …`: reads the command line and does what it says."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

from servicekit.faults.effects import BY_CODE, BY_HTTP
from servicekit.faults.toxics import BadToxic, Direction, Kind, Toxic
from tools import control
from tools import mesh as description
from tools.console import Failure, bad, heading, say, table
from tools.faults import desk, links, places, points, scripts, shown, values, wiring
from tools.state import State

USAGE = """\
Break a running mesh on purpose, to see what the rest does.

  ./dev fault on [--now], ./dev fault off    wire the fault proxy in, take it out again; processes restart
                                             one by one and nobody notices, or --now: all at once, and sooner
  ./dev fault links [PATTERN]                every connection that can be broken: caller:callee
  ./dev fault add LINK WHAT [--for 30s]      break connections
      --latency 200ms [--jitter 50ms]  --bandwidth 10KB/s  --slice 16B [--gap 5ms]  --slow-close 2s
      --reset [--after 4KB]  --black-hole [--after 4KB]
      --direction up|down|both  --probability 0.1
  ./dev fault points                         named places in the code where a process can be made to fail
  ./dev fault inject PROCESS PLACE WHAT      break a process from inside
      PLACE is a gRPC method, a route as 'POST /api/orders/', or a point
      --status UNAVAILABLE  --delay 300ms  --raise  --crash
      --times 3  --probability 0.1  --for 30s  --done-first
  ./dev fault crash PROCESS POINT            SIGKILL itself there, once
  ./dev fault list                           what is broken right now, and how often it has happened
  ./dev fault clear [ID|LINK]                mend it; without a name, everything
"""
EXAMPLES = """\
  ./dev fault add 'order-*:product-grpc' --latency 200ms --jitter 50ms --for 30s
  ./dev fault add '*:redis' --black-hole
  ./dev fault add payments-grpc:sandbox --reset --probability 0.3
  ./dev fault inject product-grpc ReserveStock --status UNAVAILABLE --times 3
  ./dev fault crash order-web order.saga.after-commit
"""
# What shapes an answer is put on its way back, unless told otherwise; what ends a connection ends both its ways.
SHAPES = frozenset({"latency", "bandwidth", "slice"})


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in {"help", "-h", "--help"}:
        return usage()
    if arguments[0] not in COMMANDS:
        bad(f"There is no ./dev fault {arguments[0]}.")
        say(USAGE)
        return 2
    return COMMANDS[arguments[0]](arguments[1:])


def usage() -> int:
    say(USAGE)
    heading("Examples")
    say(EXAMPLES)
    heading("Now")
    mesh = description.load(State.current())
    try:
        running = control.running()
    except Failure as failure:
        say(str(failure))
        return 0
    if mesh is None or not running.links:
        say("No fault proxy is wired in: ./dev fault on")
    else:
        shown.listing(shown.rows(running))
    return 0


def parser(name: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"./dev fault {name}", allow_abbrev=False)


def bare(name: str, does: Callable[[], int]) -> Callable[[list[str]], int]:
    def run(arguments: list[str]) -> int:
        parser(name).parse_args(arguments)
        return does()

    return run


def rewire(name: str, does: Callable[..., int]) -> Callable[[list[str]], int]:
    def run(arguments: list[str]) -> int:
        reader = parser(name)
        reader.add_argument("--now", action="store_true", help="every process at once: quicker, and the shop pauses")
        return does(now=reader.parse_args(arguments).now)

    return run


def show_links(arguments: list[str]) -> int:
    reader = parser("links")
    reader.add_argument("pattern", nargs="?", default="*")
    pattern = reader.parse_args(arguments).pattern
    known = links.known(wiring.wired())
    found = [[name, address] for name, address in known.items() if fnmatchcase(name, pattern)]
    if not found:
        raise no_link(pattern)
    table(["link", "to"], found)
    return 0


def show_points() -> int:
    table(["point", "in"], [[point.name, f"{point.file}:{point.line}"] for point in points.every()])
    return 0


def show_list() -> int:
    shown.listing(shown.rows(wiring.wired()))
    return 0


def add(arguments: list[str]) -> int:
    given = adding().parse_args(arguments)
    mesh = wiring.wired()
    if not any(fnmatchcase(name, given.link) for name in mesh.links):
        raise no_link(given.link)
    for toxic in toxics(given):
        made = desk.ask(mesh.state, do="add", link=given.link, toxic=toxic.told())
        what, where = shown.phrase(made["toxic"]), ", ".join(made["links"])
        say(f"{made['id']}: {what} on {where}, ends {shown.ends(made['left'])}")
    return 0


def adding() -> argparse.ArgumentParser:
    reader = parser("add")
    reader.add_argument("link", help="caller:callee; a pattern for several")
    reader.add_argument("--latency", type=values.duration, metavar="TIME")
    reader.add_argument("--jitter", type=values.duration, metavar="TIME", default=0.0)
    reader.add_argument("--bandwidth", type=values.rate, metavar="RATE")
    reader.add_argument("--slice", type=values.size, metavar="SIZE")
    reader.add_argument("--gap", type=values.duration, metavar="TIME", default=0.0)
    reader.add_argument("--slow-close", type=values.duration, metavar="TIME")
    reader.add_argument("--reset", action="store_true")
    reader.add_argument("--black-hole", action="store_true")
    reader.add_argument("--after", type=values.size, metavar="SIZE", default=0)
    reader.add_argument("--direction", choices=["up", "down", "both"])
    reader.add_argument("--probability", type=values.share, metavar="SHARE", default=1.0)
    reader.add_argument("--for", type=values.duration, metavar="TIME", dest="lasts")
    return reader


def toxics(given: argparse.Namespace) -> list[Toxic]:
    """One for each thing asked for. Failure when that is none, or makes no sense."""
    asked: dict[Kind, Any] = {
        "latency": given.latency and {"delay": given.latency, "jitter": given.jitter},
        "bandwidth": given.bandwidth and {"rate": given.bandwidth},
        "slice": given.slice and {"size": given.slice, "gap": given.gap},
        "slow-close": given.slow_close and {"delay": given.slow_close},
        "reset": given.reset and {"after": given.after},
        "black-hole": given.black_hole and {"after": given.after},
    }
    common = {"probability": given.probability, "lasts": given.lasts}
    try:
        made = [
            Toxic(kind=kind, direction=direction(given, kind), **common, **numbers)
            for kind, numbers in asked.items()
            if numbers
        ]
    except BadToxic as wrong:
        raise Failure(f"This cannot be meant: {wrong}.") from wrong
    if not made:
        raise Failure(
            "Broken in which way? For example --latency 200ms, --reset or --black-hole; ./dev fault lists all."
        )
    return made


def direction(given: argparse.Namespace, kind: Kind) -> Direction:
    chosen: Direction | None = given.direction
    return chosen or ("down" if kind in SHAPES else "both")


def inject(arguments: list[str]) -> int:
    reader = placing("inject")
    effects = reader.add_mutually_exclusive_group(required=True)
    effects.add_argument("--status", choices=[*BY_CODE, *BY_HTTP], metavar="STATUS")
    effects.add_argument("--delay", type=values.duration, metavar="TIME")
    effects.add_argument("--raise", action="store_const", const="raise", dest="effect")
    effects.add_argument("--crash", action="store_const", const="crash", dest="effect")
    reader.add_argument("--done-first", action="store_true", help="the work is done, then its answer suffers")
    given = reader.parse_args(arguments)
    effect = given.effect or ("status" if given.status else "delay")
    return place(given, effect, status=given.status or "", delay=given.delay or 0.0, after=given.done_first)


def crash(arguments: list[str]) -> int:
    return place(placing("crash").parse_args(arguments), "crash")


def placing(name: str) -> argparse.ArgumentParser:
    reader = parser(name)
    reader.add_argument("process", help="order-web, product-grpc, …; a pattern for several")
    reader.add_argument("place", help="a gRPC method, 'POST /api/orders/' or a failpoint; patterns too")
    reader.add_argument("--times", type=values.count, metavar="N", help="crash: 1, else for ever")
    reader.add_argument("--probability", type=values.share, metavar="SHARE", default=1.0)
    reader.add_argument("--for", type=values.duration, metavar="TIME", dest="lasts")
    return reader


def place(given: argparse.Namespace, effect: str, **more: object) -> int:
    mesh = wiring.wired()
    site, where = places.of(given.process, given.place)
    if site == "point" and more.get("after"):
        raise Failure("A point has no work of its own to do first; choose the point after it.")
    facts = {
        "process": given.process,
        "site": site,
        "where": where,
        "effect": effect,
        "times": given.times or (1 if effect == "crash" else None),
        "probability": given.probability,
        "until": given.lasts and time.time() + given.lasts,
        "seed": int(mesh.extra.get("SHOPMESH_FAULT_SEED", "0")),
    }
    made = scripts.add(mesh.state, **facts, **more)
    say(f"{made.id}: {shown.effect(made)} in {made.process} at {made.where}")
    return 0


def clear(arguments: list[str]) -> int:
    reader = parser("clear")
    reader.add_argument("which", nargs="?", default="*", metavar="ID|LINK")
    which = reader.parse_args(arguments).which
    mesh = wiring.wired()
    gone = [*desk.ask(mesh.state, do="clear", which=which)["cleared"], *scripts.clear(mesh.state, which)]
    if not gone and which != "*":
        raise Failure(f"Nothing that is broken is called {which}: ./dev fault list")
    say(f"Mended: {', '.join(gone)}" if gone else "Nothing was broken.")
    return 0


def no_link(pattern: str) -> Failure:
    return Failure(
        f"No link is called {pattern}. ./dev fault links lists them; patterns are quoted: 'order-*:product-grpc'"
    )


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "on": rewire("on", wiring.on),
    "off": rewire("off", wiring.off),
    "links": show_links,
    "points": bare("points", show_points),
    "list": bare("list", show_list),
    "add": add,
    "inject": inject,
    "crash": crash,
    "clear": clear,
}
