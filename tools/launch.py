"""`python -m tools.launch NAME [--claim HOST:PORT] -- COMMAND…`: become COMMAND, on a cleared place.

A master process that dies by SIGKILL leaves its workers holding the port (nginx and Granian both do), and the
supervisor's next attempt would fail to bind for ever. Standard library only: this runs at every start.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def groups(state: Path) -> Path:
    return state / "run" / "groups"


def clear(state: Path, name: str) -> None:
    """Kill the process group that last ran under this name, if any of it is still there and ours."""
    with suppress(FileNotFoundError, ValueError, ProcessLookupError, PermissionError):
        group = int((groups(state) / name).read_text())
        if group != os.getpgrp() and ours(group, state):
            os.killpg(group, signal.SIGKILL)


def ours(group: int, state: Path) -> bool:
    """Process ids are reused: a recorded group is ours when a member works in this checkout or in the state folder.

    All are started in the checkout; Redis then moves to its own folder. nginx and Redis overwrite their environment, so
    that could not tell. Without /proc, the record is trusted.
    """
    if not Path("/proc/self/cwd").exists():
        return True
    places = [place for pid in members(group) if (place := workplace(pid)) is not None]
    return any(place == ROOT or place.is_relative_to(state) for place in places)


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


def claim(host: str, port: int, seconds: float = 5) -> None:
    """Refuse to share the port, and keep others from sharing it.

    Granian binds with SO_REUSEPORT: two meshes that chose the same port would each get half of the other's requests
    and notice nothing. The socket made here is inherited by the command; it never listens, so no request reaches it.
    """
    end = time.monotonic() + seconds
    while not unused(host, port):
        if time.monotonic() > end:
            sys.exit(f"Port {port} is in use by another program; trying again. ./dev down and up choose another port.")
        time.sleep(0.1)
    if sys.platform == "linux":  # elsewhere a bound socket that does not listen could swallow connections
        mark = socket.socket()
        mark.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        with suppress(OSError):  # only connections of an earlier owner that are still fading away can be in the way
            mark.bind((host, port))
        os.set_inheritable(mark.detach(), True)


def unused(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def main(arguments: list[str]) -> None:
    name, options, command = arguments[0], *divided(arguments[1:])
    state = Path(os.environ["SHOPMESH_STATE"])
    clear(state, name)
    if options[:1] == ["--claim"]:
        host, _, port = options[1].rpartition(":")
        claim(host, int(port))
    with suppress(PermissionError):  # PostgreSQL runs as its own user, who may not write here
        groups(state).mkdir(parents=True, exist_ok=True)
        (groups(state) / name).write_text(str(os.getpgrp()))
    os.execv(command[0], command)  # noqa: S606 - the supervisor's own configuration


def divided(arguments: list[str]) -> tuple[list[str], list[str]]:
    """What stands before the first `--`, and what behind it."""
    end = arguments.index("--")
    return arguments[:end], arguments[end + 1 :]


if __name__ == "__main__":
    main(sys.argv[1:])
