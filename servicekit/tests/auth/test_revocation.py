"""An ended session is refused until its last access token has expired, and then forgotten."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from servicekit.auth import housekeeping, revocation
from servicekit.auth.models import RevokedSession
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db


def test_the_purge_forgets_what_has_expired_and_nothing_else(held_clock: HeldClock) -> None:
    over, still = str(uuid4()), str(uuid4())
    revocation.revoke(over, until=held_clock() + timedelta(minutes=1))
    revocation.revoke(still, until=held_clock() + timedelta(minutes=3))
    held_clock.advance(minutes=2)
    assert housekeeping.PURGE.run() == 1
    assert not revocation.is_revoked(over)
    assert revocation.is_revoked(still)
    assert RevokedSession.objects.count() == 1


def test_told_twice_it_is_refused_until_the_later_moment(held_clock: HeldClock) -> None:
    session = str(uuid4())
    for minutes in (1, 5):
        revocation.revoke(session, until=held_clock() + timedelta(minutes=minutes))
    held_clock.advance(minutes=2)
    assert housekeeping.PURGE.run() == 0
    assert revocation.is_revoked(session)
