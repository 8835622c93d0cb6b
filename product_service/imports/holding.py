"""Who works on an import. What is done is noted in the transaction that does it, and only by whoever holds the job.

Prevents the row that is written twice: a worker that was killed is followed by the next when its lease is over, and one
that was only slow finds that the job is not its own any more before it commits.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from product_service.imports import folder, selectors
from product_service.imports.domain.mistakes import Mistake
from product_service.imports.domain.states import OPEN, State
from product_service.imports.models import Import, ImportMistake
from product_service.imports.services import told
from servicekit import clock
from servicekit.db import bulk, dbtime

LEASE = timedelta(seconds=30)  # a hundred chunks


class Lost(Exception):
    """Somebody else works on it now, or it was cancelled, or shall stop: nothing more may be written."""


def claim() -> Import | None:
    """The oldest import that waits. Of two who try, one gets it."""
    now = dbtime.now()
    for job_id, fence in selectors.waiting(now).values_list("pk", "fence")[:5]:
        mine = selectors.waiting(now).order_by().filter(pk=job_id, fence=fence)
        if mine.update(fence=fence + 1, lease_until=now + LEASE, attempts=F("attempts") + 1):
            Import.objects.filter(pk=job_id, started_at=None).update(started_at=now)
            return Import.objects.get(pk=job_id)
    return None


def advance(job: Import, **changes: Any) -> None:
    """Inside the transaction of what is said to be done. Lost when it is not ours any more, or nobody wants it."""
    changes = {"lease_until": dbtime.now() + LEASE} | changes
    mine = Import.objects.filter(pk=job.pk, fence=job.fence, state__in=sorted(OPEN), cancel_asked=False)
    if not mine.update(**changes):
        raise Lost
    for name, value in changes.items():
        setattr(job, name, value)


def note(job: Import, mistakes: Iterable[Mistake]) -> None:
    bulk.insert(ImportMistake, ("job_id", "row", "column", "code", "detail"), ((job.pk, *one) for one in mistakes))


def cancelled(job: Import) -> None:
    asked = Import.objects.filter(pk=job.pk, fence=job.fence, state__in=sorted(OPEN), cancel_asked=True)
    if asked.update(state=State.CANCELLED.value, lease_until=None, finished_at=clock.now()):
        folder.forget(job.pk)
    else:
        release(job)


def release(job: Import) -> None:
    """The next may take it up at once."""
    Import.objects.filter(pk=job.pk, fence=job.fence, state__in=sorted(OPEN)).update(lease_until=None)


@transaction.atomic(durable=True)
def give_up(job: Import, mistake: Mistake) -> None:
    mine = Import.objects.filter(pk=job.pk, fence=job.fence, state__in=sorted(OPEN))
    if mine.update(
        state=State.FAILED.value, lease_until=None, finished_at=clock.now(), error_count=F("error_count") + 1
    ):
        note(job, [mistake])
        told(job, "import.failed", code=mistake.code)
