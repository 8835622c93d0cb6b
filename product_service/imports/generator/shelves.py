"""Where in the shop's own tree of categories a made-up product is put."""

from __future__ import annotations

from product_service.catalog.models import Category
from product_service.imports.generator.facts import Facts
from product_service.imports.generator.vocabulary import Thing, Word, word


class NoCategories(Exception):
    """Products need a category, and there is none."""


class Shelves:
    """The tree as it is now. A thing belongs below the category of its theme, or wherever the shop begins."""

    def __init__(self) -> None:
        self._categories = list(Category.objects.order_by("path"))
        self._chosen: dict[Thing, tuple[str, Word]] = {}
        if not self._categories:
            raise NoCategories

    def of(self, facts: Facts) -> tuple[str, Word]:
        """Slug and name."""
        thing = facts.thing
        if thing not in self._chosen:
            category = self._place(thing)
            self._chosen[thing] = (category.pk, word(category.name))
        return self._chosen[thing]

    def _place(self, thing: Thing) -> Category:
        """The deepest category that its noun names, else that of its theme."""
        below = [one for one in self._categories if f"/{thing.category}/" in f"/{one.path}"]
        noun = set(thing.noun.hay.split())
        named = [one for one in below if noun & _singular(word(one.name).hay)]
        return max(named, key=lambda one: one.depth) if named else (below or self._categories)[0]


def _singular(hay: str) -> set[str]:
    """Categories are named in the plural: "Headphones", "Watches", "Lamps"."""
    names = hay.split()
    return {*names, *(name.removesuffix("s") for name in names), *(name.removesuffix("es") for name in names)}
