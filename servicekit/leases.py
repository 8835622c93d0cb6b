"""How long somebody who works on a row is believed to be at work."""

from __future__ import annotations

from datetime import datetime, timedelta

from servicekit import context

# Between the last COMMIT that is let through and the moment somebody else may take over.
GRACE = timedelta(seconds=1)


def lease_end(now: datetime, at_most: timedelta) -> datetime:
    """Not long after the deadline: nothing is written then, so whoever held the row is done with it, or was cut off."""
    left = context.remaining()
    if left is None:
        return now + at_most
    return now + min(at_most, GRACE + timedelta(seconds=max(0.0, left)))
