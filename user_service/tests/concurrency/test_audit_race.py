from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from user_service.accounts.models import LoginAttempts
from user_service.audit.models import AuditEntry, AuditHead
from user_service.audit.record import record
from user_service.audit.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 50


def test_fifty_at_once_write_one_chain_without_gap_or_fork(at_once: Callable[..., list[Any]]) -> None:
    """The first entries too: nobody has made the head before."""

    def write(index: int) -> int:
        with transaction.atomic():
            return record("lamp.lit", resource="lamp", resource_id=str(index)).seq

    assert sorted(at_once(WRITERS, write)) == list(range(1, WRITERS + 1))
    verdict = verify()
    assert (verdict.valid, verdict.entries) == (True, WRITERS)
    assert AuditHead.objects.get().seq == WRITERS


def test_whoever_fails_after_recording_leaves_no_gap(at_once: Callable[..., list[Any]]) -> None:
    def write(index: int) -> None:
        with transaction.atomic():
            LoginAttempts.objects.create(key=str(index), window_ends_at="2026-01-01T00:00:00Z")
            record("lamp.lit", resource="lamp", resource_id=str(index))
            if index % 2:
                transaction.set_rollback(True)

    at_once(20, write)
    assert verify().valid
    assert {int(one) for one in AuditEntry.objects.values_list("resource_id", flat=True)} == set(range(0, 20, 2))
    assert LoginAttempts.objects.count() == AuditHead.objects.get().seq == 10
