"""Erase an account: its row stays, because orders name its id; nothing in it leads to a person any more."""

import secrets
from uuid import UUID

from django.db import models, transaction

from servicekit import clock
from servicekit.errors import NotFound
from user_service.accounts import attempts, locks
from user_service.accounts.domain.roles import Role
from user_service.accounts.events import UserDeleted, publish
from user_service.accounts.models import User
from user_service.audit.erasure import erase as audit_erase
from user_service.audit.record import record
from user_service.letters import services as letters
from user_service.self_service.domain.errors import CurrentPasswordWrong, LastAdministrator
from user_service.self_service.passwords import password_confirm
from user_service.sessions.models import EndReason
from user_service.sessions.services import end_all

EMPTIED = ("first_name", "last_name", "phone", "address", "bio")
NAME_BYTES = 4


def account_delete(*, user_id: UUID | str, password: str, address: str) -> None:
    """Erase one's own account. Raises CurrentPasswordWrong, LastAdministrator, RateLimited."""
    verified, attempt = password_confirm(user_id=user_id, password=password, address=address)
    _deleted(verified, attempt)


@transaction.atomic(durable=True)
def _deleted(verified: User, attempt: str) -> None:
    user = held(verified.pk)
    if user.password != verified.password:
        raise CurrentPasswordWrong
    attempts.forgive(attempt)
    erase(user)


def held(user_id: UUID | str) -> User:
    """The user, locked, and who else is administrator with it: two of them do not leave at the same moment.

    Raises NotFound for somebody who is gone.
    """
    locks.administrators()
    user = locks.user(user_id)
    if user is None or user.deleted_at is not None:
        raise NotFound
    return user


def erase(user: User) -> None:
    """Part of the caller's transaction, which holds the user by `held`. Raises LastAdministrator.

    Username and e-mail are free again; sessions end; factors, passkeys, links, picture and preferences go, and with
    them whatever other app refers to the user.
    """
    if user.role == Role.ADMIN and user.is_active and not _another_administrator(user):
        raise LastAdministrator
    letters.queue("account-deleted", to=user.email)
    end_all(user_id=user.pk, reason=EndReason.DELETED)
    _forget_what_hangs_on(user)
    _anonymise(user)
    publish(UserDeleted(str(user.pk)), user.pk)
    record("user.deleted", resource="user", resource_id=str(user.pk))
    audit_erase(user.pk)


def _another_administrator(user: User) -> bool:
    return any(other.pk != user.pk for other in locks.administrators())


def _forget_what_hangs_on(user: User) -> None:
    for field in User._meta.get_fields(include_hidden=True):  # noqa: SLF001 - Django's documented name for it
        if isinstance(field, models.ManyToOneRel):
            field.related_model._default_manager.filter(**{field.field.name: user}).delete()  # noqa: SLF001 - the same


def _anonymise(user: User) -> None:
    now, name = clock.now(), f"deleted-{secrets.token_hex(NAME_BYTES)}"
    for column in EMPTIED:
        setattr(user, column, "")
    user.username, user.email = name, f"{name}@deleted.invalid"  # RFC 2606: nobody's, ever
    user.email_verified_at = user.organisation = None
    user.is_active, user.deleted_at, user.updated_at = False, now, now
    user.set_unusable_password()
    user.save()
