"""Who knows the password."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from servicekit.errors import TooBusy
from servicekit.ids import uuid7
from user_service.accounts import attempts, selectors
from user_service.accounts.domain.attempts import Standing
from user_service.accounts.domain.errors import InvalidCredentials
from user_service.accounts.models import User
from user_service.audit import record as audit

# What the user of this id, None for an unknown login, knows of the place that a login comes from.
Recognise = Callable[[UUID | None], Standing]


@dataclass(frozen=True)
class Verified:
    """A user whose password was right, and the login attempt to forgive when the session opens."""

    user: User
    attempt: str


def a_stranger(_user_id: UUID | None) -> Standing:
    return Standing.STRANGER


def signed_in_here(_user_id: UUID | None) -> Standing:
    """For whoever has a session already and types the password again."""
    return Standing.DEVICE


# Where their tries count: all sessions of an account together, wherever they are. Strangers' guesses do not hold them
# up; and whoever has a stolen access token guesses no faster from a thousand networks than from one.
SIGNED_IN = "signed in"


def credentials_verify(
    *, login: str, password: str, address: str, device: str = "", recognise: Recognise = a_stranger
) -> Verified:
    """The user behind a username or e-mail and password. Raises InvalidCredentials, RateLimited or TooBusy.

    Unknown, wrong and disabled answer alike and take equally long: the same statements, and exactly one hash.
    `recognise` says what the user, None for an unknown one, knows of the place; `device` is its cookie's digest.
    """
    user = selectors.user_by_login(login)
    user_id = user.pk if user else None
    attempt = attempts.take(
        login=login, address=address, device=device, standing=recognise(user_id), user_id=str(user_id or "")
    )
    right = _proves(user, password, attempt)
    if user is None or not right or not user.is_active:
        audit.record("user.login_failed", resource="user", resource_id=str(user_id or ""))
        raise InvalidCredentials("Check your username or e-mail and your password.")
    return Verified(user=user, attempt=attempt)


def _proves(user: User | None, password: str, attempt: str) -> bool:
    """Whether it is this user's password, at the cost of one hash in any case."""
    usable = user is not None and user.has_usable_password()
    try:
        right = check_password(password, user.password if user and usable else nobodys_password())
    except TooBusy:
        attempts.give_back(attempt)
        raise
    return usable and right


@cache
def nobodys_password() -> str:
    """A hash at today's cost that nothing matches, verified when there is no real one.

    The web process makes it at start, or the first unknown login would take twice as long.
    """
    return make_password(str(uuid7()))
