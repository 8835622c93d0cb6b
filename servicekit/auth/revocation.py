"""Sessions that ended, learned by event: verification stays local, and a logout holds everywhere within seconds."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from servicekit import clock
from servicekit.auth.models import RevokedSession


def revoke(session_id: UUID | str, *, until: datetime) -> None:
    """Refuse the session's access tokens until the last of them has expired anyway."""
    RevokedSession.objects.update_or_create(session_id=session_id, defaults={"expires_at": until})


def is_revoked(session_id: str) -> bool:
    return RevokedSession.objects.filter(session_id=session_id).exists()


def purge() -> int:
    """How many rows no longer refuse anything and are gone."""
    return RevokedSession.objects.filter(expires_at__lt=clock.now()).delete()[0]
