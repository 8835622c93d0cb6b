"""What the last audits found, and when the next one is due."""

from __future__ import annotations

from django.db import models


class BooksAudit(models.Model):
    """One audit, from beginning to end. The last hundred are kept."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    ok = models.BooleanField()
    # Counts and sums, and the first problems, as `services.report` makes them.
    report = models.JSONField()


class AuditTurn(models.Model):
    """One row: when the next audit is due. Whoever moves it on makes that audit, so two workers never make the same."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    due_at = models.DateTimeField()
    # Since when one has been running; null while none does.
    running_since = models.DateTimeField(null=True)
    # Since when somebody has been waiting for one; null when nobody has.
    asked_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="audit_turn_is_one")]
