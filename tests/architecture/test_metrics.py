"""A metric that nothing moves is a promise nobody keeps: its graph is flat, and somebody trusts it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.harness import ROOT

PRODUCT = ("servicekit", "user_service", "product_service", "order_service", "payments_service", "api_gateway", "tools")
KINDS = frozenset({"Counter", "Gauge", "Histogram"})
MOVED_BY = r"(?:labels|inc|set|observe|set_function|time)"


def sources() -> dict[Path, str]:
    paths = (path for folder in PRODUCT for path in (ROOT / folder).rglob("*.py") if "tests" not in path.parts)
    return {path: path.read_text() for path in paths}


def defined(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=kind))) if kind in KINDS:
                yield name


def unmoved(code: dict[Path, str]) -> list[str]:
    names = [name for path, source in code.items() if "prometheus_client" in source for name in defined(source)]
    everything = "\n".join(code.values())
    return [name for name in names if not re.search(rf"\b{name}\.{MOVED_BY}\b", everything)]


def test_every_metric_that_is_defined_is_moved_somewhere() -> None:
    assert unmoved(sources()) == []


def test_a_metric_that_nothing_moves_is_found() -> None:
    idle = "from prometheus_client import Counter\nIDLE = Counter('idle', 'Never.')\nBUSY = Counter('busy', 'Often.')"
    assert unmoved({Path("a"): idle, Path("b"): "a.BUSY.inc()"}) == ["IDLE"]
