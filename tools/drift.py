"""Committed files that are generated must be what their sources say today."""

from __future__ import annotations

import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from tools import generate, openapi, stubs
from tools.console import Failure
from tools.run import run
from tools.stamps import files
from tools.state import ROOT, State

CLIENT = ROOT / "frontend" / "packages" / "api-client"


def grpc_stubs() -> None:
    if changed := stubs.drift():
        raise Failure(f"Stubs differ from the protos; ./dev gen: {', '.join(changed)}")


def openapi_document(service: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "openapi.json"
        openapi.describe(service, fresh)
        committed = openapi.path_of(service)
        if not committed.exists() or committed.read_bytes() != fresh.read_bytes():
            raise Failure(f"{committed.relative_to(ROOT)} differs from what {service} says; ./dev gen")


def call_policies() -> None:
    policies = import_module("tools.policies")  # loads servicekit, which the other steps do not need
    if not policies.PAGE.exists() or policies.PAGE.read_text(encoding="utf-8") != policies.page():
        raise Failure(f"{policies.PAGE.relative_to(ROOT)} differs from what the adapters declare; ./dev gen")


def metrics() -> None:
    described = import_module("tools.metrics_page")  # loads servicekit, which the other steps do not need
    if not described.PAGE.exists() or described.PAGE.read_text(encoding="utf-8") != described.page():
        raise Failure(f"{described.PAGE.relative_to(ROOT)} differs from the metrics that are defined; ./dev gen")


def typescript_client() -> None:
    """Generated in place and compared with what was there; put back when it differs: looking changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "api-client"
        shutil.copytree(CLIENT, kept, ignore=shutil.ignore_patterns("node_modules"))
        generate.client(State.current())
        changed = differing(kept, CLIENT)
        for name in changed:
            restore(kept / name, CLIENT / name)
    if changed:
        raise Failure(f"The TypeScript client differs from the OpenAPI documents; ./dev gen: {', '.join(changed)}")


def differing(before: Path, after: Path) -> list[str]:
    old = {str(path.relative_to(before)): path.read_bytes() for path in files(before)}
    new = {str(path.relative_to(after)): path.read_bytes() for path in files(after)}
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def restore(kept: Path, changed: Path) -> None:
    if kept.exists():
        shutil.copy2(kept, changed)
    else:
        changed.unlink()


def migrations(service: str) -> None:
    options = ["makemigrations", "--check", "--dry-run"]
    run([sys.executable, "-m", service, "manage", *options], env=openapi.ENVIRONMENT)
