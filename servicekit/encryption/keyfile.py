"""The key file on disk: read whole, replaced whole, changed by one at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from servicekit import clock
from servicekit.encryption import keys
from servicekit.encryption.keys import FieldKeys, KeysUnusable

PRIVATE = 0o600


def read(path: Path) -> FieldKeys:
    """KeysUnusable, with the file's name and what to do, unless every line of it is right."""
    try:
        return keys.read(path.read_bytes())
    except OSError as error:
        raise KeysUnusable(
            f"the field keys in {path} cannot be read ({error.strerror}); "
            "`python -m <service> manage field_keys ensure` makes them where there are none"
        ) from None
    except KeysUnusable as mistake:
        raise KeysUnusable(f"the field keys in {path} are not usable: {mistake}") from None


def ensure(path: Path) -> FieldKeys:
    """The keys; made when there is no file. Running it again, or twice at once, changes nothing."""
    if path.exists():
        return read(path)
    with _locked(path):
        if not path.exists():
            _write(path, keys.first(clock.now()))
        return read(path)


def change(path: Path, change: Callable[[FieldKeys], FieldKeys]) -> FieldKeys:
    with _locked(path):
        _write(path, change(read(path)))
        return read(path)


def _write(path: Path, changed: FieldKeys) -> None:
    """Whole or not at all, readable by this user alone from the first byte on."""
    temporary = path.with_suffix(".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, PRIVATE)
        file.write(keys.written(changed))
        file.flush()
        os.fsync(descriptor)
    temporary.replace(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, PRIVATE)
    except OSError as error:
        raise KeysUnusable(f"the field keys in {path} cannot be written ({error.strerror})") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
