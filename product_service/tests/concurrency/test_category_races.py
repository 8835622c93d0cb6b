from __future__ import annotations

from functools import partial
from threading import Thread

import pytest
from django.db import connection

from product_service.catalog import rewording, shelves
from product_service.catalog.categories import CategoryChanges, category_change, category_create, category_delete
from product_service.catalog.counts import counts_fold, counts_make
from product_service.catalog.domain.errors import CategoryNotEmpty
from product_service.catalog.models import Category, CategoryMove, Product
from product_service.tests.support import at_once, new_product
from servicekit.errors import ServiceError, ValidationFailed

pytestmark = pytest.mark.django_db(transaction=True)


def made(slug: str, parent: str = "") -> Category:
    return category_create(slug=slug, given=CategoryChanges(name=slug, tint="#FFFFFF", parent=parent))


def moved(slug: str, parent: str) -> Category:
    return category_change(slug=slug, unchanged=lambda _: True, given=CategoryChanges(parent=parent))


def test_two_moves_that_would_make_a_circle_do_not() -> None:
    made("a")
    made("b")
    answers = at_once([partial(moved, "a", "b"), partial(moved, "b", "a")])
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [ValidationFailed]
    assert sorted(Category.objects.values_list("depth", flat=True)) == [0, 1]
    for row in Category.objects.select_related("parent"):
        assert row.path == (f"{row.parent.path}{row.slug}/" if row.parent else f"{row.slug}/")


def test_what_is_made_below_while_its_parent_moves_stands_where_the_parent_went() -> None:
    made("a")
    made("b")
    at_once([partial(moved, "a", "b"), partial(made, "inside", "a"), partial(made, "other", "a")])
    assert dict(Category.objects.filter(parent="a").values_list("slug", "path")) == {
        "inside": "b/a/inside/",
        "other": "b/a/other/",
    }


def test_a_category_goes_or_gets_a_product_and_never_both() -> None:
    new_product()
    made("attic")
    answers = at_once(
        [partial(new_product, sku="LAST", category="attic"), partial(category_delete, slug="attic", unchanged=_any)]
    )
    [refusal] = [answer for answer in answers if isinstance(answer, Exception)]
    assert isinstance(refusal, CategoryNotEmpty | ValidationFailed), refusal
    assert Product.objects.filter(sku="LAST").exists() == Category.objects.filter(pk="attic").exists()


def test_counts_are_right_whatever_happens_at_once() -> None:
    new_product()
    listings = [partial(new_product, sku=f"RACE-{n}") for n in range(6)]
    answers = at_once([*listings, counts_fold, counts_fold, counts_make])
    assert not [answer for answer in answers if isinstance(answer, ServiceError | AssertionError)]
    listed = Product.objects.filter(active=True).count()
    assert [shelf.products for shelf in shelves.shelves()] == [listed]
    counts_fold()
    assert Category.objects.get().counted == listed == 7


def test_products_are_reworded_while_they_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both write the category; whoever took its row first and the table then would wait for the other in a circle."""
    new_product()
    category_change(slug="home", unchanged=_any, given=CategoryChanges(name="Dwelling"))
    looked, counting = rewording._next, Thread(target=_counted)

    def with_somebody_counting(category: Category) -> list[Product]:
        counting.start()
        _until_it_waits(counting)
        return looked(category)

    monkeypatch.setattr(rewording, "_next", with_somebody_counting)
    try:
        assert rewording.products_reword() == 1
    finally:
        counting.join()
    [category] = Category.objects.all()
    assert (category.reword_above, category.counted, CategoryMove.objects.count()) == (None, 1, 0)


def _counted() -> None:
    try:
        counts_fold()
    finally:
        connection.close()


def _until_it_waits(thread: Thread) -> None:
    """SQLite has one writer, and does not tell who waits."""
    while connection.vendor == "postgresql" and thread.is_alive():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted")
            if cursor.fetchone():
                return


def _any(_: Category) -> bool:
    return True
