from __future__ import annotations

from datetime import UTC, datetime, timedelta

from servicekit import context
from servicekit.leases import GRACE, lease_end

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LONG = timedelta(seconds=30)


def test_work_without_a_deadline_holds_its_lease_to_the_end() -> None:
    assert lease_end(NOW, LONG) == NOW + LONG


def test_the_lease_of_a_request_ends_soon_after_its_deadline() -> None:
    with context.deadline_within(3):
        end = lease_end(NOW, LONG)
    assert NOW + timedelta(seconds=2.9) < end - GRACE <= NOW + timedelta(seconds=3)


def test_a_deadline_never_makes_a_lease_longer() -> None:
    with context.deadline_within(60):
        assert lease_end(NOW, LONG) == NOW + LONG


def test_what_is_late_already_has_no_more_than_the_grace() -> None:
    with context.deadline_within(-5):
        assert lease_end(NOW, LONG) == NOW + GRACE
