"""`./dev bench NAME [--json]`: runs benchmarks/NAME.py, each of which prints a table or one JSON object."""

from __future__ import annotations

import subprocess
import sys

from tools.console import Failure, say
from tools.state import ROOT

FOLDER = ROOT / "benchmarks"


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.py") if path.stem[0] != "_" and "def main" in path.read_text())


def main(arguments: list[str]) -> int:
    if not arguments:
        say(f"Which one? {', '.join(names())}")
        return 2
    if arguments[0] not in names():
        raise Failure(f"There is no benchmark {arguments[0]}. There are: {', '.join(names())}")
    command = [sys.executable, "-m", f"benchmarks.{arguments[0]}", *arguments[1:]]
    return subprocess.run(command, check=False, cwd=ROOT).returncode  # noqa: S603 - one of our own modules
