"""What waits for the external engine is sent to it: in bulk, any number of times, in any order, from any worker.

Prevents the older answer that overtakes the newer one. A worker reads which products wait, then takes a number above
all numbers before it, then reads the products as they are and sends them under that number; the engine refuses a number
below the one it has. Whoever has a higher number has read later. So nothing needs to be claimed: a worker that dies,
hangs or works twice does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from product_service.search import documents
from product_service.search.documents import Made
from product_service.search.engines.external.client import TOO_MUCH, Client, EngineAway, EngineRefused, named
from product_service.search.engines.external.documents import source
from product_service.search.models import Pending, Run, Target
from servicekit import logs, metrics

CHUNK = 500
CONFLICT, GONE, REFUSED, BROKEN = 409, 404, 400, 500

log = logs.get(__name__)


def push(client: Client) -> int:
    """The changes that waited longest; how many are done. EngineAway leaves them for the next time."""
    rows = list(Pending.objects.filter(target=Target.EXTERNAL).order_by("id")[:CHUNK])
    if not rows:
        return 0
    version = next_version()
    # Asked for after the rows: an index that is begun later reads the catalogue as they have left it.
    indexes = [*_alias(client), *_being_filled()]
    if not indexes:
        return 0
    waiting = list(dict.fromkeys(row.product_id for row in rows))
    kept = send(client, indexes, waiting, version=version)
    done = [row.pk for row in rows if row.product_id not in kept]
    Pending.objects.filter(pk__in=done).delete()
    if kept:
        raise EngineAway(f"{len(kept)} products were not taken")
    return len(done)


def send(client: Client, indexes: Sequence[str], product_ids: Sequence[int], *, version: int) -> set[int]:
    """Each product as it is now, or that it is gone, to each index. Those that have to be sent again."""
    made = {one.product_id: one for one in documents.of_products(product_ids)}
    places = [(index, product_id) for index in indexes for product_id in product_ids]
    outcomes = client.bulk(
        line for index, product_id in places for line in _action(index, product_id, version, made.get(product_id))
    )
    again = set()
    for (_, product_id), outcome in zip(places, outcomes, strict=True):
        status = outcome["status"]
        if status >= BROKEN or status == TOO_MUCH or _no_index(outcome):
            again.add(product_id)
        elif status >= REFUSED and status not in {CONFLICT, GONE}:
            # Sent again it would be refused again, and hold up all behind it.
            log.error("search.product_refused", product_id=product_id, status=status)
            metrics.SEARCH_REFUSED.inc()
    return again


def _action(index: str, product_id: int, version: int, made: Made | None) -> list[dict[str, Any]]:
    place = {"_index": index, "_id": str(product_id), "version": version, "version_type": "external_gte"}
    return [{"delete": place}] if made is None else [{"index": place}, source(made)]


def _no_index(outcome: Mapping[str, Any]) -> bool:
    """Nothing may be made by writing into it: an index of the engine's own guesses would stand in the alias's place."""
    error = outcome.get("error")
    return isinstance(error, dict) and error.get("type") == "index_not_found_exception"


def _alias(client: Client) -> list[str]:
    """Its name, where it stands for an index: writing to a name that stands for none would make one, badly."""
    alias: str = settings.SHOPMESH.search_index
    try:
        client.tell("GET", f"/_alias/{named(alias)}")
    except EngineRefused as refused:
        if refused.status == GONE:
            return []
        raise
    return [alias]


def _being_filled() -> list[str]:
    running = Run.objects.filter(target=Target.EXTERNAL, finished_at=None)
    return [index for index in running.values_list("index", flat=True) if index]


def next_version() -> int:
    """Above every number that anybody has taken: the sequence that numbers what waits."""
    with transaction.atomic():
        row = Pending.objects.create(target=Target.EXTERNAL, product_id=0)
        version = row.pk
        row.delete()
    return version
