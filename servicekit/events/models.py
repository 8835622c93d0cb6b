"""The tables that make an effect and its event one commit, on either side of the broker."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from servicekit import clock
from servicekit.encryption.fields import EncryptedJSONField, EncryptedTextField
from servicekit.events.event import Envelope
from servicekit.ids import uuid7


class AggregateSequence(models.Model):
    """The last number given to an event of one aggregate. Its row lock makes number order the same as commit order."""

    aggregate = models.CharField(max_length=64)  # "order"; or "order.confirmed.v1", for the count of this subject alone
    aggregate_id = models.CharField(max_length=128)
    last_seq = models.BigIntegerField()
    # Of a subject's row: its newest event, and the one before that.
    last_id = models.CharField(max_length=36, blank=True, default="", db_default="")
    previous_id = models.CharField(max_length=36, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["aggregate", "aggregate_id"], name="sequence_of_aggregate")]


class OutboxEvent(models.Model):
    """An event waiting for the broker, or sent to it. `next_attempt_at` doubles as the lease of the relay at work."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    aggregate = models.CharField(max_length=64)
    aggregate_id = models.CharField(max_length=128)
    seq = models.BigIntegerField()
    type = models.CharField(max_length=128)
    version = models.PositiveSmallIntegerField()
    payload = EncryptedJSONField()  # it may say who somebody is
    trace = models.CharField(max_length=128, blank=True)
    # The database's defaults let a process of the version before these columns go on writing while it is replaced.
    traceparent = models.CharField(max_length=55, blank=True, default="", db_default="")
    type_seq = models.BigIntegerField(default=0, db_default=0)
    previous_id = models.CharField(max_length=36, blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=clock.now)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["aggregate", "aggregate_id", "seq"], name="one_event_per_seq")]
        indexes = [
            # claims.due, backlog.measure
            models.Index(fields=["next_attempt_at"], condition=Q(published_at__isnull=True), name="outbox_due"),
            # housekeeping.purge_published, and the refill command
            models.Index(fields=["published_at"], condition=Q(published_at__isnull=False), name="outbox_published"),
        ]

    @property
    def envelope(self) -> Envelope:
        return Envelope(
            id=str(self.id),
            type=self.type,
            version=self.version,
            aggregate=self.aggregate,
            aggregate_id=self.aggregate_id,
            seq=self.seq,
            occurred_at=self.created_at,
            trace_id=self.trace,
            data=self.payload,
            traceparent=self.traceparent,
            type_seq=self.type_seq,
            previous_id=self.previous_id,
        )


class InboxMessage(models.Model):
    """An event whose effect is in this database. It is inserted by the transaction of the effect."""

    consumer = models.CharField(max_length=128)
    event_id = models.UUIDField()
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "event_id"], name="one_effect_per_event")]
        # housekeeping.purge_received
        indexes = [models.Index(fields=["received_at"], name="inbox_received")]


class ConsumerPosition(models.Model):
    """How far a consumer is with one aggregate. Its row lock keeps two deliveries of the aggregate apart."""

    consumer = models.CharField(max_length=128)
    aggregate = models.CharField(max_length=64)
    aggregate_id = models.CharField(max_length=128)
    last_seq = models.BigIntegerField(default=0)  # the `type_seq` it handled last; 0: none
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consumer", "aggregate", "aggregate_id"], name="one_position_per_aggregate")
        ]
        # housekeeping.purge_positions
        indexes = [models.Index(fields=["updated_at"], name="position_updated")]


class ParkedEvent(models.Model):
    """An event that came before its predecessor was handled. The broker may forget it: from here it goes on."""

    consumer = models.CharField(max_length=128)
    event_id = models.UUIDField()
    aggregate = models.CharField(max_length=64)
    aggregate_id = models.CharField(max_length=128)
    type_seq = models.BigIntegerField()
    envelope = EncryptedTextField()
    created_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveIntegerField(default=0)
    # When the worker looks at it without being called: its predecessor, once handled, takes it along at once.
    next_attempt_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "event_id"], name="parked_once")]
        indexes = [
            # parking.first_of
            models.Index(fields=["consumer", "aggregate", "aggregate_id", "type_seq"], name="parked_in_order"),
            # parking.due
            models.Index(fields=["next_attempt_at"], name="parked_due"),
        ]


class Reason(models.TextChoices):
    FAILED = "failed"  # its handler refused it on every delivery
    GAP = "gap"  # what comes before it is missing


class DeadLetter(models.Model):
    """A message that could not be handled, kept exactly as received until somebody replays it.

    Those after it, of the same aggregate, wait parked: its consumer does not get past it.
    """

    consumer = models.CharField(max_length=128)
    subject = models.CharField(max_length=160)
    event_id = models.UUIDField()
    aggregate = models.CharField(max_length=64, blank=True, default="", db_default="")
    aggregate_id = models.CharField(max_length=128, blank=True, default="", db_default="")
    type_seq = models.BigIntegerField(default=0, db_default=0)
    reason = models.CharField(max_length=8, choices=Reason, default=Reason.FAILED, db_default=Reason.FAILED.value)
    envelope = EncryptedTextField()
    error = EncryptedTextField()  # an exception may quote what it stumbled over
    attempts = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=clock.now)
    replayed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "event_id"], name="one_dead_letter_per_event")]
        indexes = [
            # deadletters.holds_back, backlog.measure
            models.Index(
                fields=["consumer", "aggregate", "aggregate_id"],
                condition=Q(replayed_at__isnull=True),
                name="dead_letters_open",
            )
        ]
