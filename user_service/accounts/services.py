"""Register, log in, edit one's profile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from servicekit import clock
from servicekit.errors import NotFound, TooBusy
from servicekit.events import outbox
from servicekit.ids import uuid7
from user_service.accounts import attempts, locks, selectors
from user_service.accounts.domain.attempts import Standing
from user_service.accounts.domain.errors import InvalidCredentials, UsernameTaken
from user_service.accounts.events import UserRegistered
from user_service.accounts.models import User
from user_service.audit import record as audit
from user_service.letters import services as letters

PROFILE = frozenset({"first_name", "last_name", "phone", "address", "bio"})

# What the user of this id, None for an unknown login, knows of the place that a login comes from.
Recognise = Callable[[UUID | None], Standing]


@dataclass(frozen=True)
class Registration:
    """What the newcomer is told. The same for an address that was registered before, when nothing was made."""

    id: UUID
    username: str
    email: str
    first_name: str
    last_name: str


@dataclass(frozen=True)
class Verified:
    """A user whose password was right, and the login attempt to forgive when the session opens."""

    user: User
    attempt: str


def a_stranger(_user_id: UUID | None) -> Standing:
    return Standing.STRANGER


def user_register(
    *, username: str, email: str, password: str, first_name: str = "", last_name: str = ""
) -> Registration:
    """Make a customer. Raises UsernameTaken. Whether the e-mail is known is told to its owner only, by mail."""
    # Hashed on both paths and outside the transaction: equal time for the caller, no lock held for 40 ms.
    encoded = make_password(password)
    asked = Registration(id=uuid7(), username=username, email=email, first_name=first_name, last_name=last_name)
    try:
        _user_insert(asked, encoded)
    except IntegrityError:
        if selectors.user_by_login(username) is not None:
            raise UsernameTaken from None
        letters.queue_alone("address-in-use", to=email)
    return asked


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


@transaction.atomic(durable=True)
def profile_update(*, user_id: UUID | str, changes: Mapping[str, str]) -> User:
    """Set some of the fields in PROFILE. Raises NotFound for a user that is gone."""
    if foreign := changes.keys() - PROFILE:
        raise ValueError(f"not part of a profile: {sorted(foreign)}")
    user = locks.user(user_id)
    if user is None:
        raise NotFound
    for name, value in changes.items():
        setattr(user, name, value)
    user.updated_at = clock.now()
    user.save(update_fields=[*changes, "updated_at"])
    return user


def _proves(user: User | None, password: str, attempt: str) -> bool:
    """Whether it is this user's password, at the cost of one hash in any case."""
    usable = user is not None and user.has_usable_password()
    try:
        right = check_password(password, user.password if user and usable else nobodys_password())
    except TooBusy:
        attempts.give_back(attempt)
        raise
    return usable and right


@transaction.atomic(durable=True)
def _user_insert(asked: Registration, encoded: str) -> None:
    user = User.objects.create(
        id=asked.id,
        username=asked.username,
        email=asked.email,
        password=encoded,
        first_name=asked.first_name,
        last_name=asked.last_name,
    )
    registered = UserRegistered(user_id=str(user.pk), username=user.username, role=user.role)
    outbox.publish(registered, aggregate="user", aggregate_id=str(user.pk))


@cache
def nobodys_password() -> str:
    """A hash at today's cost that nothing matches, verified when there is no real one.

    The web process makes it at start, or the first unknown login would take twice as long.
    """
    return make_password(str(uuid7()))
