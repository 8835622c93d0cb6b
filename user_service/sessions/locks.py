from uuid import UUID

from servicekit import clock
from user_service.sessions import selectors
from user_service.sessions.models import RefreshToken, Session


def session(session_id: UUID | str) -> Session | None:
    """The session, locked until the transaction ends, so that it is not ended and refreshed at once."""
    return Session.objects.select_for_update(of=("self",)).select_related("user").filter(pk=session_id).first()


def session_of_refresh(digest: str) -> tuple[Session, RefreshToken] | None:
    """A refresh token as it stands once its session is locked."""
    family = RefreshToken.objects.filter(digest=digest).values_list("session_id", flat=True).first()
    locked = session(family) if family else None
    if locked is None:
        return None
    return locked, RefreshToken.objects.select_related("successor").get(digest=digest)


def sessions_of(user_id: UUID | str) -> list[Session]:
    """The sessions of a user that anybody may still get in by, locked in order."""
    going_on = selectors.going_on(user_id, clock.now())
    return list(going_on.select_for_update(of=("self",)).order_by("pk"))
