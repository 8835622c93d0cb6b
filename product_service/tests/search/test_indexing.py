"""Which changes reach the embedded index, when, and at what cost."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from product_service.catalog.models import Product
from product_service.catalog.services import ProductChanges, product_change, product_delete, units_sold_add
from product_service.search import engines, jobs, services, vocabulary
from product_service.search.engines.postgresql import TIDY
from product_service.search.models import Document, Pending, Target, Word
from product_service.search.ports import Filters, Query
from product_service.tests.support import Make, at_once, principal

pytestmark = pytest.mark.django_db


def found(text: str, filters: Filters | None = None) -> list[int]:
    return engines.embedded().find(Query(text, filters or Filters())).ids


def test_a_product_is_found_as_soon_as_it_is_listed_changed_or_gone(make_product: Make) -> None:
    chair = make_product(name="Alder chair")
    assert found("alder") == [chair.pk]
    product_change(
        by=principal(), product_id=chair.pk, unchanged=lambda _: True, given=ProductChanges(name="Birch stool")
    )
    assert found("birch") == [chair.pk]
    assert found("chair") == []
    product_delete(by=principal(), product_id=chair.pk, unchanged=lambda _: True)
    assert found("birch") == []
    assert Document.objects.count() == 0


def test_many_products_cost_as_many_statements_as_one(
    make_product: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ids = [make_product(name=f"Chair {word}").pk for word in ("one", "two", "three", "four")]
    with django_assert_num_queries(5):  # two more where words came or went
        services.products_changed(ids)


def test_more_than_a_transaction_should_do_waits_for_the_worker(
    make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 2)
    monkeypatch.setattr(services, "CHUNK", 2)
    ids = [make_product().pk for _ in range(3)]
    Document.objects.all().delete()
    services.products_changed(ids)
    assert (found("chair"), Pending.objects.filter(target=Target.EMBEDDED).count()) == ([], 3)
    assert [services.drain(), services.drain(), services.drain()] == [2, 1, 0]
    assert (sorted(found("chair")), Pending.objects.count()) == (ids, 0)


def test_sales_move_a_product_when_they_double(
    make_product: Make, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second = make_product(name="Chair"), make_product(name="Chair")
    assert found("chair") == [first.pk, second.pk]
    units_sold_add(units={second.pk: 4})
    assert found("chair") == [second.pk, first.pk]
    with django_assert_num_queries(2):
        services.popularity_changed([second.pk])


def test_the_last_unit_that_goes_is_known_to_the_filter(make_product: Make) -> None:
    chair = make_product(stock=1)
    product_change(by=principal(), product_id=chair.pk, unchanged=lambda _: True, given=ProductChanges(stock=0))
    assert found("chair", Filters(in_stock=True)) == []
    assert found("chair", Filters(in_stock=False)) == [chair.pk]


def test_words_are_counted_without_waiting_for_each_other(make_product: Make) -> None:
    chair = make_product(name="Alder chair", description="A chair.")
    make_product(name="Birch chair", description="")
    assert Word.objects.get(word="chair").products == 0  # known, so that it can be completed at once
    while vocabulary.fold():
        pass
    counted = dict(Word.objects.values_list("word", "products"))
    assert (counted["chair"], counted["alder"], counted["birch"]) == (2, 1, 1)
    product_delete(by=principal(), product_id=chair.pk, unchanged=lambda _: True)
    while vocabulary.fold():
        pass
    assert dict(Word.objects.values_list("word", "products"))["chair"] == 1
    assert not Word.objects.filter(word="alder").exists()  # nobody is led to what is gone


def unsorted() -> int:
    """Pages of the index that each look-up has to read from end to end; asking sorts them in."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(TIDY)
        pages: int = cursor.fetchone()[0]
    return pages


def test_what_was_written_does_not_make_searches_slower_for_longer_than_the_workers_pause(make_product: Make) -> None:
    make_product(name="Alder chair")
    assert connection.vendor == "sqlite" or unsorted()  # or the rest would show nothing
    make_product(name="Birch chair")
    jobs.drain()
    assert unsorted() == 0
    assert len(found("chair")) == 2


def test_a_reindexing_leaves_nothing_unsorted(make_product: Make) -> None:
    make_product(name="Alder chair")
    engines.embedded().tidy()
    call_command("reindex")
    assert unsorted() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_off_sale_cannot_be_put_back_while_it_is_taken_out(make_product: Make) -> None:
    """Otherwise it would be found, and then be taken out by who had read that it is off sale."""
    chair = make_product(name="Alder chair")
    Product.objects.filter(pk=chair.pk).update(active=False)

    def held_elsewhere() -> bool:
        try:
            with transaction.atomic():
                list(Product.objects.select_for_update(nowait=True).filter(pk=chair.pk))
        except OperationalError:
            return True
        return False

    with transaction.atomic():
        engines.embedded().put([chair.pk])
        assert connection.vendor == "sqlite" or at_once([held_elsewhere]) == [True]  # SQLite has one writer at a time
    assert found("alder") == []
