"""Where a user has logged in before: networks, and devices by a cookie. Whoever comes from there is no stranger."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from servicekit import clock
from user_service.accounts.domain.attempts import Standing, network_of
from user_service.sessions.models import KnownPlace

KNOWN_FOR = timedelta(days=30)  # since the last login from there
COOKIE_BYTES = 32
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Place:
    """Where a login comes from. `cookie` is the device's, or empty; `remember` asks for one."""

    user_agent: str
    address: str
    cookie: str = ""
    remember: bool = False

    @property
    def device(self) -> str:
        return device_digest(self.cookie)

    def kept(self, *, known: bool) -> "Place":
        """The place with the cookie it keeps: the one it has where the user knows it, else a new one.

        A cookie that somebody planted in this browser never becomes one that this user knows.
        """
        return self if known else replace(self, cookie=cookie_new() if self.remember else "")


def cookie_new() -> str:
    return secrets.token_urlsafe(COOKIE_BYTES)


def device_digest(cookie: str) -> str:
    """Empty for no cookie. A digest is all that is kept: the table opens nothing to whoever reads it."""
    return _digest("device", cookie) if cookie else ""


def recognise(user_id: UUID | None, *, address: str, device: str) -> Standing:
    """What the user knows of this place. An unknown user costs the same question."""
    network = _digest("network", network_of(address))
    places = KnownPlace.objects.filter(user_id=user_id or NOBODY, seen_at__gt=clock.now() - KNOWN_FOR)
    found = set(places.filter(digest__in=[network, device]).values_list("digest", flat=True))
    if device in found:
        return Standing.DEVICE
    return Standing.NETWORK if network in found else Standing.STRANGER


def learn(user_id: UUID, *, address: str, device: str) -> None:
    """Remember a place that somebody logged in from. `device` may be empty: API clients keep no cookie."""
    digests = {_digest("network", network_of(address)), device} - {""}
    seen = [KnownPlace(user_id=user_id, digest=digest, seen_at=clock.now()) for digest in sorted(digests)]
    KnownPlace.objects.bulk_create(
        seen, update_conflicts=True, unique_fields=["user", "digest"], update_fields=["seen_at"]
    )


def has_any(user_id: UUID) -> bool:
    """Whether somebody has ever logged in: the first place is not a new one."""
    return KnownPlace.objects.filter(user_id=user_id).exists()


def forget_old() -> int:
    """Delete places not seen for long. Run periodically by the worker."""
    return KnownPlace.objects.filter(seen_at__lte=clock.now() - KNOWN_FOR).delete()[0]


def _digest(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}\0{value}".encode()).hexdigest()
