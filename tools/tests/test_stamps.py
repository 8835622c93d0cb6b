from __future__ import annotations

from pathlib import Path

from tools import stamps
from tools.state import State


def test_a_step_is_done_again_when_a_file_it_reads_changes(tmp_path: Path, state: State) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.py").write_text("1")
    stamps.remember(state, "step", stamps.digest(source))
    assert stamps.unchanged(state, "step", stamps.digest(source))
    (source / "a.py").write_text("2")
    assert not stamps.unchanged(state, "step", stamps.digest(source))


def test_made_folders_do_not_count(tmp_path: Path) -> None:
    before = stamps.digest(tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x.js").write_text("x")
    assert stamps.digest(tmp_path) == before


def test_a_step_is_done_again_when_its_result_is_gone(tmp_path: Path, state: State) -> None:
    made = tmp_path / "made"
    made.write_text("")
    stamps.remember(state, "step", "digest")
    assert stamps.unchanged(state, "step", "digest", needs=[made])
    made.unlink()
    assert not stamps.unchanged(state, "step", "digest", needs=[made])
