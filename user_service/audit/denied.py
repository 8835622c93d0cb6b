"""Denied access, from this service and the others: one entry per user, operation and minute."""

from datetime import datetime, timedelta

from django.db import transaction

from servicekit import clock, context
from servicekit.audit import DENIED
from user_service.audit.models import AuditDenial
from user_service.audit.record import record

KEEP = timedelta(hours=1)


@transaction.atomic
def access_denied(*, operation: str, permission: str, role: str) -> None:
    """settings.ACCESS_DENIED here."""
    if first_in_minute(user_id=context.visitor().user_id, operation=operation, at=clock.now()):
        record(DENIED, resource="operation", resource_id=operation, details={"permission": permission, "role": role})


def first_in_minute(*, user_id: str, operation: str, at: datetime) -> bool:
    """Whether this is the first one that is told: the unique key decides between two processes."""
    minute = at.replace(second=0, microsecond=0)
    _, made = AuditDenial.objects.get_or_create(user_id=user_id[:36], operation=operation[:200], minute=minute)
    return made


def forget_old() -> int:
    """Minutes that are over decide nothing any more. Run every hour by the worker."""
    return AuditDenial.objects.filter(minute__lt=clock.now() - KEEP).delete()[0]
