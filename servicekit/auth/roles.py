"""What a role may do, as protos/roles.toml says: one matrix for views, use cases, documents and tests."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Protocol

ROLES_FILE = Path(__file__).resolve().parents[2] / "protos" / "roles.toml"


class Reach(StrEnum):
    """How far a permission goes for somebody."""

    ALL = "all"
    OWN = "own"
    NONE = "none"


@dataclass(frozen=True)
class Rule:
    """One permission's line."""

    all: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    step_up: bool = False

    def reach(self, role: str) -> Reach:
        if role in self.all:
            return Reach.ALL
        return Reach.OWN if role in self.own else Reach.NONE


class Asking(Protocol):
    @property
    def role(self) -> str: ...


def names(path: Path = ROLES_FILE) -> tuple[str, ...]:
    """Every role there is, in the order of the file."""
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["roles"])


def load(path: Path = ROLES_FILE) -> Mapping[str, Rule]:
    """Every permission by name. TypeError for a key or a role that is not known: a misspelt one must not pass."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    known = set(document["roles"])
    return {name: _rule(known, **line) for name, line in document["permissions"].items()}


def _rule(known: set[str], *, all: list[str] = [], own: list[str] = [], step_up: bool = False) -> Rule:  # noqa: A002, B006 - the file's names; never changed
    if strange := {*all, *own} - known:
        raise TypeError(f"not among the roles: {sorted(strange)}")
    return Rule(frozenset(all), frozenset(own), step_up)


@cache
def matrix() -> Mapping[str, Rule]:
    return load()


def reach(user: Asking, permission: str) -> Reach:
    """How far `permission` goes for this user. KeyError for one that roles.toml does not name."""
    return matrix()[permission].reach(user.role)
