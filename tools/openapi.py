"""The OpenAPI documents: each service describes itself; `docs/reference/openapi/` holds what it said last."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.mesh import SERVICES, short
from tools.run import run
from tools.state import ROOT

FOLDER = ROOT / "docs" / "reference" / "openapi"
# Without a database and with the defaults of tests: a description must not depend on the machine it is made on.
ENVIRONMENT = {"SHOPMESH_ENV": "test", "LOG_LEVEL": "ERROR", "PYTHONPATH": str(ROOT)}


def path_of(service: str) -> Path:
    return FOLDER / f"{short(service)}.json"


def describe(service: str, into: Path) -> None:
    """Fails on any warning: an unclear schema is a wrong client later."""
    options: list[str | Path] = ["--format", "openapi-json", "--validate", "--fail-on-warn", "--file", into]
    run([sys.executable, "-m", service, "manage", "spectacular", *options], env=ENVIRONMENT)
    into.write_text(into.read_text().rstrip() + "\n")


def generate() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for service in SERVICES:
        describe(service, path_of(service))
