"""`./dev soak stock`: thousands of made-up steps of the stock beside a model of it, with processes that die in between.

Against product_service in this process, on a database that is thrown away. Whatever is asked in whatever order, and
asked again by whom nobody answered, the tables say what the model says; or it is shown what led to the difference.
"""

from __future__ import annotations

import argparse
import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools import postgres
from tools.console import bad, good, say
from tools.state import State
from tools.testing import private_cluster

STEPS = 10_000
EXAMPLES, LENGTH = 20, 50  # of one round, and steps of one example at most


def options(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--steps", type=int, default=STEPS, help="how many; 10,000 without it")
    reader.add_argument("--postgres", action="store_true", help="PostgreSQL in place of SQLite")
    reader.add_argument("--seed", type=int, help="the same steps again; a new seed without it")


def run(given: argparse.Namespace) -> int:
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    say(f"seed {seed}; {given.steps:,} steps on {'PostgreSQL' if given.postgres else 'SQLite'}")
    began = time.monotonic()
    with service(postgres_too=given.postgres):
        steps, difference = played(seed, given.steps)
    say(f"  {steps:,} steps, {1 if difference else 0} divergences; {time.monotonic() - began:.0f} s")
    if difference:
        bad("The tables and the model differ. What led there:")
        say(difference)
        return 1
    good("after every step the tables said what the model says")
    return 0


@contextmanager
def service(*, postgres_too: bool) -> Iterator[None]:
    """product_service in this process, with a database of its own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        os.environ |= {"SHOPMESH_ENV": "test", "SHOPMESH_STATE": str(folder), "LOG_LEVEL": "ERROR"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "product_service.settings"
        os.environ.pop("DATABASE_URL", None)
        if postgres_too:
            port = stack.enter_context(private_cluster(State(folder / "cluster")))
            os.environ["DATABASE_URL"] = postgres.url("product_service", port)
        stack.enter_context(_database())
        yield


@contextmanager
def _database() -> Iterator[None]:
    import django  # noqa: PLC0415 - its settings had to be chosen first

    django.setup()
    from django.db import connection  # noqa: PLC0415 - Django is set up first
    from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415 - the same

    from servicekit import logs  # noqa: PLC0415 - the same

    logs.configure(service="product_service", process="soak", level="CRITICAL")
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        if connection.vendor == "sqlite":
            # What is thrown away need not survive a power cut: without this it is the disk that is tried.
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous = OFF")
        yield
    finally:
        connection.close()
        teardown_databases(made, verbosity=0)


def played(seed: int, wanted: int) -> tuple[int, str]:
    """How many steps were played, and what led to a difference, if there was one."""
    import hypothesis  # noqa: PLC0415 - not every command needs what tests need
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415 - the same

    from product_service.tests.stock_machine import StockMachine, small_limits  # noqa: PLC0415 - Django is set up by now

    length = hypothesis.settings(
        max_examples=EXAMPLES,
        stateful_step_count=LENGTH,
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    told = 0
    with small_limits():
        while StockMachine.steps < wanted:
            try:
                run_state_machine_as_test(hypothesis.seed(seed)(StockMachine), settings=length)
            except Exception as difference:  # noqa: BLE001 - whatever it is, it is not what the model says
                return StockMachine.steps, _in_words(difference)
            seed += 1
            if StockMachine.steps - told >= wanted // 10:
                told = StockMachine.steps
                say(f"  {told:,} steps")
    return StockMachine.steps, ""


def _in_words(difference: BaseException) -> str:
    notes = "\n".join(getattr(difference, "__notes__", []))
    return f"{type(difference).__name__}: {difference}\n{notes}"
