"""`./dev soak NAME`: what takes too long for `./dev test`. Each says its seed, and what it is sure of afterwards."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib import import_module

# Name → what it shows. A module of that name in tools.soaks has `options(parser)` and `run(given) -> exit code`.
SOAKS: Mapping[str, str] = {
    "broker": "a thousand orders while the broker is down for a minute: nothing lost, effects once, drained in 30 s",
    "chaos": "ten thousand checkouts while processes are killed: each exactly once, and the books balance",
    "codes": "ten thousand guesses at a second factor by who knows the password: five looked at, none let in",
    "contract": "made-up requests of every operation, as everybody: none answered otherwise than documented",
    "failpoints": "a process killed at every failpoint in turn, in a running mesh: nothing lost, nothing twice",
    "refunds": "a thousand refunds of one payment at once: as many are made as fit, and the books agree",
    "stock": "ten thousand made-up steps of the stock, with deaths in between: its tables say what a model says",
    "tokens": "a million forged access tokens: none accepted, none an error",
    "webhooks": "a hundred thousand deliveries with mutated signatures, stamps and bodies: none accepted",
}


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="./dev soak", allow_abbrev=False)
    names = reader.add_subparsers(dest="name", required=True)
    for name, told in SOAKS.items():
        soak = import_module(f"tools.soaks.{name}")
        soak.options(names.add_parser(name, help=told, description=told, allow_abbrev=False))
    given = reader.parse_args(arguments)
    return int(import_module(f"tools.soaks.{given.name}").run(given))
