"""Register. Whether an e-mail address is known is told to its owner alone, by letter (ADR 5)."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from servicekit.ids import uuid7
from user_service.accounts import limits, links, selectors
from user_service.accounts.domain.errors import RegistrationClosed, UsernameTaken
from user_service.accounts.events import UserRegistered, publish
from user_service.accounts.models import LinkPurpose, User
from user_service.audit.record import record
from user_service.configuration.values import value
from user_service.letters import services as letters


@dataclass(frozen=True)
class Registration:
    """What the newcomer is told. The same for an address that was registered before, when nothing was made."""

    id: UUID
    username: str
    email: str
    first_name: str
    last_name: str


def user_register(
    *, username: str, email: str, password: str, first_name: str = "", last_name: str = ""
) -> Registration:
    """Make a customer and send a link to confirm the address. Raises RegistrationClosed, UsernameTaken, RateLimited.

    A known address gets a letter that says so, and nothing is made.
    """
    if not value("registration_open"):
        raise RegistrationClosed
    if selectors.user_by_login(username) is not None:  # before anything is counted: one may have to try several names
        raise UsernameTaken
    limits.letter("register", to=email)
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


class AddressTaken(IntegrityError):
    """As the database says it of an address that somebody has; this one is kept for somebody who had it."""


@transaction.atomic(durable=True)
def _user_insert(asked: Registration, encoded: str) -> None:
    if selectors.address_is_kept(asked.email):
        raise AddressTaken
    user = User.objects.create(
        id=asked.id,
        username=asked.username,
        email=asked.email,
        password=encoded,
        first_name=asked.first_name,
        last_name=asked.last_name,
    )
    letters.queue("verify-email", to=user.email, link=links.new(user, LinkPurpose.VERIFY, email=user.email))
    publish(UserRegistered(user_id=str(user.pk), username=user.username, role=user.role), user.pk)
    record("user.registered", resource="user", resource_id=str(user.pk), actor_id=str(user.pk))
