"""How often a password may be guessed.

Counted per account and address, so that a stranger elsewhere cannot lock the owner out; and per address over all
accounts, so that trying one password on every account stops too.
"""

from datetime import datetime, timedelta

WINDOW = timedelta(minutes=5)
FAILURES_PER_ACCOUNT = 10
FAILURES_PER_ADDRESS = 100


def retry_after(window_ends_at: datetime, now: datetime) -> int:
    """Whole seconds until guessing is allowed again; at least one."""
    return max(1, -int((now - window_ends_at).total_seconds() // 1))
