from django.db import models

from servicekit import clock
from servicekit.encryption.fields import EncryptedTextField
from servicekit.ids import uuid7


class Letter(models.Model):
    """A letter that has not left yet. Its row goes when it does: what it holds is in nobody's backup for long."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=32)
    recipient = EncryptedTextField()
    subject = EncryptedTextField()
    body = EncryptedTextField()
    created_at = models.DateTimeField(default=clock.now, editable=False)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=clock.now)
    # The class of what went wrong last, without its text: servers quote addresses in theirs.
    last_error = models.CharField(max_length=100, blank=True)

    class Meta:
        # services.deliver
        indexes = [models.Index(fields=["next_attempt_at"], name="letter_due")]
