from uuid import UUID

from user_service.sessions.models import RefreshToken, Session


def session_ended(session_id: str) -> bool:
    """settings.SESSION_ENDED here: the session table itself says it, at once. An unknown session has ended."""
    return not Session.objects.filter(pk=session_id, ended_at__isnull=True, user__is_active=True).exists()


def session_id_of_refresh(digest: str) -> UUID | None:
    return RefreshToken.objects.filter(digest=digest).values_list("session_id", flat=True).first()
