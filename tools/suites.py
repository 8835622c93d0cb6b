"""The test suites of this repository: what each runs, where, and on which database."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import node, postgres
from tools.mesh import SERVICES
from tools.node import FRONTEND
from tools.run import run
from tools.state import ROOT, State

# A service suite must not see the settings of whoever called. PYTHONDONTWRITEBYTECODE, which container images like to
# set, would have every one of some hundred processes compile what it imports anew: three seconds of CPU for each run of
# pytest, which rewrites assertions, a quarter of a second for each process of a mesh.
FOREIGN = (
    "DATABASE_URL",
    "REDIS_URL",
    "NATS_URL",
    "PYTHONPATH",
    "PYTHONDONTWRITEBYTECODE",
    "DJANGO_SETTINGS_MODULE",
    "SHOPMESH_STATE",
)
TESTING = {"SHOPMESH_ENV": "test"}
# What asserts how soon the mesh answers, or that nobody notices; the rest of tests/resilience breaks something and
# looks at what is left.
MEASURED = (
    "test_cache.py",
    "test_hung_product.py",
    "test_key_rotation.py",
    "test_overload.py",
    "test_rolling_restart.py",
)
# What asserts in hundredths of a second how soon something is over, by service. Three suites on two cores keep each
# other waiting for longer than that. These work for a quarter of their time and wait for the rest, and run as two on
# two cores that do nothing else.
TIMED = {
    "servicekit": (
        "tests/auth/test_keyring.py",
        "tests/db/test_deadline.py",
        "tests/db/test_late_callers.py",
        "tests/faults/test_proxy.py",
        "tests/grpc/test_breaker.py",
        "tests/grpc/test_overload.py",
        "tests/grpc/test_protected_targets.py",
        "tests/grpc/test_served_process.py",
        "tests/grpc/test_warmup.py",
        "tests/test_cache.py",
        "tests/test_overload.py",
    ),
    "order_service": ("tests/api/test_checkout_in_time.py",),
}
TIMED_BY_DATABASE = tuple(path.removeprefix("tests/db/") for path in TIMED["servicekit"] if "/db/" in path)
# The same on any database: pure rules, the payment provider, which has one of its own, and what is asked of providers.
# Of the other files, what touches no database is found as they are collected.
NO_DATABASE = ("tests/domain", "tests/sandbox", "tests/contract")
# What servicekit keeps in the services' databases: sealed columns, and who dies between an event and its effect.
SHARED_TABLES = (
    "servicekit/tests/encryption",
    "servicekit/tests/faults/test_points.py",
    "servicekit/tests/faults/test_event_points.py",
)
SHARED = ("servicekit", "protos")
# What was compiled here is good there too, except what is being written at this moment.
MADE = shutil.ignore_patterns("*.pyc.*", ".mypy_cache", ".pytest_cache", "node_modules")


@dataclass(frozen=True)
class Workshop:
    """What a run of the tests has at hand."""

    state: State
    folder: Path
    postgres_port: int = 0

    def report(self, suite: Suite) -> Path:
        return self.folder / f"{suite.name.replace(' ', '-')}.xml"


@dataclass(frozen=True)
class Suite:
    name: str
    target: str
    postgres: bool = False
    # Further folders of the same run.
    also: tuple[str, ...] = ()
    # In an empty folder that holds only the service, servicekit and protos.
    vacuum: bool = False
    # Asserts how soon something answers, perhaps of a mesh loaded to its limits: nothing else may run meanwhile.
    alone: bool = False
    # Asserts in hundredths of a second how soon something is over, and does little else: beside one of its kind.
    timed: bool = False
    # Spends half of its time or more waiting for deadlines, pauses and other processes.
    waits: bool = False
    # Needs Chromium.
    browser: bool = False
    # Of the target's files these alone, or all but these.
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    seconds: float = 900

    def quick(self) -> None:
        """For `./dev check`: no report, the first failure ends it."""
        run(self.command("-x"), env=TESTING, without=FOREIGN, seconds=self.seconds)

    def command(self, *options: str) -> list[str]:
        left_out = [f"--ignore={self.target}/{path}" for path in self.without]
        chosen = [f"{self.target}/{path}" for path in self.only] or [self.target]
        return [sys.executable, "-m", "pytest", "-q", *options, *left_out, *chosen, *self.also]


def every() -> list[Suite]:
    services = [service for service in SERVICES if (ROOT / service / "tests").exists()]
    return [
        # The longest first, so that no core is idle at the end.
        *folder_suite("journeys", "tests/journeys", browser=True),
        *folder_suite("mesh", "tests/mesh"),
        Suite("servicekit", "servicekit", waits=True, without=TIMED["servicekit"]),
        *folder_suite("outages", "tests/resilience", waits=True, without=MEASURED),
        Suite(
            "servicekit postgres",
            "servicekit/tests/db",
            postgres=True,
            also=SHARED_TABLES,
            without=TIMED_BY_DATABASE,
        ),
        *(Suite(f"{name} sqlite", name, without=TIMED.get(name, ())) for name in services),
        *(
            Suite(f"{name} postgres", name, postgres=True, vacuum=True, without=(*NO_DATABASE, *TIMED.get(name, ())))
            for name in services
        ),
        *([Suite("frontend", "")] if (FRONTEND / "package.json").exists() else []),
        *folder_suite("gateway", "api_gateway/tests", waits=True),
        *folder_suite("live", "live/tests", waits=True),
        *folder_suite("tools", "tools/tests", waits=True),
        *folder_suite("architecture", "tests/architecture"),
        *(Suite(f"{name} timed", name, timed=True, only=only) for name, only in TIMED.items()),
        *(
            Suite(f"{name} timed postgres", name, postgres=True, timed=True, only=TIMED[name])
            for name in services
            if name in TIMED
        ),
        Suite(
            "servicekit timed postgres",
            "servicekit/tests/db",
            postgres=True,
            timed=True,
            only=TIMED_BY_DATABASE,
        ),
        *folder_suite("resilience", "tests/resilience", alone=True, only=MEASURED),
        # Kills whatever runs, every two seconds: what else starts beside it would only make both slower.
        *folder_suite("chaos", "tests/chaos", alone=True),
    ]


def folder_suite(name: str, target: str, **more: Any) -> list[Suite]:
    found = any((ROOT / target).glob("**/test_*.py"))
    return [Suite(name, target, seconds=1800, **more)] if found else []


def quick() -> list[Suite]:
    """What `./dev check` runs: the pure rules of every service, the tools, the contracts."""
    rules = [Suite(f"{service} rules", f"{service}/tests/domain") for service in SERVICES]
    others = [Suite("tools", "tools/tests"), Suite("architecture", "tests/architecture")]
    return [suite for suite in [*rules, *others] if any((ROOT / suite.target).glob("**/test_*.py"))]


def perform(suite: Suite, workshop: Workshop) -> str:
    """Run one suite to its end; its output. A failing suite raises Failure, with its report written."""
    if not suite.target:
        report = workshop.report(suite)
        return node.npm(workshop.state, "run", "test", "--", "--reporter=junit", f"--outputFile={report}")
    folder = vacuum(suite, workshop) if suite.vacuum else ROOT
    command = suite.command("--durations=5", f"--junitxml={workshop.report(suite)}")
    own = {**TESTING, **database(suite, workshop), **seed(suite, workshop), **second_time(suite)}
    return run(command, env=own, without=FOREIGN, cwd=folder, seconds=suite.seconds)


def vacuum(suite: Suite, workshop: Workshop) -> Path:
    """The folder a service's team would have, were this not one repository."""
    folder = workshop.folder / "vacuum" / suite.target
    for name in (suite.target, *SHARED):
        shutil.copytree(ROOT / name, folder / name, ignore=MADE)
    shutil.rmtree(folder / "servicekit" / "tests", ignore_errors=True)
    return folder


def database(suite: Suite, workshop: Workshop) -> dict[str, str]:
    name = suite.target.partition("/")[0]
    return {"DATABASE_URL": postgres.url(name, workshop.postgres_port)} if suite.postgres else {}


def second_time(suite: Suite) -> dict[str, str]:
    """What touches no database has run beside SQLite, see servicekit/testing/databases.py."""
    return {"SHOPMESH_TEST_DATABASE_ONLY": "1"} if suite.vacuum else {}


def seed(suite: Suite, workshop: Workshop) -> dict[str, str]:
    """Meshes of a run share what they are seeded with (tests/seeded.py); journeys start with nothing, as people do."""
    return {} if suite.browser else {"SHOPMESH_TEST_SEED": str(workshop.folder / "seed")}
