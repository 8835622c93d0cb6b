"""The `mfa_token`: what somebody holds between the password and the second factor, good for nothing else.

Opaque, 256 random bits, kept as a digest. It is bound to the user and to the password that was right, works once, for
five minutes and five tries.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from servicekit import clock
from servicekit.errors import TokenExpired, TokenInvalid
from user_service.accounts import selectors as accounts
from user_service.accounts.domain.errors import InvalidCredentials
from user_service.accounts.models import User
from user_service.mfa.models import Challenge

LIFETIME = timedelta(minutes=5)
EXPIRES_IN = int(LIFETIME.total_seconds())
# So long after their end they are still told apart from tokens that never were.
REMEMBERED = timedelta(hours=1)
TRIES = 5
TOKEN_BYTES = 32


@dataclass(frozen=True)
class Pending:
    """Somebody who has shown the password, and nothing else yet."""

    user: User
    attempt: str
    digest: str


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


def pending(token: str) -> Pending:
    """Who holds this mfa_token.

    Raises TokenInvalid, TokenExpired, or InvalidCredentials when the password step counts no longer: the user was
    disabled or deleted since, or has another password.
    """
    challenge = Challenge.objects.filter(digest=_digest(token)).first()
    if challenge is None or challenge.used_at is not None:
        raise _invalid()
    if challenge.expires_at <= clock.now():
        raise TokenExpired("It has been more than five minutes: sign in again.")
    return Pending(_user(challenge), challenge.attempt, challenge.digest)


def holder(token: str) -> User:
    """Whose mfa_token this is, asked before the second factor is shown: that spends none of its tries."""
    return pending(token).user


def take(asked: Pending) -> None:
    """Count one of the token's tries, or raise TokenInvalid: there are five."""
    if not _unused(asked).filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        raise _invalid()


def spend(asked: Pending) -> None:
    """The token has done what it was for. TokenInvalid for whoever comes second."""
    if not _unused(asked).update(used_at=clock.now()):
        raise _invalid()


def forget_old() -> int:
    """Delete challenges that are long over. Run periodically by the worker."""
    deleted, _ = Challenge.objects.filter(expires_at__lte=clock.now() - REMEMBERED).delete()
    return deleted


def _unused(asked: Pending) -> QuerySet[Challenge]:
    return Challenge.objects.filter(digest=asked.digest, used_at__isnull=True)


def _user(challenge: Challenge) -> User:
    user = accounts.user_by_id(UUID(str(challenge.user_id)))
    if user is None or not user.is_active or _stamp(user) != challenge.password_stamp:
        raise InvalidCredentials("Check your username or e-mail and your password.")
    return user


def _invalid() -> TokenInvalid:
    return TokenInvalid("This mfa_token is not, or no longer, good: sign in again.")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _stamp(user: User) -> str:
    return hashlib.sha256(f"password\0{user.password}".encode()).hexdigest()
