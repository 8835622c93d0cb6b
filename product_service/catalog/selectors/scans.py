"""SQL that reads the products of an index in its order, from one place on, and no more of them than it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db import connection

from product_service.catalog.selectors.facts import Fact
from product_service.catalog.selectors.orders import Bound, Key, Other, beyond, narrowed, order_by, values
from servicekit.api.keyset import Place

# ruff: noqa: S608 - every part of a statement is a name of ours; what was sent is a parameter

TABLE = "catalog_product"
# A LIMIT that limits nothing still keeps what stands outside of it from being moved inside.
ALL = 10**9

# A SELECT and its parameters.
Question = tuple[str, list[Any]]
Range = tuple[Bound, ...]


@dataclass(frozen=True)
class Source:
    """A stretch of one index: where its first column is `lead`, say, or its second within two bounds."""

    index: str
    where: str = "active"
    bounds: tuple[Bound, ...] = ()


@dataclass(frozen=True)
class Scan:
    """Stretches that are all in the order of `keys`; `others` is what their products must be besides."""

    sources: tuple[Source, ...]
    keys: tuple[Key, ...]
    others: tuple[Fact, ...] = ()
    columns: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        read = chain((key.column for key in self.keys), *(fact.columns for fact in self.others))
        object.__setattr__(self, "columns", tuple(dict.fromkeys(read)))


def page(scan: Scan, place: Place | None, *, size: int, bound: int) -> Question:
    """The first `size` from `place` on, looking at no more than `bound` products of each stretch."""
    back = bool(place and place.back)
    ranges = [()] if place is None else list(beyond(scan.keys, place.values, back=back))
    return _merged(
        scan,
        _together(scan, ranges, lambda *one: _found(scan, *one, back=back, size=size, bound=bound)),
        back=back,
        size=size,
    )


def gathered(scan: Scan, keys: tuple[Key, ...], place: Place | None, *, size: int, most: int) -> Question:
    """All of a scan, at most `most` of each stretch, in another order; how many those are is in the last column."""
    back = bool(place and place.back)
    columns = tuple(dict.fromkeys([*_names(keys), *scan.columns]))
    inner, params = _union(
        _together(scan, [()], lambda *one: _entries(scan.keys, columns, *one, back=False, bound=most))
    )
    conditions = [*((fact.sql, fact.params) for fact in scan.others), *_beyond(keys, place)]
    where = f" WHERE {' AND '.join(sql for sql, _ in conditions)}" if conditions else ""
    order = order_by(keys, back=back)
    every = f"SELECT {_told(keys)}, COUNT(*) OVER () FROM ({inner}) AS entries{where}"
    return f"{every} ORDER BY {order} LIMIT {size}", [*params, *chain.from_iterable(given for _, given in conditions)]


def counted(scan: Scan, *, most: int, bound: int) -> Question:
    """How many there are, up to `most`, among the first `bound` of each stretch."""
    inner, params = _union(_together(scan, [()], lambda *one: _found(scan, *one, back=False, size=most, bound=bound)))
    return f"SELECT COUNT(*) FROM (SELECT 1 FROM ({inner}) AS found LIMIT {most}) AS counted", params


def sized(scan: Scan, *, most: int) -> Question:
    """How long the stretches are together, up to `most`, whatever else their products must be."""
    return counted(Scan(scan.sources, scan.keys), most=most, bound=most)


def _together(scan: Scan, ranges: Sequence[Range], ask: Callable[[Source, Range], Question]) -> list[Question]:
    """A question about each range of each stretch. PostgreSQL is asked once about all stretches of one index."""
    if len(scan.sources) > 1 and connection.vendor == "postgresql" and len({one.index for one in scan.sources}) == 1:
        return [_each_leaf(scan.sources, [ask(_any_leaf(scan.sources[0]), one) for one in ranges])]
    return [ask(source, one) for source in scan.sources for one in ranges]


def _any_leaf(source: Source) -> Source:
    lead, *others = source.bounds
    return Source(source.index, source.where, (lead._replace(value=Other("leaf.slug")), *others))


def _each_leaf(sources: Sequence[Source], asked: Sequence[Question]) -> Question:
    inner, params = _union(asked)
    sql = f"SELECT part.* FROM unnest(%s::text[]) AS leaf (slug) CROSS JOIN LATERAL ({inner}) AS part"
    return sql, [[source.bounds[0].value for source in sources], *params]


def _found(scan: Scan, source: Source, beyond: Range, *, back: bool, size: int, bound: int) -> Question:
    """One stretch; what its products must be besides is asked of as many as it takes to find `size` of them."""
    if not scan.others:
        return _entries(scan.keys, scan.columns, source, beyond, back=back, bound=size)
    inner, params = _entries(scan.keys, scan.columns, source, beyond, back=back, bound=bound)
    where = " AND ".join(fact.sql for fact in scan.others)
    asked = chain.from_iterable(fact.params for fact in scan.others)
    return f"SELECT {_told(scan.keys)} FROM ({inner}) AS entries WHERE {where} LIMIT {size}", [*params, *asked]


def _entries(
    keys: Sequence[Key], columns: Sequence[str], source: Source, beyond: Range, *, back: bool, bound: int
) -> Question:
    bounds = narrowed(source.bounds, beyond)
    where = " AND ".join([source.where, *(one.sql for one in bounds)])
    # SQLite knows nothing of how many rows a value has, and is told. PostgreSQL finds the index by the order it gives.
    by = "" if connection.vendor == "postgresql" else f" INDEXED BY {source.index}"
    sql = (
        f"SELECT {', '.join(columns)} FROM {TABLE}{by} WHERE {where} ORDER BY {order_by(keys, back=back)} LIMIT {bound}"
    )
    return sql, values(bounds)


def _merged(scan: Scan, asked: Sequence[Question], *, back: bool, size: int) -> Question:
    inner, params = _union(asked)
    if len(scan.sources) == len(asked) == 1:
        return inner, params
    return (
        f"SELECT {_told(scan.keys)} FROM ({inner}) AS found ORDER BY {order_by(scan.keys, back=back)} LIMIT {size}",
        params,
    )


def _beyond(keys: Sequence[Key], place: Place | None) -> list[tuple[str, tuple[Any, ...]]]:
    """A place as one condition."""
    if place is None:
        return []
    ranges = list(beyond(keys, place.values, back=place.back))
    told = " OR ".join("(" + " AND ".join(bound.sql for bound in one) + ")" for one in ranges)
    return [(f"({told})", tuple(bound.value for one in ranges for bound in one))]


def _union(asked: Sequence[Question]) -> Question:
    """SQLite takes no brackets around the parts of a UNION."""
    params = list(chain.from_iterable(given for _, given in asked))
    if len(asked) == 1:
        return asked[0][0], params
    return " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part{number}" for number, (sql, _) in enumerate(asked)), params


def _names(keys: Sequence[Key]) -> list[str]:
    return [key.column for key in keys]


def _told(keys: Sequence[Key]) -> str:
    return ", ".join(_names(keys))
