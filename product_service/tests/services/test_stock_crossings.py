"""Product.in_stock and stock.low, whatever moved the stock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from product_service.catalog import cached
from product_service.catalog.models import Product
from product_service.catalog.services import ProductChanges, product_change
from product_service.stock.domain.errors import OutOfStock
from product_service.stock.domain.lines import Line
from product_service.stock.models import Reservation, Stock
from product_service.stock.services import (
    reservation_commit,
    reservation_expire,
    reservation_release,
    stock_take_back,
)
from product_service.tests.support import hold, overdue, principal
from servicekit.events.models import OutboxEvent


def for_sale(product: Product) -> bool:
    return Product.objects.get(pk=product.pk).in_stock


def told_low() -> list[dict[str, Any]]:
    return list(OutboxEvent.objects.filter(type="stock.low").order_by("created_at").values_list("payload", flat=True))


def count(product: Product, counted: int) -> None:
    given = ProductChanges(stock=counted)
    product_change(by=principal(), product_id=product.pk, unchanged=lambda _: True, given=given)


def release(held: Reservation) -> None:
    reservation_release(reservation_id=held.pk)


def expire(held: Reservation) -> None:
    overdue(held)
    reservation_expire(reservation_id=held.pk)


@pytest.mark.parametrize("give_back", [release, expire])
def test_the_last_unit_that_is_held_and_given_back_is_for_sale_again(
    chair: Product, give_back: Callable[[Reservation], None]
) -> None:
    held = hold((chair, 10))
    assert not for_sale(chair)
    give_back(held)
    assert for_sale(chair)


def test_what_was_sold_stays_sold_out_until_it_is_taken_back(chair: Product) -> None:
    reservation_commit(reservation_id=hold((chair, 10)).pk)
    assert not for_sale(chair)
    stock_take_back(lines=[Line(chair.pk, 1)])
    assert for_sale(chair)


def test_a_count_takes_it_off_sale_and_puts_it_back(chair: Product) -> None:
    held = hold((chair, 4))
    count(chair, 4)
    assert not for_sale(chair)
    count(chair, 5)
    assert for_sale(chair)
    release(held)
    count(chair, 0)
    assert not for_sale(chair)


def test_a_basket_that_cannot_be_had_changes_nothing(chair: Product, lamp: Product) -> None:
    with pytest.raises(OutOfStock):
        hold((chair, 10), (lamp, 6))
    assert for_sale(chair)
    assert told_low() == []


def test_a_unit_of_many_leaves_the_products_row_alone(chair: Product) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        held = hold((chair, 1))
        reservation_commit(reservation_id=held.pk)
    assert [query["sql"] for query in queries if 'UPDATE "catalog_product"' in query["sql"]] == []


def test_whoever_manages_a_product_is_told_once_that_it_is_low(chair: Product) -> None:
    first = hold((chair, 4))
    assert told_low() == []
    second = hold((chair, 1))
    low = {"product_id": chair.pk, "available": 5, "low_at": 5}
    assert told_low() == [low]
    hold((chair, 2))
    assert told_low() == [low]
    release(second)
    assert told_low() == [low]
    release(first)
    hold((chair, 8))
    assert told_low() == [low, low | {"available": 0}]


def test_what_is_low_is_the_products_own_number(chair: Product) -> None:
    Stock.objects.filter(product=chair).update(low_at=0)
    hold((chair, 9))
    assert told_low() == []
    hold((chair, 1))
    assert told_low() == [{"product_id": chair.pk, "available": 0, "low_at": 0}]


def test_two_products_of_one_basket_are_told_each(chair: Product, lamp: Product) -> None:
    Stock.objects.filter(product=lamp).update(low_at=1)
    hold((lamp, 4), (chair, 9))
    assert [told["product_id"] for told in told_low()] == [chair.pk, lamp.pk]


@pytest.mark.parametrize(("held", "level"), [(4, "in_stock"), (5, "low"), (9, "low"), (10, "out")])
def test_the_database_keeps_the_level(chair: Product, held: int, level: str) -> None:
    hold((chair, held))
    assert Stock.objects.get(product=chair).level == level == Stock.objects.get(product=chair).shelf.level


def test_a_count_and_a_return_are_told_with_what_there_is_then(chair: Product) -> None:
    hold((chair, 3))
    count(chair, 8)
    stock_take_back(lines=[Line(chair.pk, 2)])
    adjusted = OutboxEvent.objects.filter(type="stock.adjusted").order_by("created_at")
    assert list(adjusted.values_list("payload", flat=True)) == [
        {"product_id": chair.pk, "quantity": -2, "reason": "counted", "on_hand": 8, "available": 5},
        {"product_id": chair.pk, "quantity": 2, "reason": "returned", "on_hand": 10, "available": 7},
    ]


@pytest.mark.parametrize(("held", "told"), [(4, 0), (5, 1), (10, 1)])
def test_what_is_remembered_of_the_catalogue_is_over_when_shoppers_read_another_word(
    chair: Product,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
    held: int,
    told: int,
) -> None:
    changed = Mock()
    monkeypatch.setattr(cached, "changed", changed)
    with django_capture_on_commit_callbacks(execute=True):
        hold((chair, held))
    assert changed.call_count == told
