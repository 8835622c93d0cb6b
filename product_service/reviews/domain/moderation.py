"""Who sees a review, and what makes a person look at it first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# So many people who report a review take it out of sight until a moderator has looked.
REPORTS_THAT_HOLD = 3


class State(StrEnum):
    PUBLISHED = "published"
    # Waits for a moderator.
    PENDING = "pending"
    # A moderator said no; the author sees why.
    REJECTED = "rejected"
    # Taken back by its author after a moderator had said no: without words, kept so that it cannot come back unread.
    WITHDRAWN = "withdrawn"


class Hold(StrEnum):
    """Why a review waits."""

    LINK = "link"
    CONTACT = "contact"
    SHOUTING = "shouting"
    REPETITION = "repetition"
    LANGUAGE = "language"
    REPORTED = "reported"
    REJECTED_BEFORE = "rejected_before"


class Decision(StrEnum):
    PUBLISH = "publish"
    REJECT = "reject"


class Complaint(StrEnum):
    """What somebody who reports a review says is wrong with it."""

    SPAM = "spam"
    OFFENSIVE = "offensive"
    OFF_TOPIC = "off_topic"
    PERSONAL = "personal"
    OTHER = "other"


@dataclass(frozen=True)
class Standing:
    state: State
    held_for: tuple[Hold, ...] = ()


def after_writing(found: Iterable[Hold], *, reported: bool = False, rejected_before: bool = False) -> Standing:
    """New words are public at once, unless a rule, readers or an earlier decision want a person to look at them.

    So neither a report nor a rejection can be shaken off by editing.
    """
    holds = tuple(found)
    holds += (Hold.REPORTED,) if reported else ()
    holds += (Hold.REJECTED_BEFORE,) if rejected_before else ()
    return Standing(State.PENDING, holds) if holds else Standing(State.PUBLISHED)


def after_reports(state: State, people: int) -> Standing | None:
    """What `people` different reporters change: nothing (None), or the review waits."""
    if state is State.PUBLISHED and people >= REPORTS_THAT_HOLD:
        return Standing(State.PENDING, (Hold.REPORTED,))
    return None


def after_decision(decision: Decision) -> Standing:
    return Standing(State.PUBLISHED if decision is Decision.PUBLISH else State.REJECTED)
