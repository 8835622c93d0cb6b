"""How an event ends, and how long it is tried."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

SHORTEST = 0.5
LONGEST = 300.0
# As long as Stripe itself goes on sending. What it was about is settled by recovery anyway.
PATIENCE = timedelta(days=3)


class Outcome(StrEnum):
    LOOKED = "looked"  # the provider was asked, and the payment is as it says
    KNOWN = "known"  # it told nothing that was not known
    STRANGER = "stranger"  # a charge that is none of ours
    GIVEN_UP = "given_up"


def pause(attempts: int, chance: float) -> timedelta:
    """Doubles from 0.5 s to 5 minutes, jittered between half and full by `chance` in [0, 1)."""
    ceiling = min(LONGEST, SHORTEST * 2 ** min(attempts, 12))
    return timedelta(seconds=ceiling * (0.5 + chance / 2))
