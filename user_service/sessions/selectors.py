from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from user_service.sessions.models import RefreshToken, Session


def session_ended(session_id: str) -> bool:
    """settings.SESSION_ENDED here: the session table itself says it, at once. An unknown session has ended."""
    return not Session.objects.filter(pk=session_id, ended_at__isnull=True, user__is_active=True).exists()


def session_id_of_refresh(digest: str) -> UUID | None:
    return RefreshToken.objects.filter(digest=digest).values_list("session_id", flat=True).first()


def user_id_of(session_id: UUID | str) -> UUID | None:
    return Session.objects.filter(pk=session_id).values_list("user_id", flat=True).first()


def living(user_id: UUID | str, now: datetime) -> QuerySet[Session]:
    """A user's sessions that can still be refreshed."""
    return Session.objects.filter(user_id=user_id, ended_at__isnull=True, idle_ends_at__gt=now)


def going_on(user_id: UUID | str, now: datetime) -> QuerySet[Session]:
    """The same, and those whose time is over while their last access token still is good for some minutes."""
    usable = Q(idle_ends_at__gt=now) | Q(access_expires_at__gt=now)
    return Session.objects.filter(usable, user_id=user_id, ended_at__isnull=True)
