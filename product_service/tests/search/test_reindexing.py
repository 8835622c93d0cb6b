"""`reindex` of the embedded index."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from product_service.catalog.models import Product
from product_service.search import engines, reindexing
from product_service.search.domain.silence import SILENCE
from product_service.search.management.commands import reindex
from product_service.search.models import Document, Run, Target
from product_service.search.ports import Query
from product_service.search.services import products_changed
from product_service.tests.support import Make

pytestmark = pytest.mark.django_db


def found(text: str) -> list[int]:
    return engines.embedded().find(Query(text)).ids


def test_what_was_lost_or_never_left_is_put_right(make_product: Make, capsys: pytest.CaptureFixture[str]) -> None:
    lost, gone = make_product(name="Alder chair"), make_product(name="Birch chair")
    engines.embedded()._index.delete([lost.pk])
    Product.objects.filter(pk=gone.pk).update(active=False)
    assert found("chair") == [gone.pk]
    call_command("reindex")
    assert found("chair") == [lost.pk]
    assert "embedded: 2 products, done" in capsys.readouterr().out


def test_progress_says_how_far_how_fast_and_how_long(
    make_product: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reindex, "EVERY", 0.0)
    monkeypatch.setattr(reindexing, "CHUNK", 1)
    for _ in range(2):
        make_product()
    call_command("reindex")
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith("embedded: 1 of 2 products  50 %  ")
    assert first.endswith(" s left")
    assert second.startswith("embedded: 2 of 2 products  100 %")
    assert last.startswith("embedded: 2 products, done; ")


def test_two_at_once_are_one_too_many(make_product: Make) -> None:
    reindexing.begin(Target.EMBEDDED)
    with pytest.raises(CommandError, match="Somebody else is reindexing"):
        call_command("reindex")
    assert Run.objects.count() == 1


def test_one_that_stops_by_itself_is_continued_at_once(make_product: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reindexing, "CHUNK", 1)
    products = [make_product() for _ in range(3)]
    run = reindexing.begin(Target.EMBEDDED)
    next(reindexing.embedded(run))
    reindexing.leave(run)
    again = reindexing.begin(Target.EMBEDDED)
    assert (again.pk, again.cursor, again.done) == (run.pk, products[0].pk, 1)


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_goes_on_and_changes_meanwhile_are_not_lost(make_product: Make) -> None:
    """A real process, which is sent SIGKILL between two chunks."""
    products = [make_product(name=f"Chair {word}") for word in ("one", "two", "three")]
    Document.objects.all().delete()
    script = (
        "import django, os, signal; django.setup()\n"
        "from django.db import connections\n"
        f"connections['default'].settings_dict['NAME'] = {connection.settings_dict['NAME']!r}\n"
        "from product_service.search import reindexing\n"
        "reindexing.CHUNK = 1\n"
        "steps = reindexing.embedded(reindexing.begin('embedded'))\n"
        "next(steps); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "SHOPMESH_ENV": "test"}
    killed = subprocess.run([sys.executable, "-c", script], env=environment, check=False)  # noqa: S603 - our own script
    assert killed.returncode == -signal.SIGKILL
    assert found("chair") == [products[0].pk]
    with transaction.atomic():
        Product.objects.filter(pk=products[0].pk).update(name_words=" stool", search_words=" stool")
        products_changed([products[0].pk])
    run = Run.objects.get()
    Run.objects.update(seen_at=run.seen_at - 2 * SILENCE)
    call_command("reindex")
    assert (found("stool"), found("chair")) == ([products[0].pk], [products[1].pk, products[2].pk])
