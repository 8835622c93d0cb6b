"""What has not changed is not done again: a stamp is the digest of everything a step reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.state import State

# Folders that are made, not written.
MADE = frozenset({"node_modules", "dist", "__pycache__", ".rsbuild", ".turbo", "test-results", ".cache"})


def digest(*paths: Path, also: str = "") -> str:
    """Of the names and contents of all files below the paths; `also` is anything else the step depends on."""
    total = hashlib.sha256(also.encode())
    for path in paths:
        for file in sorted(files(path)):
            total.update(str(file).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir() and path.name not in MADE:
        for entry in path.iterdir():
            yield from files(entry)


def unchanged(state: State, name: str, value: str, *, needs: Iterable[Path] = ()) -> bool:
    """Whether the step was done with this very digest and what it made is still there."""
    path = state.stamps / name
    return path.exists() and path.read_text() == value and all(needed.exists() for needed in needs)


def remember(state: State, name: str, value: str) -> None:
    state.stamps.mkdir(parents=True, exist_ok=True)
    (state.stamps / name).write_text(value)


def forget(state: State, *names: str) -> None:
    for name in names:
        (state.stamps / name).unlink(missing_ok=True)
