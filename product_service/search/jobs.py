"""What the worker does for the search."""

from __future__ import annotations

from itertools import islice

from product_service.search import engines, services, vocabulary
from product_service.search.models import Pending, Run, Target
from servicekit import logs, metrics
from servicekit.errors import Conflict, DependencyUnavailable
from servicekit.events.registry import Periodic

# Chunk after chunk, for a while: the worker looks between two runs whether it shall end.
CHUNKS = 40
COUNTED = 100_000

log = logs.get(__name__)


def periodic() -> list[Periodic]:
    jobs = [
        Periodic("search-drain", every=1, run=drain),
        # Completions are sorted by these counts: seconds late is soon enough.
        Periodic("search-words", every=2, run=fold),
    ]
    if engines.with_external():
        jobs += [
            # Found by the external engine within a second of the change; it makes new documents visible every second.
            Periodic("search-push", every=0.5, run=push),
            Periodic("search-first-index", every=5, run=first_index),
        ]
    return jobs


def drain() -> None:
    for _ in range(CHUNKS):
        drained = services.drain()
        engines.embedded().tidy()  # with nothing to drain, too: products are changed one by one as well
        if not drained:
            break
    _tell_waiting(Target.EMBEDDED)


def fold() -> None:
    for _ in range(CHUNKS):
        if not vocabulary.fold():
            return


def push() -> None:
    from product_service.search import pushing  # noqa: PLC0415 - httpx, where it is wanted
    from product_service.search.engines.external.client import EngineAway, EngineRefused, client  # noqa: PLC0415 - the same

    try:
        for _ in range(CHUNKS):
            if not pushing.push(client()):
                break
    except (EngineAway, EngineRefused) as reason:
        log.warning("search.push_failed", reason=str(reason))
    _tell_waiting(Target.EXTERNAL)


def first_index() -> None:
    """An engine that has never been filled is filled without anybody asking; a run that was interrupted goes on."""
    runs = Run.objects.filter(target=Target.EXTERNAL)
    if runs.filter(finished_at=None).exists() or not runs.exists():
        _go_on()


def _go_on() -> None:
    from product_service.search import reindexing  # noqa: PLC0415 - httpx, where it is wanted
    from product_service.search.engines.external.client import EngineAway, EngineRefused, client  # noqa: PLC0415 - the same

    known = Run.objects.filter(target=Target.EXTERNAL).exists()
    try:
        run = reindexing.take_over(Target.EXTERNAL) if known else reindexing.begin(Target.EXTERNAL)
    except Conflict:
        return
    if run is None:
        return
    try:
        for now in islice(reindexing.external(run, client()), CHUNKS):
            log.info("search.reindexing", done=now.done, total=now.total)
    except (EngineAway, EngineRefused, DependencyUnavailable) as reason:
        log.warning("search.reindexing_failed", reason=str(reason))
    finally:
        reindexing.leave(run)


def _tell_waiting(target: Target) -> None:
    """Counted as far as it matters: what is waiting may be the whole catalogue."""
    metrics.SEARCH_WAITING.labels(target.value).set(Pending.objects.filter(target=target)[:COUNTED].count())
