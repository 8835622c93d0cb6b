"""How long to wait before the next try."""

from __future__ import annotations

import random


def full_jitter(attempt: int, *, base: float = 0.2, cap: float = 10.0) -> float:
    """Seconds from 0 to `base` doubled `attempt` times, at most `cap`: spread out, so that many do not return at once.

    Figures as in AWS' "Exponential Backoff And Jitter".
    """
    return random.uniform(0, min(cap, base * 2 ** min(attempt, 30)))  # noqa: S311 - spreads load, guards nothing
