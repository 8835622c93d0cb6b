"""How categories stand above and below each other."""

from __future__ import annotations

from typing import Protocol

from servicekit.errors import FieldError, ValidationFailed

# Categories above one: five levels are as many as a shopper finds a way through.
DEEPEST = 4


class Placed(Protocol):
    path: str
    depth: int


def place(slug: str, *, below: Placed | None) -> tuple[str, int]:
    """Path and depth of a category below another, or at the top. ValidationFailed where it would be too deep."""
    path, depth = (f"{below.path}{slug}/", below.depth + 1) if below else (f"{slug}/", 0)
    _fits(depth)
    return path, depth


def is_inside(inner: Placed, outer: Placed) -> bool:
    """Whether one is the other, or stands anywhere below it."""
    return inner.path.startswith(outer.path)


def refuse_circle(moved: Placed, below: Placed | None) -> None:
    """ValidationFailed when a category would stand below itself."""
    if below and is_inside(below, moved):
        raise _refused("circle", "A category cannot stand below itself.")


def carried(inner: Placed, *, before: Placed, path: str, depth: int) -> tuple[str, int]:
    """Path and depth of what stands in a category that moves to `path`. ValidationFailed where it would be too deep."""
    deeper = inner.depth + depth - before.depth
    _fits(deeper)
    return path + inner.path[len(before.path) :], deeper


def _fits(depth: int) -> None:
    if depth > DEEPEST:
        raise _refused("too-deep", f"At most {DEEPEST} categories stand above one.")


def _refused(code: str, detail: str) -> ValidationFailed:
    return ValidationFailed(errors=[FieldError("/parent", code, detail)])
