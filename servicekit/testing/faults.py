"""Scripted faults in tests: `faults(site="point", where="order.saga.before-commit", effect="raise")`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from servicekit.faults import failpoints, script
from servicekit.faults.script import Fault, Script


class Faults:
    """What this process suffers. Without a call it suffers nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._faults: list[Fault] = []

    def __call__(self, **fault: Any) -> Fault:
        made = Fault(**{"id": f"f{len(self._faults) + 1}", "process": "*"} | fault)
        self._faults.append(made)
        script.write(self.path, self._faults)
        return made

    def clear(self) -> None:
        self._faults.clear()
        script.write(self.path, [])

    def happened(self, fault: Fault) -> int:
        """How often."""
        return script.hits(self.path, fault)


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Faults:
    path = tmp_path / "faults.json"
    monkeypatch.setattr(failpoints, "_script", Script(path, "this-test"))
    return Faults(path)
