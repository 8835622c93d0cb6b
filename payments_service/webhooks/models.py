"""Events of payment providers, as they came."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from servicekit.encryption.fields import EncryptedTextField
from servicekit.ids import uuid7


class ProviderEvent(models.Model):
    """Kept before it is acknowledged, so that nothing acknowledged is lost."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    provider = models.CharField(max_length=20)
    # The provider's name for it: told twice, it is here once.
    event_id = models.CharField(max_length=120)
    type = models.CharField(max_length=100)
    # As it was signed. It names people's means of payment.
    payload = EncryptedTextField()
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    # Nobody else touches the row before this instant. Null: nothing is left to do.
    next_attempt_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="provider_event_once", fields=["provider", "event_id"])]
        indexes = [
            # selectors.events_due
            models.Index(
                name="provider_event_due", fields=["next_attempt_at"], condition=Q(next_attempt_at__isnull=False)
            ),
            # housekeeping.purge_handled
            models.Index(name="provider_event_handled", fields=["handled_at"], condition=Q(handled_at__isnull=False)),
        ]
