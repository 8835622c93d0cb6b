"""One row per key somebody sent: who works on it, how far it got, and in the end the answer."""

from __future__ import annotations

from django.db import models

from servicekit import clock
from servicekit.encryption.fields import EncryptedBytesField, EncryptedJSONField
from servicekit.encryption.index import BlindIndexField

SCOPE = "idempotency.scope"
BODY = "idempotency.body"
STARTED = "started"


class State(models.TextChoices):
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"


class IdempotencyRecord(models.Model):
    """`scope` holds the principal, so a guessed key never shows one user another user's answer.

    Who asked for what, and what they were told, is personal: the table has blind indexes and sealed answers.
    """

    scope = BlindIndexField(of=None, purpose=SCOPE)
    key = models.CharField(max_length=255)
    fingerprint = BlindIndexField(of=None, purpose=BODY)
    state = models.CharField(max_length=16, choices=State.choices, default=State.IN_PROGRESS)
    lease_owner = models.UUIDField()
    lease_until = models.DateTimeField()
    fence = models.PositiveIntegerField(default=1)
    resource_id = models.CharField(max_length=128, null=True)  # noqa: DJ001 - null says that no resource exists yet
    # How far the run came, in the words of its view: whoever takes over goes on from there.
    recovery_point = models.CharField(max_length=64, default=STARTED, db_default=STARTED)
    status = models.PositiveSmallIntegerField(null=True)
    headers = EncryptedJSONField(default=dict)
    body = EncryptedBytesField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="one_record_per_key"),
            models.CheckConstraint(
                condition=models.Q(state=State.IN_PROGRESS) | models.Q(status__isnull=False, body__isnull=False),
                name="completed_has_an_answer",
            ),
        ]
        # housekeeping.purge_expired
        indexes = [models.Index(fields=["expires_at"], name="idempotency_expired")]
