from __future__ import annotations

import pytest
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from product_service.catalog.models import Category, Product
from product_service.tests.support import Make
from servicekit.testing.api import assert_problem


def test_categories_come_in_shelf_order_with_what_is_on_sale(
    api: APIClient, make_product: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_product()
    Product.objects.filter(pk=make_product().pk).update(active=False)
    Category.objects.create(slug="audio", name="Audio", tint="#E9E4FB", position=2)
    Category.objects.create(slug="zoo", name="Zoo", tint="#FFFFFF", position=1)
    with django_assert_num_queries(1):
        answer = api.get("/api/categories/")
    assert answer.json() == [
        {"slug": "zoo", "name": "Zoo", "tint": "#FFFFFF", "product_count": 0},
        {"slug": "audio", "name": "Audio", "tint": "#E9E4FB", "product_count": 0},
        {"slug": "home", "name": "Home & kitchen", "tint": "#FBE9DC", "product_count": 1},
    ]


def test_parameters_are_not_known_here(api: APIClient, db: None) -> None:
    assert_problem(api.get("/api/categories/?depth=2"), 400, "unknown-parameter")


@pytest.mark.django_db(transaction=True)
def test_counts_are_remembered_until_a_product_changes(api: APIClient, make_product: Make) -> None:
    with override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}):
        make_product()
        before = api.get("/api/categories/").json()
        Product.objects.update(active=False)  # behind the use cases' back
        assert api.get("/api/categories/").json() == before
        make_product()
        make_product()
        assert api.get("/api/categories/").json()[0]["product_count"] == 2
