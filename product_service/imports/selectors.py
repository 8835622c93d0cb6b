"""Named reads of imports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from product_service.catalog.domain.ownership import Manager
from product_service.imports.domain.states import CANCELLABLE, OPEN
from product_service.imports.models import Import, ImportMistake
from servicekit.errors import NotFound

SHOWN = 100  # mistakes in an answer; all of them are a file of their own


def imports_of(manager: Manager) -> QuerySet[Import]:
    """Newest first. To vendors, the imports of others do not exist."""
    imports = Import.objects.order_by("-id")
    return imports if manager.reach == "all" else imports.filter(user_id=manager.user_id)


def import_of(manager: Manager, import_id: UUID) -> Import:
    found = imports_of(manager).filter(pk=import_id).first()
    if found is None:
        raise NotFound("There is no such import.")
    return found


def mistakes_of(job: Import) -> QuerySet[ImportMistake]:
    return ImportMistake.objects.filter(job=job).order_by("row", "id")


def mistakes_shown(jobs: Iterable[Import]) -> dict[UUID, list[ImportMistake]]:
    """The first of each, a query for each that has any."""
    return {job.pk: list(mistakes_of(job)[:SHOWN]) for job in jobs if job.error_count}


def undecided_of(user_id: str) -> int:
    """How many of somebody's imports keep their file."""
    return Import.objects.filter(user_id=user_id, state__in=sorted(CANCELLABLE)).count()


def waiting(now: datetime) -> QuerySet[Import]:
    """Those that somebody has to work on and nobody works on, oldest first."""
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    return Import.objects.filter(free, state__in=sorted(OPEN)).order_by("id")
