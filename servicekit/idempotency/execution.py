"""What a view is told about the execution it is part of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from servicekit import clock
from servicekit.idempotency import store
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.leases import lease_end


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

    def checkpoint(self, resource_id: object) -> None:
        """Say, inside the transaction that makes the resource, which one it is. Also renews the lease.

        Raises IdempotencyInProgress when the lease has ended and another run owns the key: the transaction, and with it
        the second resource, is rolled back.
        """
        if not connection.in_atomic_block:
            raise RuntimeError("checkpoint() belongs inside the transaction that makes the resource")
        made = str(resource_id)
        if not store.owned(self.record).update(resource_id=made, lease_until=lease_end(clock.now(), self.lease)):
            raise store.in_progress()
        self.record.resource_id = made
