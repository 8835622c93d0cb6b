"""Which products come together, out of groups (baskets, visitors): item to item by cosine, with `implicit`.

Loads numpy and scipy, 60 MB: only the command `recommend` imports this, in a process that ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from warnings import catch_warnings, simplefilter

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here needs more, and implicit warns of it

import numpy as np
from implicit.nearest_neighbours import CosineRecommender
from implicit.utils import ParameterWarning
from scipy.sparse import csr_matrix

from product_service.recommendations.domain import support


@dataclass(frozen=True)
class Neighbours:
    """Of one product: those that come with it, best first, each with its cosine."""

    product: int
    others: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Together:
    groups: int
    products: int
    found: Sequence[Neighbours]


def together(pairs: Iterable[tuple[object, int]], *, most: int) -> Together:
    """`pairs`: (group, product), each once. At most `most` neighbours for each product that has any."""
    rows, columns, products = _numbered(pairs)
    if not rows:
        return Together(0, 0, [])
    groups = max(rows) + 1
    shape = (groups, len(products))
    matrix = csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
    # Itself is always the nearest, and of those beyond it some have too little support.
    model = CosineRecommender(K=1 + 2 * most, num_threads=1)
    with catch_warnings():
        simplefilter("ignore", ParameterWarning)  # of a conversion that it makes itself, in microseconds
        model.fit(matrix, show_progress=False)
    often = np.bincount(columns, minlength=len(products))
    found = list(_neighbours(model.similarity.tocsr(), often, products, least=support.least(groups), most=most))
    return Together(groups, len(products), found)


def _numbered(pairs: Iterable[tuple[object, int]]) -> tuple[list[int], list[int], list[int]]:
    """Groups and products numbered from 0 in the order they come; the matrix has room for those alone."""
    groups: dict[object, int] = {}
    products: dict[int, int] = {}
    rows, columns = [], []
    for group, product in pairs:
        rows.append(groups.setdefault(group, len(groups)))
        columns.append(products.setdefault(product, len(products)))
    return rows, columns, list(products)


def _neighbours(
    similarity: csr_matrix, often: np.ndarray, products: Sequence[int], *, least: int, most: int
) -> Iterator[Neighbours]:
    for row, product in enumerate(products):
        begin, end = similarity.indptr[row], similarity.indptr[row + 1]
        found = [
            (int(products[column]), float(cosine))
            for column, cosine in zip(similarity.indices[begin:end], similarity.data[begin:end], strict=True)
            if column != row and support.together(float(cosine), int(often[row]), int(often[column])) >= least
        ]
        if found:
            # Equal ones by id, so that the same events give the same page.
            yield Neighbours(product, tuple(sorted(found, key=lambda one: (-one[1], one[0]))[:most]))
