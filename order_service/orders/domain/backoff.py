"""When to try again: full jitter, so that a crowd that failed together does not come back together."""

from __future__ import annotations

from collections.abc import Callable

FIRST_SECONDS = 0.2
LONGEST_SECONDS = 10.0


def delay(attempt: int, *, uniform: Callable[[float, float], float]) -> float:
    """Seconds to wait after failed attempt number `attempt` (from 1), drawn from 0 to the doubled and capped bound."""
    # 2**6 * 0.2 is already past the cap; a larger exponent would only overflow.
    bound = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** min(attempt - 1, 6))
    return uniform(0.0, bound)
