"""`./dev bench start`: seconds to ready from a fresh clone, seconds for a second start, and memory when idle.

The first start does everything: virtual environment, front end, keys, databases. Memory is the proportional set size:
a page shared by several processes counts once.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report import table
from tests.harness import ROOT, free_port

IDLE_SECONDS = 10


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench start", description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = run(Path(folder) / "clone")
    print(json.dumps(results) if options.json else table(["what", "value"], list(results.items())))


def run(clone: Path) -> dict[str, float]:
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)  # noqa: S603, S607 - our own arguments
    port = str(free_port())
    try:
        first = timed(clone, "up", "--port", port)
        dev(clone, "down")
        second = timed(clone, "up", "--port", port)
        time.sleep(IDLE_SECONDS)
        memory = total_memory(dev(clone, "status"))
    finally:
        dev(clone, "down")
    return {"ready_first_s": first, "ready_second_s": second, "idle_rss_mb": memory}


def timed(clone: Path, *arguments: str) -> float:
    began = time.perf_counter()
    dev(clone, *arguments)
    return round(time.perf_counter() - began, 1)


def dev(clone: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"SHOPMESH_STATE", "PYTHONPATH"}}
    done = subprocess.run(  # noqa: S603 - our own arguments
        [base_python(), str(clone / "dev"), *arguments], env=environment, check=False, text=True, capture_output=True
    )
    if done.returncode:
        raise RuntimeError(f"./dev {' '.join(arguments)} failed:\n{done.stdout[-4000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def base_python() -> str:
    """The interpreter a newcomer would use, not the one of this virtual environment."""
    return str(Path(sys.base_prefix) / "bin" / "python3")


def total_memory(status: str) -> float:
    """The total that `./dev status` prints in MiB, in MB."""
    found = re.search(r"^total\s+([0-9]+)\s*$", status, re.MULTILINE)
    if found is None:
        raise RuntimeError(f"no total in the output of ./dev status:\n{status}")
    return round(int(found[1]) * 1.048576)


if __name__ == "__main__":
    main()
