"""Categories by the beginning of their names: few enough to be kept in memory for a second."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from product_service.catalog.domain.words import haystack
from product_service.catalog.models import Category

# A category that is renamed is found by its new name within a second; every keystroke of everybody asks for them.
SECONDS = 1.0


class Named(NamedTuple):
    slug: str
    name: str
    words: str


@dataclass
class Shelves:
    kept: list[Named]
    until: float = 0.0

    def all(self) -> list[Named]:
        if time.monotonic() >= self.until:
            rows = Category.objects.order_by("depth", "position", "slug").values_list("slug", "name")
            self.kept = [Named(slug, name, haystack(name)) for slug, name in rows]
            self.until = time.monotonic() + SECONDS
        return self.kept


_shelves = Shelves([])


def beginning_with(words: Sequence[str], *, limit: int) -> list[Named]:
    """Those of whose name each of the words begins one; the top of the tree first."""
    wanted = [f" {word}" for word in words]
    found = [one for one in _shelves.all() if all(word in one.words for word in wanted)] if wanted else []
    return found[:limit]


def forget() -> None:
    """For tests: what was kept belongs to another database's content."""
    _shelves.until = 0.0
