"""What a search looks at does not grow with the number of matches."""

from __future__ import annotations

from importlib import import_module

import pytest

from product_service.search.ports import Query
from product_service.tests.search.conftest import Shop
from product_service.tests.support import Make


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything a fiftieth of its size."""
    engine = import_module("product_service.search.engines.embedded")  # beside it stands a function of that name
    monkeypatch.setattr(engine, "CLOSELY", 2)
    monkeypatch.setattr(engine, "FIRST_FOUND", 3)
    monkeypatch.setattr(engine, "MOST_FOUND", 5)


def test_first_pages_count_to_a_hundred_and_fifty_later_ones_to_a_thousand(
    embedded_shop: Shop, make_product: Make, few: None
) -> None:
    for _ in range(6):
        make_product(name="Chair")
    found = {limit: embedded_shop.find("chair", limit=limit) for limit in (2, 3, 9)}
    assert {limit: (one.count, one.count_relation) for limit, one in found.items()} == {
        2: (3, "at_least"),
        3: (5, "at_least"),
        9: (5, "at_least"),
    }
    assert found[9].ids[:2] == found[2].ids
    assert embedded_shop.find("chair", ordering="price", limit=1).count == 5


def test_what_is_all_there_is_is_counted_exactly(embedded_shop: Shop, make_product: Make, few: None) -> None:
    ids = [make_product(name="Chair").pk for _ in range(2)]
    answer = embedded_shop.find("chair")
    assert (sorted(answer.ids), answer.count, answer.count_relation) == (ids, 2, "exact")


def test_names_are_found_before_descriptions_however_popular_those_are(
    embedded_shop: Shop, make_product: Make, few: None
) -> None:
    for _ in range(6):
        make_product(name="Cushion", description="For a chair.")
    chairs = [make_product(name="Chair", description="Plain.").pk for _ in range(2)]
    assert sorted(embedded_shop.engine().find(Query("chair", limit=2)).ids) == chairs
