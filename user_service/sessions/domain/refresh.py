"""When a refresh token may be exchanged, and what it means when it may not.

A refresh token is exchanged once. A second use means that two parties hold it, and nobody can tell which is the thief,
so the session ends for both. The exception is a client that lost the answer or raced itself: for a few seconds, and as
long as the successor was not used, the immediate parent is told to wait (RFC 9700, section 4.14).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

PARENT_GRACE = timedelta(seconds=5)


class Verdict(Enum):
    ROTATE = "rotate"
    IN_PROGRESS = "in progress"
    REUSED = "reused"
    EXPIRED = "expired"
    ENDED = "ended"


@dataclass(frozen=True)
class RefreshFacts:
    """What is known about a presented refresh token."""

    expires_at: datetime
    rotated_at: datetime | None
    successor_used: bool
    session_ended: bool
    user_active: bool


def judge(facts: RefreshFacts, now: datetime) -> Verdict:
    if facts.session_ended or not facts.user_active:
        return Verdict.ENDED
    if facts.rotated_at is not None:
        return _second_use(facts, facts.rotated_at, now)
    return Verdict.EXPIRED if facts.expires_at <= now else Verdict.ROTATE


def expires_at(*, session_expires_at: datetime, now: datetime, idle: timedelta) -> datetime:
    """A token lives so long without being used, and never beyond its session."""
    return min(now + idle, session_expires_at)


def _second_use(facts: RefreshFacts, rotated_at: datetime, now: datetime) -> Verdict:
    recent = now - rotated_at <= PARENT_GRACE
    return Verdict.IN_PROGRESS if recent and not facts.successor_used else Verdict.REUSED
