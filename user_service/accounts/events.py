"""What this service tells the mesh about users. Ids and roles only: names and addresses are asked for when needed."""

from dataclasses import dataclass
from uuid import UUID

from servicekit.events import outbox
from servicekit.events.event import Event


@dataclass(frozen=True)
class UserRegistered(Event):
    TYPE = "user.registered"
    VERSION = 1

    user_id: str
    username: str
    role: str


@dataclass(frozen=True)
class UserEmailVerified(Event):
    TYPE = "user.email_verified"
    VERSION = 1

    user_id: str


@dataclass(frozen=True)
class UserEmailChanged(Event):
    TYPE = "user.email_changed"
    VERSION = 1

    user_id: str


@dataclass(frozen=True)
class UserPasswordChanged(Event):
    """By its owner who knew the old one, or by a link in a letter. Every session has ended."""

    TYPE = "user.password_changed"
    VERSION = 1

    user_id: str


@dataclass(frozen=True)
class UserProfileChanged(Event):
    """`fields` are their names; what is in them now is asked for."""

    TYPE = "user.profile_changed"
    VERSION = 1

    user_id: str
    fields: list[str]


@dataclass(frozen=True)
class UserDeleted(Event):
    """The account is gone. Whoever keeps personal data under this id erases what the law does not make them keep."""

    TYPE = "user.deleted"
    VERSION = 1

    user_id: str


@dataclass(frozen=True)
class UserMfaEnabled(Event):
    """`method`: totp or sms."""

    TYPE = "user.mfa_enabled"
    VERSION = 1

    user_id: str
    method: str


@dataclass(frozen=True)
class UserMfaDisabled(Event):
    """The authenticator app, the telephone and the codes on paper are gone; passkeys may be left."""

    TYPE = "user.mfa_disabled"
    VERSION = 1

    user_id: str


def publish(event: Event, user_id: UUID | str) -> None:
    outbox.publish(event, aggregate="user", aggregate_id=str(user_id))
