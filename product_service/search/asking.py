"""A reindexing that is asked for: a row says so, and the worker does it."""

from __future__ import annotations

from itertools import islice

from django.db import IntegrityError, transaction

from product_service.catalog.models import Product
from product_service.search import engines
from product_service.search.domain.silence import SILENCE
from product_service.search.models import Run, Target
from servicekit import clock, logs
from servicekit.audit import audited
from servicekit.errors import FieldError, ValidationFailed
from servicekit.events.registry import Periodic

# Chunks of a round, a few seconds: between two rounds the worker looks whether it shall end.
CHUNKS = 20

log = logs.get(__name__)


@transaction.atomic(durable=True)
def reindex_ask(*, target: Target) -> Run:
    """The run that is begun, or is under way already. ValidationFailed for an index that this shop has not."""
    if target == Target.EXTERNAL and not engines.with_external():
        told = "This shop searches in its database: SEARCH_ENGINE=external and SEARCH_URL name another engine."
        raise ValidationFailed(errors=[FieldError("/target", "unused", told)])
    now = clock.now()
    try:
        with transaction.atomic():
            # Nobody is at it yet: whoever comes first may begin.
            asked = {"total": Product.objects.count(), "started_at": now, "seen_at": now - 2 * SILENCE}
            run = Run.objects.create(target=target, **asked)
    except IntegrityError:
        # It may have come to its end a moment ago: the newest is it in any case.
        return Run.objects.filter(target=target).latest("pk")
    audited("search.reindex_asked", resource="search", resource_id=target.value, details={"products": run.total})
    return run


def go_on() -> None:
    """Periodic: the embedded index, of which a run was asked for or interrupted. For the other: jobs.first_index."""
    if not Run.objects.filter(target=Target.EMBEDDED, finished_at=None).exists():
        return
    from product_service.search import reindexing  # noqa: PLC0415 - httpx, where it is wanted

    # Whoever else was at it may have come to the end since: none is begun that nobody asked for.
    run = reindexing.take_over(Target.EMBEDDED)
    if run is None:
        return
    try:
        for now in islice(reindexing.embedded(run), CHUNKS):
            log.info("search.reindexing", done=now.done, total=now.total)
    finally:
        reindexing.leave(run)


GO_ON = Periodic("search-reindex", every=1, run=go_on)
