"""The orders of a list, and what stands between two of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Operator = Literal["=", "<", ">", "<=", ">="]


@dataclass(frozen=True)
class Key:
    column: str
    descending: bool = False


class Other(str):
    """A column of another table, for a value."""

    __slots__ = ()


class Bound(NamedTuple):
    """One comparison of a column: what an index can be entered by."""

    column: str
    operator: Operator
    value: Any

    @property
    def sql(self) -> str:
        return f"{self.column} {self.operator} {self.value if isinstance(self.value, Other) else '%s'}"


def values(bounds: Iterable[Bound]) -> list[Any]:
    return [bound.value for bound in bounds if not isinstance(bound.value, Other)]


# id makes every order total: without it a product could stand on two pages, or on none. Of two products the newer has
# the higher id.
KEYS: dict[str, tuple[Key, ...]] = {
    "popular": (Key("units_sold", descending=True), Key("id")),
    "price": (Key("currency"), Key("price_minor"), Key("id")),
    "-price": (Key("currency", descending=True), Key("price_minor", descending=True), Key("id", descending=True)),
    "name": (Key("name_words"), Key("id")),
    "-name": (Key("name_words", descending=True), Key("id", descending=True)),
    "newest": (Key("id", descending=True),),
    "rating": (Key("rating", descending=True), Key("rating_count", descending=True), Key("id")),
}


def order_by(keys: Sequence[Key], *, back: bool = False) -> str:
    return ", ".join(f"{key.column} DESC" if key.descending != back else key.column for key in keys)


def beyond(keys: Sequence[Key], values: Sequence[Any], *, back: bool = False) -> Iterator[tuple[Bound, ...]]:
    """What comes after a row, as ranges of an index: first those equal in all keys but the last, and so on.

    Not `(a, b) > (x, y)`: SQLite enters an index by the first column of that alone, and among a million products that
    never sold it would walk past all of them.
    """
    for depth in range(len(keys) - 1, -1, -1):
        same = tuple(Bound(key.column, "=", value) for key, value in zip(keys[:depth], values, strict=False))
        key = keys[depth]
        yield *same, Bound(key.column, "<" if key.descending != back else ">", values[depth])


def narrowed(pins: Sequence[Bound], to: Sequence[Bound]) -> list[Bound]:
    """Both at once, without those of `pins` that say nothing new: SQLite would enter the index by either of two."""
    return [*(pin for pin in pins if not any(_implies(bound, pin) for bound in to)), *to]


def _implies(bound: Bound, pin: Bound) -> bool:
    """A place is one of the list it was given out by, so within the list's own bounds."""
    return bound.column == pin.column and (bound.operator == "=" or bound.operator == pin.operator[0])
