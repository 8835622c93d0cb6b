from __future__ import annotations

from pathlib import Path

import pytest

from tools.mesh import Mesh
from tools.ports import CANONICAL, Ports
from tools.state import State


@pytest.fixture
def state(tmp_path: Path) -> State:
    made = State(tmp_path / "state")
    made.make()
    return made


@pytest.fixture
def mesh(state: State) -> Mesh:
    return Mesh(state=state, ports=Ports(dict(CANONICAL)))
