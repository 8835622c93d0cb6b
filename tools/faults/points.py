"""Every failpoint of the product, read from its sources: a list that cannot be out of date."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.mesh import SERVICES
from tools.state import ROOT


@dataclass(frozen=True)
class Point:
    name: str
    file: str
    line: int

    @property
    def owner(self) -> str:
        """The service whose processes may pass it; servicekit's points are passed by all."""
        return self.file.split("/")[0]


def every() -> list[Point]:
    files = (path for folder in (*SERVICES, "servicekit") for path in (ROOT / folder).rglob("*.py"))
    found = [point for path in files if "tests" not in path.parts for point in of_file(path)]
    return sorted(found, key=lambda point: point.name)


def of_file(path: Path) -> Iterator[Point]:
    text = path.read_text(encoding="utf-8")
    if "failpoint(" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "failpoint":
            name = ast.literal_eval(node.args[0]) if isinstance(node.args[0], ast.Constant) else ""
            if name:
                yield Point(str(name), str(path.relative_to(ROOT)), node.lineno)
