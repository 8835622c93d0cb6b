"""Meshes of one test run: the first is seeded, the others get a copy and are told that nothing is left to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import seeded
from tools import material, stamps
from tools.mesh import SERVICES, Mesh
from tools.state import State


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The state folders that were seeded for real."""
    done: list[Path] = []

    def prepare(mesh: Mesh) -> list[str]:
        done.append(mesh.state.folder)
        for service in SERVICES:
            (mesh.state.data / f"{service}.sqlite3").write_text("rows")
            (mesh.state.field_keys / f"{service}.json").write_text("key")
        return []

    monkeypatch.setattr(material, "prepare", prepare)
    monkeypatch.setenv(seeded.VARIABLE, str(tmp_path / "seed"))
    return done


def test_two_meshes_are_seeded_once_and_their_start_finds_it_done(prepared: list[Path], tmp_path: Path) -> None:
    states = [State(tmp_path / name) for name in ("one", "two")]
    for state in states:
        seeded.lay(state.folder)
    assert prepared == [tmp_path / "seed"]
    for state in states:
        assert (state.data / "order_service.sqlite3").read_text() == "rows"
        assert (state.field_keys / "order_service.json").read_text() == "key"
        mesh = seeded.described(state)
        for service in SERVICES:
            assert stamps.unchanged(state, f"data-{service}", material.read_by(mesh, service))


def test_outside_a_run_a_mesh_seeds_itself(
    prepared: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(seeded.VARIABLE)
    seeded.lay(tmp_path / "one")
    assert prepared == []
    assert not (tmp_path / "one").exists()


def test_what_could_not_be_made_is_not_copied(
    prepared: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(material, "prepare", lambda _: ["order_service: no tables"])
    with pytest.raises(RuntimeError, match="order_service: no tables"):
        seeded.lay(tmp_path / "one")
    assert not (tmp_path / "one").exists()
