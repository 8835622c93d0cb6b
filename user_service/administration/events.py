"""What this service tells the mesh about accounts that were changed by somebody else."""

from dataclasses import dataclass

from servicekit.events.event import Event


@dataclass(frozen=True)
class UserRoleChanged(Event):
    """Every session of the user has ended: no token says the role before any more."""

    TYPE = "user.role_changed"
    VERSION = 1

    user_id: str
    role: str
    before: str


@dataclass(frozen=True)
class UserDisabled(Event):
    TYPE = "user.disabled"
    VERSION = 1

    user_id: str


@dataclass(frozen=True)
class UserEnabled(Event):
    TYPE = "user.enabled"
    VERSION = 1

    user_id: str
