from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from user_service.sessions.domain import refresh
from user_service.sessions.domain.refresh import RefreshFacts, Verdict

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FRESH = RefreshFacts(
    expires_at=NOW + timedelta(days=7), rotated_at=None, successor_used=False, session_ended=False, user_active=True
)


def rotated(seconds_ago: float, *, successor_used: bool = False) -> RefreshFacts:
    return replace(FRESH, rotated_at=NOW - timedelta(seconds=seconds_ago), successor_used=successor_used)


def test_a_fresh_token_is_exchanged() -> None:
    assert refresh.judge(FRESH, NOW) is Verdict.ROTATE


@pytest.mark.parametrize("seconds_ago", [0, 4.9, 5])
def test_the_parent_is_told_to_wait_within_the_grace(seconds_ago: float) -> None:
    assert refresh.judge(rotated(seconds_ago), NOW) is Verdict.IN_PROGRESS


@pytest.mark.parametrize("seconds_ago", [5.1, 60, 86_400])
def test_after_the_grace_a_second_use_is_a_reuse(seconds_ago: float) -> None:
    assert refresh.judge(rotated(seconds_ago), NOW) is Verdict.REUSED


def test_a_grandparent_has_no_grace() -> None:
    assert refresh.judge(rotated(1, successor_used=True), NOW) is Verdict.REUSED


def test_an_idle_token_has_expired_on_the_very_instant() -> None:
    assert refresh.judge(replace(FRESH, expires_at=NOW), NOW) is Verdict.EXPIRED


def test_an_ended_session_outweighs_everything_else() -> None:
    assert refresh.judge(replace(rotated(60), session_ended=True), NOW) is Verdict.ENDED


def test_a_disabled_user_refreshes_nothing() -> None:
    assert refresh.judge(replace(FRESH, user_active=False), NOW) is Verdict.ENDED


IDLE = timedelta(days=7)


def test_a_token_lives_as_long_as_a_session_may_be_idle() -> None:
    assert refresh.expires_at(session_expires_at=NOW + timedelta(days=30), now=NOW, idle=IDLE) == NOW + IDLE


def test_a_token_never_outlives_its_session() -> None:
    end = NOW + timedelta(days=2)
    assert refresh.expires_at(session_expires_at=end, now=NOW, idle=IDLE) == end
