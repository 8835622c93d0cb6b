"""The `mfa_token`: what somebody holds between the password and the second factor, good for nothing else.

Opaque, 256 random bits, kept as a digest. It is bound to the user and to the password that was right, works once, for
five minutes and five tries.
"""

import hashlib
import secrets
from datetime import timedelta

from servicekit import clock
from servicekit.errors import TokenExpired, TokenInvalid
from user_service.accounts.domain.errors import InvalidCredentials
from user_service.accounts.models import User
from user_service.mfa.models import Challenge

LIFETIME = timedelta(minutes=5)
EXPIRES_IN = int(LIFETIME.total_seconds())
TRIES = 5
TOKEN_BYTES = 32


def challenge_begin(*, user: User, attempt: str) -> str:
    """The mfa_token for a user whose password was right. `attempt` is the login attempt to forgive at the end."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Challenge.objects.create(
        digest=_digest(token),
        user_id=user.pk,
        password_stamp=_stamp(user),
        attempt=attempt,
        expires_at=clock.now() + LIFETIME,
    )
    return token


def holder(token: str) -> User:
    """Whose mfa_token this is, without spending one of its tries: asked before the second factor is shown.

    Raises TokenInvalid, TokenExpired, or InvalidCredentials when the password step no longer counts.
    """
    found = Challenge.objects.filter(digest=_digest(token), used_at__isnull=True, tries__lt=TRIES).first()
    if found is None:
        raise TokenInvalid("This is not an mfa_token of ours that is still good: sign in again.")
    if found.expires_at <= clock.now():
        raise TokenExpired("The password was typed too long ago: sign in again.")
    user = User.objects.filter(pk=found.user_id, is_active=True).first()
    if user is None or _stamp(user) != found.password_stamp:
        raise InvalidCredentials("Check your username or e-mail and your password.")
    return user


def forget_old() -> int:
    """Delete challenges that are over. Run periodically by the worker."""
    deleted, _ = Challenge.objects.filter(expires_at__lte=clock.now()).delete()
    return deleted


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _stamp(user: User) -> str:
    return hashlib.sha256(f"password\0{user.password}".encode()).hexdigest()
