"""The record against a model of it: whatever crashes, expires or overtakes, one key has one owner and one answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from servicekit import clock, errors
from servicekit.idempotency import store
from servicekit.idempotency.execution import Execution
from servicekit.idempotency.models import IdempotencyRecord, State

TTL = timedelta(hours=24)
LEASE = timedelta(seconds=30)
BODIES = st.sampled_from(["plums", "cherries"])


class Record(RuleBasedStateMachine):
    """One key. `owner` is the model's: the run that may still change the record, with the end of its lease."""

    runs = Bundle("runs")

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2030, 1, 1, tzinfo=UTC)
        self.clock = mock.patch.object(clock, "now", self.read_clock)
        self.clock.start()
        self.owner: Execution | None = None
        self.lease_until = self.now
        self.expires_at = self.now
        self.body = ""
        self.answer: bytes | None = None
        self.resource: str | None = None

    def teardown(self) -> None:
        self.clock.stop()
        IdempotencyRecord.objects.all().delete()

    def read_clock(self) -> datetime:
        return self.now

    @property
    def known(self) -> bool:
        return bool(self.body) and self.now < self.expires_at

    def forget(self) -> None:
        self.owner, self.body, self.answer, self.resource = None, "", None, None

    @rule(target=runs, body=BODIES)
    def begin(self, body: str) -> Execution | None:
        if not self.known:
            self.forget()
        try:
            record, mine = store.begin(scope="alice", key="key", fingerprint=body, ttl=TTL, lease=LEASE)
        except errors.IdempotencyKeyReused:
            assert self.body not in {"", body}
            return None
        except errors.IdempotencyInProgress:
            assert self.body == body
            assert self.answer is None
            assert self.now < self.lease_until
            return None
        if not mine:
            assert (self.body, bytes(record.body or b"")) == (body, self.answer)
            return None
        return self.begun(Execution(record, LEASE), body)

    def begun(self, execution: Execution, body: str) -> Execution:
        """A run may begin when the key is new, or when the last one's lease has ended without an answer."""
        assert self.answer is None
        if self.body:
            assert self.body == body
            assert self.now >= self.lease_until
        else:
            self.expires_at = self.now + TTL
        assert execution.resource_id == self.resource
        self.owner, self.body, self.lease_until = execution, body, self.now + LEASE
        return execution

    @rule(run=runs, resource=st.uuids().map(str))
    def checkpoint(self, run: Execution | None, resource: str) -> None:
        if run is None:
            return
        try:
            with transaction.atomic():
                run.checkpoint(resource)
        except errors.IdempotencyInProgress:
            assert run is not self.owner
        else:
            assert run is self.owner
            self.resource, self.lease_until = resource, self.now + LEASE

    @rule(run=runs, body=st.binary(max_size=3))
    def finish(self, run: Execution | None, body: bytes) -> None:
        if run is None:
            return
        kept = store.finish(run.record, status=201, headers={}, body=body)
        assert kept == (run is self.owner)
        if kept:
            self.owner, self.answer = None, body

    @rule(run=runs)
    def release(self, run: Execution | None) -> None:
        if run is None:
            return
        store.release(run.record)
        if run is self.owner:
            self.owner, self.lease_until = None, self.now
            if self.resource is None:
                self.forget()

    @rule(
        delta=st.sampled_from([timedelta(seconds=1), timedelta(seconds=29), timedelta(seconds=31), timedelta(hours=23)])
    )
    def wait(self, delta: timedelta) -> None:
        self.now += delta

    @invariant()
    def the_row_says_what_the_model_says(self) -> None:
        row: Any = IdempotencyRecord.objects.first()
        assert (row is not None) == bool(self.body)
        if row:
            assert (row.state == State.COMPLETED) == (self.answer is not None)
            assert row.resource_id == self.resource


@pytest.mark.django_db(transaction=True)
def test_the_record_and_its_model_never_part() -> None:
    run_state_machine_as_test(
        Record,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
