"""Faults a process has been told to have: read from a file that `./dev fault` writes, looked at whenever one is met.

The count of how often one was met is kept beside the file, not in memory: a crash that forgot that it had happened
would happen again for ever.
"""

from __future__ import annotations

import fcntl
import json
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal, get_args

from servicekit import logs

Site = Literal["rpc", "rest", "point"]
Effect = Literal["status", "delay", "crash", "raise"]
Mark = tuple[int, int, int]

log = logs.get(__name__)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens, where, and how often. `process` and `where` are patterns: `order-*`, `*ReserveStock`."""

    id: str
    process: str
    site: Site
    where: str
    effect: Effect
    status: str = ""
    delay: float = 0.0  # seconds
    after: bool = False  # rpc and rest: the work is done first, only its answer suffers
    times: int | None = None
    probability: float = 1.0
    until: float | None = None  # Unix time
    seed: int = 0

    def __post_init__(self) -> None:
        if self.site not in get_args(Site) or self.effect not in get_args(Effect):
            raise ValueError(f"{self.site} or {self.effect} is not known")

    def told(self) -> dict[str, Any]:
        return asdict(self)


def read(path: Path) -> list[Fault]:
    """Nothing when there is no file. ValueError or TypeError when it cannot be meant."""
    try:
        return [Fault(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))]
    except FileNotFoundError:
        return []


def write(path: Path, faults: Sequence[Fault]) -> None:
    """A reader sees all of it or nothing. Counts of faults that are gone go with them."""
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps([fault.told() for fault in faults], indent=2), encoding="utf-8")
    fresh.replace(path)
    kept = {fault.id for fault in faults}
    for count in hits_folder(path).glob("*"):
        if count.name not in kept:
            count.unlink()


def hits_folder(path: Path) -> Path:
    return path.with_suffix(".hits")


def hits(path: Path, fault: Fault) -> int:
    """How often it has happened."""
    try:
        return (hits_folder(path) / fault.id).stat().st_size
    except FileNotFoundError:
        return 0


class Script:
    """The faults of one process."""

    def __init__(self, path: Path, process: str, *, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._process = process
        self._now = now
        self._mark: Mark | None = None
        self._faults: Sequence[Fault] = ()
        self._chances: dict[str, random.Random] = {}

    def meeting(self, site: Site, name: str, *, after: bool = False) -> Iterator[Fault]:
        """What happens here, now. Each that is handed out is counted first."""
        for fault in self._current():
            here = fault.site == site and fault.after == after and fnmatchcase(name, fault.where)
            if here and self._in_time(fault) and self._counted(fault):
                yield fault

    def _in_time(self, fault: Fault) -> bool:
        return fault.until is None or self._now() < fault.until

    def _current(self) -> Sequence[Fault]:
        mark = _mark(self._path)
        if mark != self._mark:
            self._mark, self._faults = mark, self._read()
        return self._faults

    def _read(self) -> Sequence[Fault]:
        try:
            found = read(self._path)
        except (OSError, ValueError, TypeError) as error:
            log.warning("fault.unreadable", file=str(self._path), error=str(error))
            return ()
        return [fault for fault in found if fnmatchcase(self._process, fault.process)]

    def _counted(self, fault: Fault) -> bool:
        """Whether it happens this time. One byte is written for each time it does, by whichever process it was."""
        folder = hits_folder(self._path)
        folder.mkdir(exist_ok=True)
        with (folder / fault.id).open("ab") as count:
            fcntl.flock(count, fcntl.LOCK_EX)
            before = os.fstat(count.fileno()).st_size
            happens = (fault.times is None or before < fault.times) and self._drawn(fault)
            if happens:
                count.write(b".")
            return happens

    def _drawn(self, fault: Fault) -> bool:
        """The dice are thrown anew each time; the same seed throws the same in the same order."""
        if fault.probability >= 1:
            return True
        chance = self._chances.setdefault(fault.id, random.Random(f"{fault.seed}/{fault.id}"))  # noqa: S311 - repeatable
        return chance.random() < fault.probability


def _mark(path: Path) -> Mark | None:
    """Differs once the file has been replaced."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns, seen.st_size
