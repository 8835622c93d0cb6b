"""What a view is told about the execution it is part of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from servicekit import clock
from servicekit.idempotency import store
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.leases import lease_end

# The recovery point of a run that made its resource, where the view names none of its own.
MADE = "made"


@dataclass
class Execution:
    """One run under one key. `fence` grows by one with every take-over, for a resource that wants to check it."""

    record: IdempotencyRecord
    lease: timedelta

    @property
    def key(self) -> str:
        return self.record.key

    @property
    def fence(self) -> int:
        return self.record.fence

    @property
    def resource_id(self) -> str | None:
        """What an earlier run made under this key before it was cut off: go on from there, do not make another."""
        return self.record.resource_id

    @property
    def recovery_point(self) -> str:
        """How far an earlier run came: the last `point` it committed, "started" before the first."""
        return self.record.recovery_point

    def checkpoint(self, resource_id: object, *, point: str = MADE) -> None:
        """Say, inside the transaction that makes or moves the resource, which one it is and what is done now.

        Also renews the lease. Raises IdempotencyInProgress when the lease has ended and another run owns the key: the
        transaction, and with it the second resource or the step done twice, is rolled back.
        """
        if not connection.in_atomic_block:
            raise RuntimeError("checkpoint() belongs inside the transaction that makes the resource")
        made, until = str(resource_id), lease_end(clock.now(), self.lease)
        if not store.owned(self.record).update(resource_id=made, recovery_point=point, lease_until=until):
            raise store.in_progress()
        self.record.resource_id, self.record.recovery_point = made, point
