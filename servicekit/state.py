"""Where a checkout keeps what it makes. Apart from the settings, because health probes must not load pydantic."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def state_dir() -> Path:
    """Databases, keys, logs: `.shopmesh` beside the code, or SHOPMESH_STATE."""
    return Path(os.environ.get("SHOPMESH_STATE", ROOT / ".shopmesh"))
