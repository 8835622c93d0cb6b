"""Private keys stay with user_service: whoever else could read them could sign tokens for anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.harness import ROOT
from tools.mesh import SERVICES, Mesh
from tools.ports import CANONICAL, Ports
from tools.processes import processes, standins
from tools.state import State

OTHERS = tuple(service for service in SERVICES if service != "user_service")
STATE = State(Path("nowhere"))
# Names and places by which a process could find the private keys.
PRIVATE = re.compile(r"SIGNING_KEYS|signing[_-]keys|ring\.json")


def mesh() -> Mesh:
    return Mesh(STATE, Ports(CANONICAL))


def compose() -> dict[str, dict[str, Any]]:
    described: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return described


def mounts(container: dict[str, Any]) -> list[str]:
    return [str(volume) for volume in container.get("volumes", ())]


def sources(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.py") if "tests" not in path.parts)


def test_no_process_of_another_service_is_told_where_the_keys_are() -> None:
    told = {
        process.name
        for process in (*processes(mesh()), *standins(mesh()))
        if any(PRIVATE.search(name) or str(STATE.keys) == value for name, value in process.environment.items())
    }
    assert told == {f"user-{kind}" for kind in ("web", "grpc", "worker", "web-standin", "grpc-standin")}


def test_no_container_of_another_service_mounts_or_is_told_of_them() -> None:
    containers = compose()
    mounting = {name for name, one in containers.items() if any(PRIVATE.search(volume) for volume in mounts(one))}
    told = {name for name, one in containers.items() if any(map(PRIVATE.search, one.get("environment") or {}))}
    assert mounting == told == {"user-migrate", "user-web", "user-grpc", "user-worker"}


def test_who_only_verifies_cannot_write_them() -> None:
    [volume] = [volume for volume in mounts(compose()["user-grpc"]) if PRIVATE.search(volume)]
    assert volume.endswith(":ro")


def test_no_code_but_that_of_user_service_knows_of_them() -> None:
    folders = [*(ROOT / service for service in OTHERS), ROOT / "servicekit", ROOT / "api_gateway"]
    knowing = [str(path) for folder in folders for path in sources(folder) if PRIVATE.search(path.read_text())]
    assert knowing == []


def test_the_key_set_is_made_of_public_members_alone() -> None:
    """Read from the source: whatever a key may hold one day, only what is named here leaves."""
    source = (ROOT / "user_service" / "keys" / "ring.py").read_text()
    [body] = re.findall(r"def _public_jwk.*?return (\{.*?\})", source, re.DOTALL)
    assert set(re.findall(r'"(\w+)":', body)) == {"kty", "use", "alg", "kid", "n", "e"}
