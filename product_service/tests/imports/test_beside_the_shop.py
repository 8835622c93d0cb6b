"""An import while others buy: nobody waits long, and the books are right."""

from __future__ import annotations

import gc
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.db import connection

from product_service.catalog.models import Product
from product_service.imports import jobs, pacing, write
from product_service.imports.pacing import Pace
from product_service.tests.imports.sending import file_of, queued
from product_service.tests.support import Make, assert_books_balance, at_once, hold, shelf

pytestmark = pytest.mark.django_db(transaction=True)


class Clock:
    """Time that passes when somebody sleeps, or holds the lock."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(pacing, "time", made)
    return made


@pytest.fixture
def one_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite")


def sizes(pace: Pace, clock: Clock, *, per_row: float, chunks: int) -> list[int]:
    found = []
    for _ in range(chunks):
        found.append(pace.size)
        with pace.held():
            clock.now += per_row * pace.size
    return found


@pytest.mark.usefixtures("one_writer")
def test_a_chunk_grows_to_what_a_tenth_of_a_second_allows(clock: Clock) -> None:
    found = sizes(Pace(largest=10_000), clock, per_row=0.00002, chunks=6)
    assert found[0] == pacing.SMALLEST
    assert all(later <= 2 * earlier for earlier, later in pairwise(found))
    assert found[-1] == pytest.approx(3_500, abs=1)  # 70 ms
    assert max(found) * 0.00002 <= pacing.PATIENCE
    assert set(clock.slept) == {pacing.FREE}


@pytest.mark.usefixtures("one_writer")
def test_where_rows_are_slow_it_shrinks_again(clock: Clock) -> None:
    pace = Pace(largest=10_000)
    sizes(pace, clock, per_row=0.00002, chunks=6)
    assert sizes(pace, clock, per_row=0.0001, chunks=2)[-1] == pytest.approx(700, abs=1)


@pytest.mark.usefixtures("one_writer")
def test_time_spent_on_the_next_chunk_is_time_the_lock_was_free(clock: Clock) -> None:
    pace = Pace(largest=1000)
    clock.now += 0.02
    sizes(pace, clock, per_row=0.00001, chunks=1)
    assert clock.slept == [0.01]


def test_alone_it_takes_all_it_may(clock: Clock) -> None:
    assert sizes(Pace(largest=1000, alone=True), clock, per_row=1.0, chunks=2) == [1000, 1000]
    assert clock.slept == []


@pytest.mark.usefixtures("home")
def test_the_log_is_taken_in_between_two_chunks_when_the_lock_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "AT_ONCE", 2)
    seen: list[tuple[int, bool]] = []

    def taken_in() -> None:
        seen.append((Product.objects.count(), connection.in_atomic_block))
        pacing.checkpoint()

    monkeypatch.setattr(write, "checkpoint", taken_in)
    queued(file_of(*(f"P-{number},Chair,,home,1.00,EUR,1" for number in range(5))))
    jobs.work_off()
    assert seen == [(2, False), (4, False), (5, False)]


def test_the_process_for_imports_commits_without_it() -> None:
    collecting = gc.get_threshold()
    try:
        jobs.roomy()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_autocheckpoint")
                assert cursor.fetchone() == (0,)
        assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.set_threshold(*collecting)
        connection.close()  # its settings go with it


def test_units_that_are_reserved_meanwhile_stay_promised(make_product: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "AT_ONCE", 2)
    products = [make_product(sku=f"P-{number}", stock=50) for number in range(6)]
    job = queued(file_of(*(f"P-{number},{60 + number},2.00" for number in range(6)), header="sku,stock,price"))
    buyers: list[Callable[[], object]] = [lambda: hold(*((product, 1) for product in products)) for _ in range(8)]
    answers = at_once([jobs.work_off, *buyers])
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    job.refresh_from_db()
    assert (job.state, job.updated, job.error_count) == ("done", 6, 0)
    assert [shelf(product) for product in products] == [(60 + number, 8) for number in range(6)]
    assert set(Product.objects.values_list("price_minor", "in_stock")) == {(200, True)}
    assert_books_balance()
