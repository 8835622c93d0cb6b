"""How much memory a process and its children really take: proportional set size, shared pages counted once."""

from __future__ import annotations

from contextlib import suppress

import psutil

MEBIBYTE = 1024 * 1024


def of(pid: int) -> float:
    """MiB of the process and everything below it; 0.0 when it is gone."""
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return 0.0
    return sum(pages(member) for member in family) / MEBIBYTE


def pages(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        full = process.memory_full_info()
        # Only Linux knows the proportional share; elsewhere the unique set is the nearest honest figure.
        return int(getattr(full, "pss", 0) or full.uss)
    return 0
