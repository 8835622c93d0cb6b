"""The whole catalogue into an index again, a chunk at a time, while the shop is open.

Prevents the night without search: nothing is emptied first. The embedded index is put right row by row; the external
engine gets a new index, which takes the old one's place when it is complete. A run that was killed goes on where it
was: how far it came is written down after each chunk.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import IntegrityError, transaction

from product_service.catalog.models import Product
from product_service.search import engines, pushing
from product_service.search.domain.silence import SILENCE
from product_service.search.engines.external.client import Client, EngineRefused, named
from product_service.search.engines.external.documents import INDEX
from product_service.search.models import Run, Target
from servicekit import clock
from servicekit.errors import Conflict, DependencyUnavailable

CHUNK = 500


def begin(target: Target) -> Run:
    """A new run, or the one that was interrupted. Conflict while somebody is at it."""
    if (run := take_over(target)) is not None:
        return run
    now = clock.now()
    try:
        with transaction.atomic():
            return Run.objects.create(target=target, total=Product.objects.count(), started_at=now, seen_at=now)
    except IntegrityError:
        raise Conflict(
            "Somebody else is reindexing: see its progress, or wait until it has been silent for 15 s."
        ) from None


def take_over(target: Target) -> Run | None:
    """The run that was asked for, or interrupted; None while somebody is at it, and when it is over."""
    now = clock.now()
    unfinished = Run.objects.filter(target=target, finished_at=None)
    return unfinished.get() if unfinished.filter(seen_at__lt=now - SILENCE).update(seen_at=now) else None


def leave(run: Run) -> None:
    """Whoever comes next may go on at once."""
    Run.objects.filter(pk=run.pk, finished_at=None).update(seen_at=clock.now() - 2 * SILENCE)


def embedded(run: Run) -> Iterator[Run]:
    """Yields after each chunk, which is a transaction."""
    while run.finished_at is None:
        with transaction.atomic(durable=True):
            product_ids = _next(run)
            engines.embedded().put(product_ids)
            _note(run, product_ids)
        engines.embedded().tidy()
        yield run


def external(run: Run, client: Client) -> Iterator[Run]:
    """The same. Changes meanwhile go to both indexes (`pushing`); who searches sees one switch, at the end."""
    _prepare(client, run)
    while product_ids := _next(run):
        version = pushing.next_version()
        if pushing.send(client, [run.index], product_ids, version=version):
            raise DependencyUnavailable("The engine did not take all products; reindexing goes on where it stopped.")
        _note(run, product_ids)
        yield run
    _switch(client, run.index)
    _note(run, [])
    yield run


def _next(run: Run) -> list[int]:
    """Those off sale, too: they may still be in the index."""
    return list(Product.objects.filter(pk__gt=run.cursor).order_by("pk").values_list("pk", flat=True)[:CHUNK])


def _note(run: Run, product_ids: list[int]) -> None:
    run.seen_at = clock.now()
    if product_ids:
        run.cursor, run.done = product_ids[-1], run.done + len(product_ids)
    else:
        run.finished_at = run.seen_at
    run.save(update_fields=["cursor", "done", "seen_at", "finished_at"])


def _prepare(client: Client, run: Run) -> None:
    """Named in the run once it is there: an engine that is sent a product for it before would make one of its own."""
    index = f"{settings.SHOPMESH.search_index}-{run.pk}"
    _create(client, index)
    if run.index != index:
        run.index = index
        run.save(update_fields=["index"])


def _create(client: Client, index: str) -> None:
    try:
        client.tell("PUT", f"/{named(index)}", INDEX)
    except EngineRefused as refused:
        if refused.kind != "resource_already_exists_exception":  # it is a run that goes on
            raise


def _switch(client: Client, index: str) -> None:
    """The alias stands for the new index alone, from one moment to the next; then the old ones go."""
    alias: str = settings.SHOPMESH.search_index
    client.tell("POST", f"/{named(index)}/_refresh")
    old = [name for name in _behind(client, alias) if name != index]
    actions = [{"remove": {"index": name, "alias": alias}} for name in old]
    client.tell("POST", "/_aliases", {"actions": [*actions, {"add": {"index": index, "alias": alias}}]})
    for name in old:
        client.tell("DELETE", f"/{named(name)}")


def _behind(client: Client, alias: str) -> list[str]:
    try:
        return sorted(client.tell("GET", f"/_alias/{named(alias)}"))
    except EngineRefused as refused:
        if refused.status == pushing.GONE:
            return []
        raise
