"""How long to wait before asking the provider again, and when to stop."""

from __future__ import annotations

from datetime import timedelta

# Longer than a call to the provider may take (adapters.guarded.LONGEST): one worker per row at a time.
LEASE = timedelta(seconds=6)

SHORTEST = 0.2
LONGEST = 10.0

# An authorisation the provider does not know, asked for this often over this long, counts as refused. Shorter than the
# 60 s an order waits before its pivot, long enough for a request that is still under way to arrive.
GIVE_UP_ATTEMPTS = 3
GIVE_UP_AFTER = timedelta(seconds=10)

# One more look after giving up: a hold that arrived after all is let go.
LATE_LOOK_AFTER = timedelta(seconds=60)

# As long as a provider certainly knows a key again: Stripe's live 24 hours at least.
KEYS_LIVE = timedelta(hours=20)


def wait(attempts: int, chance: float) -> timedelta:
    """Doubles from 0.2 s to 10 s, jittered between half and full by `chance` in [0, 1)."""
    ceiling = min(LONGEST, SHORTEST * 2 ** min(attempts, 10))
    return timedelta(seconds=ceiling * (0.5 + chance / 2))


def exhausted(*, attempts: int, age: timedelta) -> bool:
    return attempts >= GIVE_UP_ATTEMPTS and age >= GIVE_UP_AFTER
