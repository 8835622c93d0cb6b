"""Records end. Add `PURGE` to a service's periodic jobs."""

from __future__ import annotations

from servicekit import clock
from servicekit.events.registry import Periodic
from servicekit.idempotency.models import IdempotencyRecord


def purge_expired() -> int:
    """How many records were past their time and are gone."""
    return IdempotencyRecord.objects.filter(expires_at__lte=clock.now()).delete()[0]


PURGE = Periodic("idempotency-purge", every=600, run=purge_expired)
