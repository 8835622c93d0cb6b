"""The keys of this process. A changed key file is noticed while it runs: nothing is restarted for a rotation."""

from __future__ import annotations

import threading
import time
from functools import cache
from pathlib import Path

from django.conf import settings

from servicekit import logs
from servicekit.encryption import keyfile
from servicekit.encryption.keys import FieldKeys, KeysUnusable

LOOK = 1.0  # seconds between two looks at the file, at least; a look costs 2 µs

log = logs.get(__name__)


class Ring:
    """`make`: a missing file is made. Not in production, where it would be a new lock on a door that has a key."""

    def __init__(self, path: Path, *, make: bool) -> None:
        self._path = path
        self._make = make
        self._lock = threading.Lock()
        self._keys: FieldKeys | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._looked = 0.0

    def keys(self) -> FieldKeys:
        """KeysUnusable when there never were any. What was read last stays in force while the file cannot be read."""
        if self._keys is None or time.monotonic() - self._looked >= LOOK:
            self.look()
        if self._keys is None:
            raise KeysUnusable(f"the field keys in {self._path} have not been read")
        return self._keys

    def look(self) -> None:
        """Read the file now, if it changed: who wrote a value under a key that is unknown here has read it already."""
        with self._lock:
            self._looked = time.monotonic()
            try:
                self._read()
            except KeysUnusable as mistake:
                if self._keys is None:
                    raise
                log.warning("field_keys.unusable", reason=str(mistake))

    def _read(self) -> None:
        stamp = _stamp(self._path)
        if self._keys is not None and stamp == self._stamp:
            return
        self._stamp = stamp  # also of a file that is of no use: that is told once, and not every second
        read = keyfile.ensure(self._path) if self._make else keyfile.read(self._path)
        if self._keys is not None:
            log.info("field_keys.changed", current=read.current)
        self._keys, self._stamp = read, stamp or _stamp(self._path)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def ring() -> Ring:
    """That of the settings in force."""
    return _ring(settings.SHOPMESH.field_keys_file, make=not settings.SHOPMESH.production)


@cache
def _ring(path: Path, *, make: bool) -> Ring:
    return Ring(path, make=make)
