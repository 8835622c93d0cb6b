"""The allow list: which service may call which method, and what a user's token that comes along must say.

Read from protos/access.toml, which explains its keys; what is not written there is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from servicekit.errors import Forbidden, ServiceError, Unauthenticated

ACCESS = Path(__file__).resolve().parents[2] / "protos" / "access.toml"
STAFF = ("admin", "staff")


class User(Protocol):
    @property
    def id(self) -> str: ...

    def has_role(self, *roles: str) -> bool: ...


@dataclass(frozen=True)
class Grant:
    """One method's line."""

    callers: frozenset[str]
    own: str = ""
    record: str = ""
    user_required: bool = False
    staff: bool = False

    def refusal(self, request: Any, user: User | None) -> ServiceError | None:
        """Why a call of a granted service must not be served, judged by the user whose token it carries."""
        if user is None:
            return Unauthenticated("This call needs the user's token.") if self.user_required else None
        if not self.own or self._names_only(user, request) or (self.staff and user.has_role(*STAFF)):
            return None
        return Forbidden("The call carries another user's token.", field=self.own)

    def _names_only(self, user: User, request: Any) -> bool:
        """Nobody but this user, in a field that holds one id or many. An empty list names nobody."""
        named = getattr(request, self.own)
        return named == user.id if isinstance(named, str) else set(named) <= {user.id}


# By full method, "/shop.product.v1.ProductService/ReserveStock".
Access = Mapping[str, Grant]


def load(path: Path = ACCESS) -> Access:
    """TypeError for a key that is not known: a misspelt check must not be no check."""
    services = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        f"/{service}/{method}": _grant(**line)
        for service, methods in services.items()
        for method, line in methods.items()
    }


def _grant(*, callers: list[str], own: str = "", record: str = "", user: str = "", staff: bool = False) -> Grant:
    if user not in {"", "required"} or (own and record):
        raise TypeError("a user is required or not mentioned, and a request names a user or a record")
    return Grant(frozenset(callers), own, record, bool(user), staff)
