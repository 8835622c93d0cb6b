"""Who is asking, as the verified token says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from servicekit.auth.roles import names

ROLES = names()


@dataclass(frozen=True)
class Principal:
    """A signed-in user. Everything in it was signed by user_service; nothing was looked up."""

    id: str
    username: str
    role: str
    session_id: str
    token_id: str
    expires_at: datetime
    # How, and when, the user last proved who they are: see servicekit.auth.stepup.
    acr: str
    auth_time: datetime
    # The organisation a vendor sells for; empty for everybody else.
    org: str = ""
    is_authenticated: bool = True

    def has_role(self, *roles: str) -> bool:
        return self.role in roles

    @property
    def pk(self) -> str:
        """Django's name for the id; DRF's throttles and logs ask for it."""
        return self.id


@dataclass(frozen=True)
class Anonymous:
    """Nobody in particular."""

    id: str = ""
    role: str = ""
    is_authenticated: bool = False

    def has_role(self, *_roles: str) -> bool:
        return False
