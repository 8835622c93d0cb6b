"""What this service tells the mesh about sessions."""

from dataclasses import dataclass

from servicekit.events.event import Event


@dataclass(frozen=True)
class SessionCreated(Event):
    TYPE = "session.created"
    VERSION = 1

    user_id: str
    session_id: str


@dataclass(frozen=True)
class SessionTerminated(Event):
    """`access_expires_at` (ISO 8601): until then an access token of the session may still be around."""

    TYPE = "session.terminated"
    VERSION = 1

    user_id: str
    session_id: str
    reason: str
    access_expires_at: str


@dataclass(frozen=True)
class UserLoggedIn(Event):
    TYPE = "user.login"
    VERSION = 1

    user_id: str
    session_id: str


@dataclass(frozen=True)
class UserLoggedOut(Event):
    """By themselves; a session that ends otherwise is only `session.terminated`."""

    TYPE = "user.logout"
    VERSION = 1

    user_id: str
    session_id: str
