"""How often letters may be caused: nobody's mailbox is filled by us, and nobody tries addresses by the thousand.

Counted as exactly as failed logins, by the same statement. By address as it was typed, known or not.
"""

from datetime import timedelta

from user_service.accounts import attempts
from user_service.accounts.domain.attempts import Count, network_of
from user_service.accounts.domain.credentials import login_key

HOUR = timedelta(hours=1)
# Letters to one mailbox in an hour, of each kind; and how many one network may cause.
TO_ONE = 5
BY_NETWORK = 100


def letter(kind: str, *, to: str, address: str = "") -> None:
    """RateLimited when enough letters of this kind went to `to`, or were caused from this network, in the last hour."""
    counts = [Count((kind, login_key(to)), TO_ONE, HOUR)]
    if address:
        counts.append(Count((kind, "network", network_of(address)), BY_NETWORK, HOUR))
    attempts.count(counts, detail="Enough letters for now. Look into the mailbox, or try again later.")
