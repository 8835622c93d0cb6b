from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from live.ended import EndedSessions
from servicekit import clock

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_a_session_is_over_until_its_last_token_has_expired_and_then_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = EndedSessions()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    ended.add("one", NOW + timedelta(minutes=15))
    ended.add("long ago", NOW - timedelta(minutes=5))
    assert ("one" in ended, "long ago" in ended, "another" in ended) == (True, False, False)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=16))
    ended.add("two", NOW + timedelta(minutes=30))
    assert ("one" in ended, len(ended)) == (False, 1)
