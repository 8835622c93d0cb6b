"""Named reads."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from payments_service.payments.models import Payment
from payments_service.webhooks.domain.notice import Notice
from payments_service.webhooks.models import ProviderEvent


def events_due(now: datetime, *, limit: int) -> list[ProviderEvent]:
    return list(ProviderEvent.objects.filter(next_attempt_at__lte=now).order_by("next_attempt_at")[:limit])


def payment_of(notice: Notice) -> Payment | None:
    """By the charge, or by our key where we never learned the charge. None: the provider works for others too."""
    known = Q(charge_id=notice.charge_id) if notice.charge_id else Q(pk=notice.payment_id)
    found = Payment.objects.filter(known).first()
    if found is None and notice.payment_id is not None:
        found = Payment.objects.filter(pk=notice.payment_id).first()
    return found
