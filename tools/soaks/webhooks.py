"""`./dev soak webhooks`: deliveries nobody signed, a hundred thousand by default, shown to what the endpoint asks.

Bytes of header and body changed, other secrets, old stamps, many guesses at once; between them genuine ones, which must
be taken, or nothing would be shown.
"""

from __future__ import annotations

import argparse
import json
import random
import secrets
import time
from collections import Counter
from importlib import import_module

from tools.console import Failure, bad, good, say, table

HUNDRED_THOUSAND = 100_000
SHOWN = 10


def options(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--count", type=int, default=HUNDRED_THOUSAND, help="how many; 100,000 without it")
    reader.add_argument("--seed", type=int, help="the same mutations again; a new seed without it")
    reader.add_argument("--json", action="store_true", help="for programs")


def run(given: argparse.Namespace) -> int:
    if given.count < 1:
        raise Failure("--count must be above 0.")
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    if not given.json:
        say(f"seed {seed}; {given.count:,} mutated deliveries")
    facts = tried(seed, given.count)
    show(facts, as_json=given.json)
    return 0 if facts["accepted"] == 0 else 1


def tried(seed: int, count: int) -> dict[str, object]:
    mutations = import_module("payments_service.tests.webhooks.mutations")  # only this command needs the service
    chance, now, began = random.Random(seed), int(time.time()), time.monotonic()  # noqa: S311 - to be repeated
    families: Counter[str] = Counter()
    through = []
    for _ in range(count):
        delivery = mutations.mutated(chance, now=now)
        families[delivery.family] += 1
        if mutations.accepted(delivery, now=now):
            through.append([delivery.family, delivery.header, delivery.body.decode("utf-8", "backslashreplace")])
    return {
        "tried": count,
        "genuine_taken": count,  # one before each mutation, or mutated() would have raised
        "accepted": len(through),
        "families": dict(sorted(families.items())),
        "got_through": through[:SHOWN],
        "seed": seed,
        "seconds": round(time.monotonic() - began, 1),
    }


def show(facts: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(facts, indent=2))
        return
    families = facts["families"]
    assert isinstance(families, dict)  # noqa: S101 - as it was made above
    table(["mutation", "refused"], [[name, f"{number:,}"] for name, number in families.items()], numbers=["refused"])
    told = f"{facts['tried']:,} tried in {facts['seconds']} s: {facts['accepted']} accepted; seed {facts['seed']}"
    (bad if facts["accepted"] else good)(told)
