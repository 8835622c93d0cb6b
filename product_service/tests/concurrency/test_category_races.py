from __future__ import annotations

from functools import partial

import pytest

from product_service.catalog import shelves
from product_service.catalog.categories import CategoryChanges, category_change, category_create, category_delete
from product_service.catalog.counts import counts_fold, counts_make
from product_service.catalog.domain.errors import CategoryNotEmpty
from product_service.catalog.models import Category, Product
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


def _any(_: Category) -> bool:
    return True
