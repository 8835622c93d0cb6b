"""Named reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from payments_service.payments.models import Payment
from payments_service.webhooks.domain.notice import Notice
from payments_service.webhooks.models import ProviderEvent


def events_due(now: datetime, *, limit: int) -> list[ProviderEvent]:
    return list(ProviderEvent.objects.filter(next_attempt_at__lte=now).order_by("next_attempt_at")[:limit])


def payment_of(notice: Notice) -> Payment | None:
    return payments_of([notice]).get(notice.event_id)


def payments_of(notices: Sequence[Notice]) -> dict[str, Payment]:
    """By event: the payment of its charge, or of our key where we never learned the charge. None: others' charges."""
    charges = {one.charge_id for one in notices if one.charge_id}
    keys = {one.payment_id for one in notices if one.payment_id}
    if not charges and not keys:
        return {}
    found = list(Payment.objects.filter(Q(charge_id__in=charges) | Q(pk__in=keys)))
    by_charge = {payment.charge_id: payment for payment in found}
    by_key: dict[UUID | None, Payment] = {payment.pk: payment for payment in found}
    named = ((one, by_charge.get(one.charge_id) or by_key.get(one.payment_id)) for one in notices)
    return {one.event_id: payment for one, payment in named if payment is not None}
