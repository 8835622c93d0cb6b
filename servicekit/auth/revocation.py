"""Sessions that ended, learned by event: verification stays local, and a logout holds everywhere within seconds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from servicekit import clock
from servicekit.auth.models import RevokedSession


def revoke(session_id: UUID | str, *, until: datetime) -> None:
    """Refuse the session's access tokens until the last of them has expired anyway."""
    # One statement where update_or_create needs four, a savepoint among them: a hundred sessions may end at once.
    RevokedSession.objects.bulk_create(
        [RevokedSession(session_id=session_id, expires_at=until)],
        update_conflicts=True,
        unique_fields=["session_id"],
        update_fields=["expires_at"],
    )


def is_revoked(session_id: str) -> bool:
    return RevokedSession.objects.filter(session_id=session_id).exists()


def purge() -> int:
    """How many rows no longer refuse anything and are gone."""
    return RevokedSession.objects.filter(expires_at__lt=clock.now()).delete()[0]
