from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tools import material, mesh, postgres, seed, supervise
from tools.mesh import Mesh
from tools.ports import CANONICAL, Ports
from tools.state import State

ASKED = ["--products", "1000", "--ratings"]
TOLD = ["manage", "generate", "--products", "1000", "--seed", "1", "--ratings"]


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the service is told, and what is started and stopped around it."""
    happened: list[list[str]] = []
    found = Mesh(state=State(tmp_path), ports=Ports(CANONICAL))
    monkeypatch.setattr(mesh, "load", lambda _state: found)

    def attached(_mesh: Mesh, _service: str, *arguments: str) -> int:
        happened.append(list(arguments))
        return 0

    monkeypatch.setattr(material, "attached", attached)
    monkeypatch.setattr(supervise, "start", lambda _mesh, only: happened.append(["start", *only]))
    monkeypatch.setattr(supervise, "stop", lambda _state: happened.append(["stop"]))
    monkeypatch.setattr(postgres, "wait", lambda _port: happened.append(["wait"]))
    return happened


def test_beside_a_running_mesh_it_leaves_others_their_turn(
    given: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "running", lambda _state: True)
    assert seed.main(ASKED) == 0
    assert given == [TOLD]


def test_a_stopped_mesh_has_nobody_to_wait_for(given: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise, "running", lambda _state: False)
    assert seed.main(ASKED) == 0
    assert given == [[*TOLD[:2], "--alone", *TOLD[2:]]]


def test_the_private_cluster_of_a_stopped_mesh_runs_for_as_long_as_it_takes(
    given: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = mesh.load(State.current())
    assert found is not None
    own = replace(found, own_postgres=True)
    monkeypatch.setattr(mesh, "load", lambda _state: own)
    monkeypatch.setattr(supervise, "running", lambda _state: False)
    assert seed.main(ASKED) == 0
    assert given == [["start", "postgres"], ["wait"], [*TOLD[:2], "--alone", *TOLD[2:]], ["stop"]]
