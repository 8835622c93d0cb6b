"""Use cases of imports: sent, applied, cancelled. What works on them is in `work`."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from product_service.catalog.services import manager
from product_service.imports import folder, selectors
from product_service.imports.domain.errors import ImportNotChecked, ImportOver
from product_service.imports.domain.limits import MOST_UNDECIDED
from product_service.imports.domain.states import CANCELLABLE, State
from product_service.imports.folder import Upload
from product_service.imports.models import Import
from servicekit.audit import audited
from servicekit.auth.principal import Principal
from servicekit.db import dbtime
from servicekit.errors import JsonValue, RateLimited
from servicekit.faults.failpoints import failpoint
from servicekit.idempotency.execution import Execution


@transaction.atomic(durable=True)
def import_create(*, by: Principal, name: str, dry_run: bool, upload: Upload, execution: Execution) -> Import:
    """A worker begins within a second. RateLimited."""
    asking = manager(by)
    _refuse_many(by)
    job = Import.objects.create(
        name=name,
        dry_run=dry_run,
        user_id=UUID(by.id),
        reach=str(asking.reach),
        org=asking.org,
        size=upload.size,
        digest=upload.digest,
    )
    execution.checkpoint(job.pk)
    told(job, "import.created", name=name, dry_run=dry_run, size=upload.size)
    # Before the commit: an import without its file is a promise broken, a file without its import is cleared away.
    upload.claim(job.pk)
    failpoint("product.import.before-created")
    return job


@transaction.atomic(durable=True)
def import_apply(*, by: Principal, import_id: UUID) -> Import:
    """Write what a dry run has checked. NotFound, ImportNotChecked."""
    job = _locked(by, import_id)
    if job.state != State.CHECKED:
        raise ImportNotChecked(job.state)
    if str(job.user_id) == by.id:  # who has been taken a role since, or left the organisation, writes without it
        asking = manager(by)
        job.reach, job.org = str(asking.reach), asking.org
    job.state, job.dry_run = State.WRITING.value, False
    job.created = job.updated = job.unchanged = 0
    job.finished_at = None
    job.save(update_fields=["state", "dry_run", "reach", "org", "created", "updated", "unchanged", "finished_at"])
    told(job, "import.applied")
    return job


@transaction.atomic(durable=True)
def import_cancel(*, by: Principal, import_id: UUID) -> Import:
    """What is written already stays; whoever works on it stops with the chunk in hand. NotFound, ImportOver."""
    job = _locked(by, import_id)
    if job.state not in CANCELLABLE:
        raise ImportOver(job.state)
    now = dbtime.now()
    job.cancel_asked = True
    if job.lease_until is None or job.lease_until <= now:
        job.state, job.finished_at = State.CANCELLED.value, now
        transaction.on_commit(lambda: folder.forget(job.pk))
    job.save(update_fields=["cancel_asked", "state", "finished_at"])
    told(job, "import.cancelled", rows_written=job.rows_written)
    return job


def _refuse_many(by: Principal) -> None:
    """Each keeps a file for up to a week and its turn before everybody else's. Two sent at once may be one too many."""
    if selectors.undecided_of(by.id) >= MOST_UNDECIDED:
        told = f"{MOST_UNDECIDED} of your imports are not over yet: apply or cancel one, or wait for it."
        raise RateLimited(told, retry_after=60)


def _locked(by: Principal, import_id: UUID) -> Import:
    selectors.import_of(manager(by), import_id)
    return Import.objects.select_for_update().get(pk=import_id)


def told(job: Import, action: str, **details: JsonValue) -> None:
    audited(action, resource="import", resource_id=str(job.pk), details=details)
