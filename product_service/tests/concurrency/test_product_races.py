from __future__ import annotations

from functools import partial

import pytest

from product_service.catalog.domain.errors import ProductChanged, SkuTaken
from product_service.catalog.models import Category, Product
from product_service.catalog.services import ProductChanges, product_change
from product_service.imports.bulk import products_put
from product_service.tests.support import at_once, new_product, principal

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_editors_at_once_one_is_told() -> None:
    product = new_product()

    def edit(price: str) -> Product:
        return product_change(
            by=principal(),
            product_id=product.pk,
            unchanged=lambda found: found.version == 1,
            given=ProductChanges(price=price),
        )

    answers = at_once([partial(edit, "1.00"), partial(edit, "2.00")])
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [ProductChanged]
    product.refresh_from_db()
    [won] = [answer for answer in answers if isinstance(answer, Product)]
    assert (product.version, product.price_minor) == (2, won.price_minor)


def test_of_two_products_with_one_sku_one_is_listed() -> None:
    Category.objects.create(slug="home", name="Home & kitchen", tint="#FBE9DC")
    answers = at_once([partial(new_product, sku="SAME")] * 2)
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [SkuTaken]
    assert Product.objects.count() == 1


def test_two_who_list_the_same_products_in_opposite_orders_do_not_wait_in_a_circle() -> None:
    new_product()
    wanted = [
        ProductChanges(f"SAME-{number:03d}", "Chair", "", "home", "1.00", "EUR", stock=0) for number in range(200)
    ]
    calls = [
        partial(products_put, by=principal(), given=given, checkpoint=_forgotten) for given in (wanted, wanted[::-1])
    ]
    answers = at_once(calls)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert sorted(answer.created for answer in answers) == [0, 200]
    assert Product.objects.count() == 201


def _forgotten(_: object) -> None:
    pass
