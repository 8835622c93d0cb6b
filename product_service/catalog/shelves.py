"""Named reads of the tree of categories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from product_service.catalog.models import Category
from servicekit.errors import NotFound


@dataclass(frozen=True)
class Shelf:
    """A category, and how many products are on sale in it and below."""

    category: Category
    products: int


def shelves() -> list[Shelf]:
    """The whole tree: each category before what is below it, siblings in their order. One query, no product touched."""
    rows = Category.objects.annotate(on_sale=F("counted") + Coalesce(Sum("moves__products"), 0))
    below: defaultdict[str | None, list[Category]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.position, row.slug)):
        below[row.parent_id].append(row)
    totals: dict[str, int] = {}
    return [Shelf(category, totals[category.slug]) for category in list(_walked(below, None, totals))]


def shelf(slug: str) -> Shelf:
    """NotFound for a category that is not there."""
    found = next((shelf for shelf in shelves() if shelf.category.slug == slug), None)
    if found is None:
        raise NotFound("There is no such category.")
    return found


def below(slug: str) -> list[str]:
    """The slugs of a category and of everything below it; none for a category that is not there."""
    inside = Q(path__startswith=f"{slug}/") | Q(path__contains=f"/{slug}/")
    return list(Category.objects.filter(inside).order_by("path").values_list("slug", flat=True))


def _walked(below: dict[str | None, list[Category]], parent: str | None, totals: dict[str, int]) -> Iterator[Category]:
    """Depth first; a category's total is known once everything below it has been seen."""
    for category in below.get(parent, ()):
        yield category
        yield from _walked(below, category.slug, totals)
        children = below.get(category.slug, ())
        own: int = category.on_sale  # type: ignore[attr-defined] # annotated in shelves()
        totals[category.slug] = own + sum(totals[child.slug] for child in children)
