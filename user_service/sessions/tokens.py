"""The two tokens of a session: a signed one that says who you are, and an opaque one that gets the next pair."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings

from servicekit.auth.stepup import MFA
from user_service.accounts.domain.roles import Role
from user_service.configuration.values import value
from user_service.keys.backend import backend
from user_service.sessions.models import Session

REFRESH_BYTES = 32


@dataclass(frozen=True)
class Issued:
    """What a login or a refresh hands out. `refresh` exists here and at the client, nowhere else."""

    access: str
    expires_in: int
    refresh: str
    refresh_expires_at: datetime
    # The device cookie to keep, where one was asked for.
    device: str = ""


def access_lifetime() -> timedelta:
    return timedelta(seconds=settings.SHOPMESH.access_token_seconds)


def refresh_new() -> str:
    """256 random bits, base64url: long enough that a plain digest cannot be searched."""
    return secrets.token_urlsafe(REFRESH_BYTES)


def refresh_digest(refresh: str) -> str:
    return hashlib.sha256(refresh.encode()).hexdigest()


def role_shown(session: Session) -> str:
    """Where an administrator demands a second factor of a role, nobody has the role before one was shown: until then
    they are a customer, who can set one up, in every service, because each reads the token.
    """
    role = session.user.role
    waits = session.acr != MFA and role in value("require_second_factor_for")
    return Role.CUSTOMER.value if waits else role


def access_sign(session: Session, *, now: datetime) -> str:
    """An access token (RFC 9068) for this session, good from now for the access lifetime."""
    at = int(now.timestamp())
    org = session.user.organisation_id
    return backend().encode(
        {
            "sub": str(session.user_id),
            "sid": str(session.pk),
            "jti": str(uuid4()),
            "iat": at,
            "nbf": at,
            "exp": at + settings.SHOPMESH.access_token_seconds,
            "username": session.user.username,
            "role": role_shown(session),
            "auth_time": int(session.auth_time.timestamp()),
            "amr": session.amr,
            "acr": session.acr,
        }
        | ({"org": str(org)} if org else {})
    )
