"""Letters about sessions to those who own them."""

from datetime import datetime

from user_service.accounts.models import User
from user_service.letters import services as letters
from user_service.sessions import devices
from user_service.sessions.models import Session
from user_service.sessions.places import Place


def new_device(user: User, place: Place, now: datetime) -> None:
    letters.queue(
        "new-device",
        to=user.email,
        device=devices.of(place.user_agent).name,
        address=place.address or "an unknown address",
        when=written(now),
    )


def reuse(session: Session, now: datetime) -> None:
    device = devices.of(session.user_agent).name
    letters.queue("session-reuse-notice", to=session.user.email, device=device, when=written(now))


def written(moment: datetime) -> str:
    return f"{moment:%d %B %Y, %H:%M} UTC"
