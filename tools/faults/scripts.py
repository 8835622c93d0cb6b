"""The script of faults inside processes: a file they look at, and this program alone writes."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from servicekit.faults import script
from servicekit.faults.script import Fault
from tools.state import State

Clock = Callable[[], float]


def path(state: State) -> Path:
    return state.run / "faults.json"


def faults(state: State) -> list[Fault]:
    return script.read(path(state))


def add(state: State, **facts: Any) -> Fault:
    with alone(state):
        present = faults(state)
        number = max((int(fault.id[1:]) for fault in present), default=0) + 1
        made = Fault(id=f"s{number}", **facts)
        script.write(path(state), [*present, made])
    return made


def clear(state: State, which: str = "*") -> list[str]:
    """Those with this id, in processes of this pattern, or at this place."""
    with alone(state):
        present = faults(state)
        gone = [fault for fault in present if fault.id == which or touches(fault, which)]
        if gone:
            script.write(path(state), [fault for fault in present if fault not in gone])
    return [fault.id for fault in gone]


def touches(fault: Fault, pattern: str) -> bool:
    return any(fnmatchcase(name, pattern) for name in (fault.process, fault.where))


def over(state: State, fault: Fault, now: Clock = time.time) -> bool:
    """It has happened as often as it should, or its time has passed."""
    used = fault.times is not None and script.hits(path(state), fault) >= fault.times
    return used or (fault.until is not None and now() >= fault.until)


@contextmanager
def alone(state: State) -> Iterator[None]:
    """Two people who break something at once both get what they asked for."""
    with (state.run / "faults.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
