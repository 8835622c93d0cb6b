from __future__ import annotations

from django.db import connection

from product_service.catalog.models import Category, Product
from servicekit.errors import NotFound


def product_on_sale(product_id: int) -> Product:
    """Nobody else changes the product until the transaction ends. NotFound when it is not on sale."""
    product = product_at_all(product_id)
    if not product.active:
        raise NotFound("There is no such product.")
    return product


def product_at_all(product_id: int) -> Product:
    """The same, on sale or not.

    `no_key`: a reservation line being written refers to the product and must not wait for a change of its text.
    """
    product = Product.objects.select_for_update(no_key=True).filter(pk=product_id).first()
    if product is None:
        raise NotFound("There is no such product.")
    return product


def whole_tree() -> dict[str, Category]:
    """Nobody else changes a category until the transaction ends; products still come and go.

    The table and not its rows, or a category made meanwhile would be in nobody's way. Products that refer to a category
    lock its row only (ROW SHARE). Of two moves that together would make a circle the second one sees the first.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE catalog_category IN SHARE ROW EXCLUSIVE MODE")
    return {row.slug: row for row in Category.objects.all()}


def category_held(slug: str) -> Category | None:
    """Nobody else changes the category until the transaction ends. None for one that is gone.

    The table first: whoever has taken whole_tree meanwhile would wait for this row, and writing the row for the table.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE catalog_category IN ROW EXCLUSIVE MODE")
    return Category.objects.select_for_update(no_key=True).filter(pk=slug).first()


def category_kept(slug: str) -> Category | None:
    """A category that cannot be deleted until the transaction ends. Others may refer to it at the same time."""
    lock = " FOR KEY SHARE" if connection.vendor == "postgresql" else ""  # SQLite has one writer
    found = Category.objects.raw(f"SELECT * FROM catalog_category WHERE slug = %s{lock}", [slug])  # noqa: S608 - of two constants
    return next(iter(found), None)


def category_alone(slug: str) -> None:
    """Wait until no unfinished transaction refers to the category, and let none begin to."""
    Category.objects.select_for_update().filter(pk=slug).first()
