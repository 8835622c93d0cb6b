"""The external engine away, slow, ahead or behind: what is searched, and what gets into it."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from product_service.catalog.models import Product
from product_service.search import engines, jobs, pushing, reindexing
from product_service.search.domain.silence import SILENCE
from product_service.search.engines.external import client as external
from product_service.search.engines.external.client import EngineAway
from product_service.search.engines.external.documents import source
from product_service.search.models import Pending, Run, Target
from product_service.search.ports import Query
from product_service.search.services import products_changed
from product_service.tests.search.conftest import Fail, Shop, refreshed
from product_service.tests.support import Make
from servicekit import metrics
from servicekit.context import deadline_within


def waiting() -> list[int]:
    return list(Pending.objects.filter(target=Target.EXTERNAL).order_by("id").values_list("product_id", flat=True))


def instead() -> float:
    value: float = metrics.SEARCHES_INSTEAD._value.get()
    return value


@pytest.mark.parametrize("mode", ["busy", "broken", "nonsense", "hangs"])
def test_while_it_fails_the_embedded_one_answers_and_after_three_failures_it_is_not_asked(
    external_shop: Shop, make_product: Make, fail: Fail, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    chair = make_product(name="Alder chair")
    external_shop.settle()
    monkeypatch.setattr(external, "ASK_SECONDS", 0.05)
    fail(mode)
    before = instead()
    for _ in range(5):
        assert engines.engine().find(Query("chair")).ids == [chair.pk]
    assert engines.engine().suggest("cha", limit=6).queries == ["chair"]
    assert instead() == before + 6
    assert external.client().breaker.current_state == "open"


def test_an_alias_that_is_not_there_is_answered_for_by_the_embedded_one(
    external_shop: Shop, make_product: Make
) -> None:
    chair = make_product(name="Alder chair")
    before = instead()
    assert engines.engine().find(Query("chair")).ids == [chair.pk]
    assert instead() == before + 1
    assert external.client().breaker.current_state == "closed"  # it answered


def test_a_change_waits_in_the_transaction_that_makes_it(external_shop: Shop, make_product: Make) -> None:
    chair = make_product(name="Alder chair")
    assert waiting() == [chair.pk]


@pytest.mark.parametrize("mode", ["busy", "broken", "nonsense"])
def test_what_cannot_be_pushed_waits(external_shop: Shop, make_product: Make, fail: Fail, mode: str) -> None:
    external_shop.settle()
    chair = make_product(name="Alder chair")
    fail(mode)
    jobs.push()
    assert waiting() == [chair.pk]
    fail("ok")
    jobs.push()
    assert waiting() == []
    assert external_shop.find("chair").ids == [chair.pk]


def test_a_worker_that_dies_after_the_push_does_it_again_and_nothing_happens(
    external_shop: Shop, make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    external_shop.settle()
    chair = make_product(name="Alder chair")
    rows = list(Pending.objects.all())
    jobs.push()
    Pending.objects.bulk_create(rows)
    jobs.push()
    assert waiting() == []
    assert external_shop.find("chair").ids == [chair.pk]


def test_an_older_state_that_arrives_later_does_not_win(external_shop: Shop, make_product: Make) -> None:
    chair = make_product(name="Alder chair")
    external_shop.settle()
    alias = settings.SHOPMESH.search_index
    late = pushing.next_version()  # a worker takes a number, reads the chair on sale, and hangs
    Product.objects.filter(pk=chair.pk).update(active=False)
    products_changed([chair.pk])
    jobs.push()
    Product.objects.filter(pk=chair.pk).update(active=True)
    assert pushing.send(external.client(), [alias], [chair.pk], version=late) == set()
    refreshed(external.client())
    assert external_shop.engine().find(Query("chair")).ids == []


def test_before_there_is_an_index_nothing_is_written_and_nothing_lost(external_shop: Shop, make_product: Make) -> None:
    chair = make_product(name="Alder chair")
    jobs.push()
    assert waiting() == [chair.pk]
    jobs.first_index()
    assert external_shop.find("chair").ids == [chair.pk]


def test_reindexing_fills_a_new_index_while_changes_go_on_and_then_takes_the_old_ones_place(
    external_shop: Shop, make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindexing, "CHUNK", 1)
    first, second = make_product(name="Alder chair"), make_product(name="Birch chair")
    external_shop.settle()
    client, alias = external.client(), settings.SHOPMESH.search_index
    (old,) = client.tell("GET", f"/_alias/{alias}")
    run = reindexing.begin(Target.EXTERNAL)
    steps = reindexing.external(run, client)
    next(steps)  # the first chair is in the new index
    Product.objects.filter(pk=first.pk).update(active=False)
    products_changed([first.pk])
    third = make_product(name="Cherry chair")
    jobs.push()  # both indexes hear of it
    for _ in steps:
        pass
    assert list(client.tell("GET", f"/_alias/{alias}")) == [run.index]
    assert sorted(external_shop.find("chair").ids) == [second.pk, third.pk]
    with pytest.raises(external.EngineRefused, match="index_not_found_exception"):
        client.tell("POST", f"/{old}/_refresh")


def test_nothing_is_sent_to_an_index_that_has_yet_to_be_made(external_shop: Shop, make_product: Make) -> None:
    """An engine makes one of its own guesses of what it is sent, and it would stand in the right one's place."""
    external_shop.settle()
    run = reindexing.begin(Target.EXTERNAL)
    chair = make_product(name="Alder chair")
    jobs.push()
    assert waiting() == []
    assert external_shop.find("chair").ids == [chair.pk]
    for _ in reindexing.external(run, external.client()):
        pass
    assert list(external.client().tell("GET", f"/_alias/{settings.SHOPMESH.search_index}")) == [run.index]
    assert external_shop.find("chair").ids == [chair.pk]


def test_a_run_that_was_killed_goes_on_where_it_was(
    external_shop: Shop, make_product: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reindexing, "CHUNK", 2)
    products = [make_product(name=f"Chair {word}") for word in ("one", "two", "three", "four", "five")]
    run = reindexing.begin(Target.EXTERNAL)
    next(reindexing.external(run, external.client()))  # and whoever did it is gone
    sent: list[list[int]] = []

    def send(client: Any, indexes: Any, product_ids: list[int], *, version: int) -> set[int]:
        sent.append(product_ids)
        return pushing_send(client, indexes, product_ids, version=version)

    pushing_send = pushing.send
    monkeypatch.setattr(pushing, "send", send)
    Run.objects.update(seen_at=run.seen_at - 2 * SILENCE)
    call_command("reindex", "--target", "external")
    assert sent == [[products[2].pk, products[3].pk], [products[4].pk]]
    assert "goes on behind 2 of 5 products" in capsys.readouterr().out
    assert Run.objects.get().finished_at is not None
    assert len(external_shop.find("chair").ids) == 5


def test_a_product_that_it_will_not_take_does_not_hold_up_the_others(
    external_shop: Shop, make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    external_shop.settle()
    make_product(name="Odd chair")
    chair = make_product(name="Alder chair")
    monkeypatch.setattr(
        "product_service.search.pushing.source", lambda made: source(made) | ({"odd": 1} if "odd" in made.name else {})
    )
    jobs.push()
    assert waiting() == []
    assert external_shop.find("chair").ids == [chair.pk]


def test_time_that_is_over_is_not_spent_on_asking(external_shop: Shop) -> None:
    with deadline_within(0.05), pytest.raises(EngineAway, match="no time left"):
        external.client().ask("/x/_search", {})
