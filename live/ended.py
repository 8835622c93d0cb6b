"""Sessions that are over, until the last of their tokens has expired anyway: the same rule as in the services."""

from __future__ import annotations

from datetime import datetime, timedelta

from servicekit import clock
from servicekit.auth.tokens import LEEWAY_SECONDS

# The longest an access token may be good for (user_service's bound on ACCESS_TOKEN_SECONDS) and the clocks' difference:
# what ended before that cannot be used any more. A process that starts reads the events of this time again.
LONGEST = timedelta(seconds=3600 + 2 * LEEWAY_SECONDS)


class EndedSessions:
    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}

    def __contains__(self, session_id: object) -> bool:
        return session_id in self._until

    def __len__(self) -> int:
        return len(self._until)

    def add(self, session_id: str, access_expires_at: datetime) -> None:
        now = clock.now()
        until = access_expires_at + timedelta(seconds=LEEWAY_SECONDS)
        if until > now:
            self._until[session_id] = until
        for old in [one for one, end in self._until.items() if end <= now]:
            del self._until[old]
