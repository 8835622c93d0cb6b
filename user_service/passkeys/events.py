"""What this service tells the mesh about passkeys. Ids only."""

from dataclasses import dataclass

from servicekit.events.event import Event


@dataclass(frozen=True)
class UserPasskeyAdded(Event):
    TYPE = "user.passkey_added"
    VERSION = 1

    user_id: str
    passkey_id: str


@dataclass(frozen=True)
class UserPasskeyRemoved(Event):
    TYPE = "user.passkey_removed"
    VERSION = 1

    user_id: str
    passkey_id: str
