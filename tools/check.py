"""`./dev check`: everything a machine can see without starting the mesh, in under two minutes."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tools import drift, event_schemas, frontend, node, steps, system, testing
from tools.console import Failure, heading
from tools.processes import present
from tools.run import run
from tools.state import ROOT, State
from tools.steps import Step

BIN = Path(sys.executable).parent
# A mypy run of its own for what has no Django settings of its own; servicekit borrows those of a service.
OTHERS = ("tools", "api_gateway", "live", "benchmarks", "tests")


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="./dev check", allow_abbrev=False)
    reader.add_argument("names", nargs="*", metavar="STEP", help="steps, or parts of their names; none: all")
    names = reader.parse_args(arguments).names
    state = State.current()
    state.make()
    chosen = [step for step in all_steps(state) if not names or any(name in step.name for name in names)]
    if not chosen:
        raise Failure(f"There is no such step. There are: {', '.join(step.name for step in all_steps(state))}")
    system.provide_openmp()
    if frontend.present():
        frontend.install(state)
    heading(f"{len(chosen)} steps, two at a time")
    return steps.summary(steps.perform(chosen))


def all_steps(state: State) -> list[Step]:
    """The slow ones first, so that the two lanes end together."""
    return [*types(), *fast_tests(), *generated(), *style(), *containers(), *site(state)]


def style() -> list[Step]:
    return [
        Step("ruff check", partial(run, [BIN / "ruff", "check", "--output-format", "concise"])),
        Step("ruff format", partial(run, [BIN / "ruff", "format", "--check"])),
        Step("import contracts", partial(run, [BIN / "lint-imports", "--no-cache"])),
        Step("buf lint", partial(run, [BIN / "buf", "lint"], cwd=ROOT / "protos")),
        Step("buf breaking", breaking),
        Step("no machine paths", nothing_private),
    ]


def types() -> list[Step]:
    services = [Step(f"mypy {service}", partial(mypy, service, service)) for service in present()]
    return [
        *services,
        Step("mypy servicekit", partial(mypy, "user_service", "servicekit")),
        Step("mypy tools", tools_types),
    ]


def mypy(settings: str, *packages: str) -> None:
    """Caches apart: two runs with different Django settings would invalidate each other's."""
    environment = {"DJANGO_SETTINGS_MODULE": f"{settings}.settings", "SHOPMESH_ENV": "test"}
    run([BIN / "mypy", "--no-error-summary", "--cache-dir", f".mypy_cache/{packages[0]}", *packages], env=environment)


def tools_types() -> None:
    mypy("user_service", *(folder for folder in OTHERS if any((ROOT / folder).glob("**/*.py"))))


def generated() -> list[Step]:
    documents = [Step(f"OpenAPI {service}", partial(drift.openapi_document, service)) for service in present()]
    tables = [Step(f"migrations {service}", partial(drift.migrations, service)) for service in present()]
    client = [Step("TypeScript client", drift.typescript_client)] if frontend.present() else []
    return [
        *documents,
        *tables,
        *client,
        Step("gRPC stubs", drift.grpc_stubs),
        Step("event schemas", event_schemas.check),
        Step("call policies", drift.call_policies),
        Step("metrics page", drift.metrics),
    ]


def breaking() -> None:
    """Against the last commit of main that is here: a renumbered field would corrupt what running services say."""
    base = next((name for name in ("origin/main", "main", "HEAD") if commit_with_protos(name)), "")
    if base:
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "protos.tar"
            run(["git", "archive", "--format=tar", f"--output={archive}", base, "protos"])
            run(["tar", "-xf", archive, "-C", folder])
            run([BIN / "buf", "breaking", "--against", f"{folder}/protos"], cwd=ROOT / "protos")


def commit_with_protos(name: str) -> bool:
    question = ["git", "cat-file", "-e", f"{name}:protos"]
    return subprocess.run(question, check=False, cwd=ROOT, capture_output=True).returncode == 0  # noqa: S603 - our own arguments


def containers() -> list[Step]:
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "deploy" / "docker").glob("*/Dockerfile"))
    compose = ROOT / "docker-compose.yml"
    made = [Step("hadolint", partial(run, [BIN / "hadolint", *files]))] if files else []
    if compose.exists():
        schema: list[str | Path] = [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", compose]
        made.append(Step("compose schema", partial(run, schema)))
        config: list[str | Path] = [BIN / "docker-compose", "-f", compose, "config", "-q"]
        made.append(Step("docker compose config", partial(run, config)))
    return made


def site(state: State) -> list[Step]:
    if not frontend.present():
        return []
    node.launchers(state)
    return [
        Step("tsc", partial(node.npm, state, "run", "typecheck")),
        Step("biome", partial(node.npm, state, "run", "lint")),
    ]


def fast_tests() -> list[Step]:
    """The rules of each service and the shared library: no network, hardly any database."""
    return [Step(f"tests {suite.name}", suite.quick) for suite in testing.quick_suites()]


def nothing_private() -> None:
    """No file names the machine it was written on."""
    if shutil.which("git") is None:
        return
    question = [
        "git",
        "grep",
        "-I",
        "-n",
        "-E",
        r"(^|[^.[:alnum:]_])/((root|home|Users)/[a-z]+/|tmp/[a-z]+)",
        "--",
        ".",
        ":!frontend/package-lock.json",
    ]
    found = subprocess.run(question, check=False, cwd=ROOT, capture_output=True, text=True).stdout  # noqa: S603 - our own arguments
    if found:
        raise Failure(f"These lines name a path of one machine:\n{found}")
