"""Processes of a benchmark: their group is killed at the end, for none of them has anything to lose."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def module(name: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`python -m NAME ARGUMENTS`, its output readable."""
    command = [sys.executable, "-m", name, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:  # noqa: S603 - our own module
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def said(process: subprocess.Popen[str]) -> list[str]:
    """The words of its next line."""
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    return process.stdout.readline().split()
