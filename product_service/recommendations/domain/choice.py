"""What is shown of what belongs together: nothing twice, and nothing that one has just seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from product_service.recommendations.domain.kinds import Kind

# Of the products somebody looked at last, so many are worth a row of their own.
ROWS = 3
ACROSS = 6

# product → kind → those beside it, best first
Beside = Mapping[int, Mapping[Kind, Sequence[int]]]


@dataclass(frozen=True)
class Row:
    """What is shown because one viewed `because`, best first."""

    because: int
    products: tuple[int, ...]


def rows(viewed: Sequence[int], beside: Beside) -> list[Row]:
    """For what was looked at, the latest first: what others looked at too, else what they bought with it."""
    shown = set(viewed)
    made: list[Row] = []
    for product in dict.fromkeys(viewed):
        fresh = [other for other in _likely(beside.get(product, {})) if other not in shown][:ACROSS]
        if fresh and len(made) < ROWS:
            made.append(Row(product, tuple(fresh)))
            shown.update(fresh)
    return made


def related(beside: Mapping[Kind, Sequence[int]], *, most: int) -> list[int]:
    """For a product's page: what is bought with it comes before what is merely looked at."""
    both = [*beside.get(Kind.BOUGHT, ()), *beside.get(Kind.VIEWED, ())]
    return list(dict.fromkeys(both))[:most]


def _likely(kinds: Mapping[Kind, Sequence[int]]) -> Iterable[int]:
    return dict.fromkeys([*kinds.get(Kind.VIEWED, ()), *kinds.get(Kind.BOUGHT, ())])
