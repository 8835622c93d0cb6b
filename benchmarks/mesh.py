"""`./dev bench mesh`: what the mesh layer promises, measured, with the aim beside each figure.

Ratios are taken in one run, in turns. Parts that need a mesh share one that is started for them and stopped again.
"""

from __future__ import annotations

import argparse
import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module

from benchmarks.figures import Figure, as_values, shown
from benchmarks.parts import setting
from benchmarks.report import as_json

ALONE = ("chain", "stock", "breaker", "amplification")


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench mesh", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", action="append", choices=ALONE, metavar="PART", help=f"one of {', '.join(ALONE)}")
    options = parser.parse_args()
    figures = measured(options.only or ALONE)
    print(as_json(as_values(figures)) if options.json else shown(figures))


def measured(parts: Sequence[str]) -> list[Figure]:
    return [figure for part in parts for figure in apart(perform, part)]


def apart(work: Callable[..., list[Figure]], *arguments: str) -> list[Figure]:
    """In a fresh process: no breaker, channel or budget of another part."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def perform(part: str) -> list[Figure]:
    setting.as_a_service()
    figures: list[Figure] = import_module(f"benchmarks.parts.{part}").run()
    return figures


if __name__ == "__main__":
    main()
