from __future__ import annotations

import pytest

from product_service.catalog import cached
from product_service.catalog.models import Category, Product
from product_service.tests.remembering import Redis
from product_service.tests.support import Make, new_product
from servicekit import cache


@pytest.fixture
def home(db: None) -> Category:
    return Category.objects.create(slug="home", name="Home & kitchen", tint="#FBE9DC", position=5)


@pytest.fixture
def make_product(db: None) -> Make:
    """`make_product(name="Teapot", stock=3)`."""
    return new_product


@pytest.fixture
def chair(db: None) -> Product:
    """Ten chairs on the shelf, 139.00 EUR."""
    return new_product()


@pytest.fixture
def lamp(db: None, chair: Product) -> Product:
    """Five lamps, 25.00 EUR."""
    return new_product(name="Reading lamp", price="25.00", stock=5)


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> Redis:
    made = Redis()
    monkeypatch.setattr(cached, "enabled", lambda: True)
    monkeypatch.setattr(cached, "_asked", {})
    monkeypatch.setattr(cached, "second", lambda: made.second)
    monkeypatch.setattr(cache, "get_several", made.get_several)
    monkeypatch.setattr(cache, "put", made.put)
    return made
