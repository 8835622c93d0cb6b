"""The life of an import: every row is checked before the first one is written."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    QUEUED = "queued"
    CHECKING = "checking"
    CHECKED = "checked"  # a dry run that found nothing wrong: it may be applied
    INVALID = "invalid"  # something is wrong, and nothing was written
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"  # the file is gone, or the work could not be done in several attempts
    CANCELLED = "cancelled"


# Somebody has to work on these.
OPEN = frozenset({State.QUEUED, State.CHECKING, State.WRITING})
CANCELLABLE = OPEN | {State.CHECKED}
# Whose file is not needed any more.
OVER = frozenset({State.INVALID, State.DONE, State.FAILED, State.CANCELLED})
