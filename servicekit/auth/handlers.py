from __future__ import annotations

from datetime import datetime, timedelta

from servicekit.auth import revocation
from servicekit.auth.tokens import LEEWAY_SECONDS
from servicekit.events.event import Envelope


def session_terminated(envelope: Envelope) -> None:
    """Reaction to `session.terminated.v1`: data holds `session_id` and `access_expires_at` (ISO 8601)."""
    until = datetime.fromisoformat(envelope.data["access_expires_at"]) + timedelta(seconds=LEEWAY_SECONDS)
    revocation.revoke(envelope.data["session_id"], until=until)
