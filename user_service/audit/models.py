from django.db import models


class AuditEntry(models.Model):
    """Something that was done, as a link of the chain. Never changed or deleted: triggers of the database refuse it.

    The one exception is the erasure of the personal part, all of it at once: see audit.erasure.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    service = models.CharField(max_length=32)
    # Text and no foreign key: an entry outlives its user.
    actor_id = models.CharField(max_length=36, blank=True)
    action = models.CharField(max_length=64)
    resource = models.CharField(max_length=64)
    resource_id = models.CharField(max_length=128, blank=True)
    # Canonical JSON as text: jsonb would not give back what was hashed.
    details = models.TextField()
    request_id = models.CharField(max_length=64, blank=True)
    # The personal part. An empty salt says that it was erased.
    salt = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=200, blank=True)
    actor_name = models.CharField(max_length=64, blank=True)
    personal = models.TextField(blank=True)
    personal_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            # A chain does not fork: two entries with one predecessor cannot both be there.
            models.UniqueConstraint(fields=["previous"], name="audit_one_successor"),
            models.UniqueConstraint(fields=["hash"], name="audit_hash_once"),
        ]
        # selectors.entries, by each of its filters; seq last, so that a page is read from the index in order.
        indexes = [
            models.Index(fields=["at", "seq"], name="audit_by_time"),
            models.Index(fields=["actor_id", "seq"], name="audit_by_actor"),
            models.Index(fields=["action", "seq"], name="audit_by_action"),
            models.Index(fields=["resource", "resource_id", "seq"], name="audit_by_resource"),
            # administration.analytics
            models.Index(fields=["action", "at"], name="audit_by_action_and_time"),
        ]


class AuditHead(models.Model):
    """The end of the chain: the one row that every transaction with something to record locks, last of all."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head")]


class AuditDenial(models.Model):
    """That somebody was denied an operation in this minute: whoever asks a thousand times leaves one entry."""

    user_id = models.CharField(max_length=36)
    operation = models.CharField(max_length=200)
    minute = models.DateTimeField()

    class Meta:
        # denied.forget_old: the minute is first.
        constraints = [models.UniqueConstraint(fields=["minute", "user_id", "operation"], name="audit_denied_once")]
