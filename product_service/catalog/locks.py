from __future__ import annotations

from django.db import connection

from product_service.catalog.models import Category, Product
from servicekit.errors import NotFound


def product_on_sale(product_id: int) -> Product:
    """Nobody else changes the product until the transaction ends. NotFound when it is not on sale."""
    return _product(product_id, active=True)


def product_off_sale(product_id: int) -> Product:
    """The same for one that was taken off sale."""
    return _product(product_id, active=False)


def _product(product_id: int, *, active: bool) -> Product:
    """`no_key`: a reservation line being written refers to the product and must not wait for a change of its text."""
    product = Product.objects.select_for_update(no_key=True).filter(pk=product_id, active=active).first()
    if product is None:
        raise NotFound("There is no such product.")
    return product


def whole_tree() -> dict[str, Category]:
    """Nobody else moves a category, or folds its count, until the transaction ends; products still come and go.

    All of them, in one order: of two moves that together would make a circle the second one sees the first.
    """
    return {row.slug: row for row in Category.objects.select_for_update(no_key=True).order_by("slug")}


def category_kept(slug: str) -> Category | None:
    """A category that cannot be deleted until the transaction ends. Others may refer to it at the same time."""
    lock = " FOR KEY SHARE" if connection.vendor == "postgresql" else ""  # SQLite has one writer
    found = Category.objects.raw(f"SELECT * FROM catalog_category WHERE slug = %s{lock}", [slug])  # noqa: S608 - of two constants
    return next(iter(found), None)


def category_alone(slug: str) -> None:
    """Wait until no unfinished transaction refers to the category, and let none begin to."""
    Category.objects.select_for_update().filter(pk=slug).first()
