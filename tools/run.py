"""Running programs for a person: quiet when they succeed, their last lines when they do not."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from tools.console import Failure
from tools.state import ROOT

# How much of a failed program's output is shown.
LAST_LINES = 30


def run(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    without: Collection[str] = (),
    cwd: Path = ROOT,
    seconds: float = 900,
) -> str:
    """The program's output, or a Failure that carries the end of it. `without`: names the program must not inherit."""
    inherited = {name: value for name, value in os.environ.items() if name not in without}
    arguments = [str(part) for part in command]
    try:
        finished = subprocess.run(  # noqa: S603 - callers pass their own arguments
            arguments,
            check=False,
            cwd=cwd,
            env={**inherited, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as error:
        raise Failure(f"{arguments[0]} did not finish within {seconds:.0f} s") from error
    if finished.returncode:
        raise Failure(f"{' '.join(arguments[:6])} ended with {finished.returncode}:\n{tail(finished.stdout)}")
    return finished.stdout


def tail(text: str, lines: int = LAST_LINES) -> str:
    return "\n".join(text.splitlines()[-lines:])
