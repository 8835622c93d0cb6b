"""`python -m tools.launch NAME -- COMMAND…`: become COMMAND, after ending what a killed predecessor left behind.

A master process that dies by SIGKILL leaves its workers holding the port (nginx and Granian both do), and the
supervisor's next attempt would fail to bind for ever. Standard library only: this runs at every start.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def groups(state: Path) -> Path:
    return state / "run" / "groups"


def clear(state: Path, name: str) -> None:
    """Kill the process group that last ran under this name, if any of it is still there and ours."""
    with suppress(FileNotFoundError, ValueError, ProcessLookupError, PermissionError):
        group = int((groups(state) / name).read_text())
        if group != os.getpgrp() and ours(group):
            os.killpg(group, signal.SIGKILL)


def ours(group: int) -> bool:
    """Process ids are reused: a recorded group is ours when a member works in this checkout, where all are started.

    nginx overwrites its environment, so that could not tell. Without /proc, the record is trusted.
    """
    if not Path("/proc/self/cwd").exists():
        return True
    return any(workplace(pid) == ROOT for pid in members(group))


def members(group: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(ProcessLookupError, PermissionError):
            if os.getpgid(int(entry.name)) == group:
                found.append(int(entry.name))
    return found


def workplace(pid: int) -> Path | None:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cwd").readlink()
    return None


def main(arguments: list[str]) -> None:
    name, command = arguments[0], arguments[2:]
    state = Path(os.environ["SHOPMESH_STATE"])
    clear(state, name)
    with suppress(PermissionError):  # PostgreSQL runs as its own user, who may not write here
        groups(state).mkdir(parents=True, exist_ok=True)
        (groups(state) / name).write_text(str(os.getpgrp()))
    os.execv(command[0], command)  # noqa: S606 - the supervisor's own configuration


if __name__ == "__main__":
    main(sys.argv[1:])
