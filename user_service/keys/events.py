"""What this service tells the mesh about signing keys. Verifiers poll the key set and need neither; an audit does."""

from dataclasses import dataclass

from servicekit.events.event import Event


@dataclass(frozen=True)
class KeyActivated(Event):
    """Tokens are signed with this key from now on."""

    TYPE = "key.activated"
    VERSION = 1

    kid: str


@dataclass(frozen=True)
class KeyRevoked(Event):
    """No token of this key is good any more, whatever its `exp` says."""

    TYPE = "key.revoked"
    VERSION = 1

    kid: str
