"""`./dev COMMAND`: reads the command line and calls the module that does the work."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module

from tools.console import Failure, bad, say
from tools.ports import CANONICAL

Command = Callable[[argparse.Namespace], int]

HELP = """\
Shopmesh: a shop that runs as a mesh of small services.

  ./dev up [--port N] [--postgres] [--rebuild] [--faults] [--nats-cluster]
                                                 install what is missing, start everything, wait until it is ready
  ./dev down                                     stop everything
  ./dev status                                   every process: health, port, memory, age
  ./dev health                                   what the gateway says about the services
  ./dev logs [NAME] [-f]                         the log of one process, of one service, or of all
  ./dev mail [N] [--follow] [--sms]              letters and text messages to users, as they would get them
  ./dev metrics [NAME]                           what a process counts, as Prometheus text; without NAME: all
  ./dev mesh policies|access|status [--json]     how services call each other, who may, how breakers and budgets stand
  ./dev events [status|dead|parked] [SERVICE]    what waits for the broker, for an event before it, or for a person
  ./dev events replay [SERVICE] [ID …]           hand dead letters to their consumers again
  ./dev restart [NAME]                           a process anew (or all of a service: order; without NAME: everything),
                                                 with another in its place meanwhile: no request is lost
  ./dev stop NAME, ./dev start NAME              leave it stopped, to see what the rest does; start it again
  ./dev kill NAME                                SIGKILL it, and see it come back
  ./dev fault …                                  slow down, cut or break what runs; alone, it says how
  ./dev rotate-keys [--revoke KID]               the key that signs access tokens anew, while the shop is open;
                                                 or end a stolen one at once
  ./dev seed --products N [--seed S] [--ratings] made-up products, until there are N; runs beside the shop or without it
  ./dev reindex [--target embedded|external]     the catalogue into the search's index again, continued where it stopped
  ./dev build                                    the front end only
  ./dev manage SERVICE COMMAND …                 a Django command of one service
  ./dev clean [--yes] [--all]                    delete databases, keys and logs; --all: also .venv and node_modules

  ./dev check [STEP …]                           style, types, contracts, generated files, fast tests
  ./dev test [NAME …] [--compose]                every test, or those of a service, frontend, journeys, …
  ./dev gen                                      stubs, OpenAPI documents and the TypeScript client
  ./dev bench NAME [--json]                      measure a claim
  ./dev soak NAME [--seed N] [--json]            what takes longer than tests may: a million forged tokens

SHOPMESH_STATE=DIR starts a second mesh beside the first, with its own data and ports.
"""


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in {"help", "-h", "--help"}:
        say(HELP)
        return 0
    if arguments[0] not in COMMANDS:
        bad(f"There is no command {arguments[0]}.")
        say(HELP)
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Failure as failure:
        bad(str(failure))
        return 1


def parser(name: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"./dev {name}", allow_abbrev=False)


def call(module: str, function: str, *values: object, **named: object) -> int:
    """Modules are loaded when their command is asked for: `./dev logs` need not load supervisor and grpc."""
    return int(getattr(import_module(f"tools.{module}"), function)(*values, **named))


def up(arguments: list[str]) -> int:
    reader = parser("up")
    reader.add_argument("--port", type=int, default=int(os.environ.get("SHOPMESH_PORT", CANONICAL["gateway"])))
    reader.add_argument("--postgres", action="store_true", help="PostgreSQL in place of SQLite")
    reader.add_argument("--rebuild", action="store_true", help="build the front end even if it did not change")
    reader.add_argument("--faults", action="store_true", help="all connections through the fault proxy: ./dev fault")
    reader.add_argument("--nats-cluster", action="store_true", help="three NATS nodes, of which one may die")
    given = reader.parse_args(arguments)
    module = import_module("tools.up")
    options = module.Options(given.port, given.postgres, given.rebuild, given.faults, given.nats_cluster)
    return int(module.up(options))


def logs(arguments: list[str]) -> int:
    reader = parser("logs")
    reader.add_argument("name", nargs="?")
    reader.add_argument("-f", "--follow", action="store_true")
    reader.add_argument("-n", "--lines", type=int, default=40)
    given = reader.parse_args(arguments)
    return call("control", "logs", given.name, follow=given.follow, lines=given.lines)


def clean(arguments: list[str]) -> int:
    reader = parser("clean")
    reader.add_argument("--yes", action="store_true", help="do not ask")
    reader.add_argument("--all", action="store_true", help="also .venv and node_modules")
    given = reader.parse_args(arguments)
    return call("control", "clean", everything=given.all, sure=given.yes)


def manage(arguments: list[str]) -> int:
    if not arguments:
        raise Failure("Which service? ./dev manage order_service showmigrations")
    return call("control", "manage", arguments[0], arguments[1:])


def on_one(name: str) -> Callable[[list[str]], int]:
    def run(arguments: list[str]) -> int:
        reader = parser(name)
        reader.add_argument("name", help="a process or a service")
        return call("control", name, reader.parse_args(arguments).name)

    return run


def restart(arguments: list[str]) -> int:
    reader = parser("restart")
    reader.add_argument("name", nargs="?", default="", help="a process or a service; without one, everything")
    return call("roll", "main", reader.parse_args(arguments).name)


def plain(name: str) -> Callable[[list[str]], int]:
    def run(arguments: list[str]) -> int:
        parser(name).parse_args(arguments)
        return call("control", name)

    return run


def elsewhere(module: str) -> Callable[[list[str]], int]:
    return lambda arguments: call(module, "main", arguments)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "up": up,
    "down": plain("down"),
    "status": plain("status"),
    "health": plain("health"),
    "logs": logs,
    "mail": elsewhere("mail"),
    "metrics": elsewhere("metrics"),
    "mesh": elsewhere("views"),
    "events": elsewhere("events"),
    "restart": restart,
    "stop": on_one("stop"),
    "start": on_one("start"),
    "kill": on_one("kill"),
    "fault": elsewhere("faults.cli"),
    "rotate-keys": elsewhere("rotate_keys"),
    "seed": elsewhere("seed"),
    "reindex": elsewhere("reindex"),
    "clean": clean,
    "manage": manage,
    "build": elsewhere("build"),
    "check": elsewhere("check"),
    "test": elsewhere("testing"),
    "gen": elsewhere("generate"),
    "bench": elsewhere("bench"),
    "soak": elsewhere("soak"),
}


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("\nInterrupted. ./dev status shows what runs, ./dev down stops it; ./dev up goes on.")
        sys.exit(130)
