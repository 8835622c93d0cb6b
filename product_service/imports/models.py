"""Files of products on their way into the catalogue."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from product_service.catalog.domain.ownership import Manager
from product_service.imports.domain.states import OPEN, State
from servicekit import clock
from servicekit.ids import uuid7


class Import(models.Model):
    """One file. Its progress is written by the transactions that make it, so it is never ahead or behind."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    state = models.CharField(
        max_length=9, default=State.QUEUED.value, choices=[(state.value, state.value) for state in State]
    )
    dry_run = models.BooleanField()
    # Whose import it is, and what that person managed when it was sent: the worker has nobody's token.
    user_id = models.UUIDField()
    reach = models.CharField(max_length=4)
    org = models.CharField(max_length=36, blank=True)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    # Null until all of them were counted.
    rows = models.PositiveIntegerField(null=True)
    rows_checked = models.PositiveIntegerField(default=0)
    # How many rows are dealt with, written or not: where writing goes on.
    rows_written = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    error_count = models.PositiveIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    # Who works on it, and until when nobody else may: `fence` grows with every hand-over.
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Milliseconds of work, without the time it waited for a worker.
    worked_ms = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="import_state"),
        ]
        indexes = [
            # what selectors.imports_of lists of one person
            models.Index(fields=["user_id", "-id"], name="imports_of_user"),
            # selectors.waiting
            models.Index(fields=["id"], condition=Q(state__in=sorted(OPEN)), name="imports_open"),
        ]

    @property
    def manager(self) -> Manager:
        return Manager(user_id=str(self.user_id), reach=self.reach, org=self.org)

    @property
    def rows_per_second(self) -> float | None:
        done = self.rows_checked + self.rows_written
        return round(1000 * done / self.worked_ms, 1) if self.worked_ms else None


class ImportMistake(models.Model):
    """One thing that is wrong with one row."""

    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="mistakes", db_index=False)
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=40)
    detail = models.CharField(max_length=300)

    class Meta:
        # selectors.mistakes_of
        indexes = [models.Index(fields=["job", "row", "id"], name="mistakes_of_import")]
