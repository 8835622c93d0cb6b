"""What administrators do to accounts: one durable transaction each, recorded with what was before and what is now."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from servicekit import clock
from servicekit.errors import FieldError, JsonValue, ValidationFailed
from servicekit.ids import uuid7
from user_service.accounts import links, selectors
from user_service.accounts.domain.credentials import login_key
from user_service.accounts.domain.errors import UsernameTaken
from user_service.accounts.domain.links import masked
from user_service.accounts.events import UserEmailChanged, UserProfileChanged, UserRegistered, publish
from user_service.accounts.models import LinkPurpose, User
from user_service.administration import locks
from user_service.administration.events import UserDisabled, UserEnabled, UserRoleChanged
from user_service.administration.tags import Unchanged
from user_service.audit.record import record
from user_service.letters import services as letters
from user_service.mfa.services import factors_reset
from user_service.organisations.models import Organisation
from user_service.self_service.domain.errors import EmailTaken
from user_service.self_service.erasure import erase
from user_service.sessions.models import EndReason
from user_service.sessions.services import end_all

NAMES = ("first_name", "last_name", "phone", "email")


def user_create(*, by: str, given: Mapping[str, Any]) -> UUID:
    """An account without a password: a letter invites its owner to choose one. UsernameTaken, EmailTaken."""
    try:
        return _created(by, given)
    except IntegrityError:
        if selectors.user_by_login(given["username"]) is not None:
            raise UsernameTaken from None
        raise EmailTaken from None


def user_change(*, by: str, user_id: UUID, unchanged: Unchanged, changes: Mapping[str, Any]) -> None:
    """Set names, phone, e-mail and organisation. PreconditionFailed when it is not what was seen. EmailTaken."""
    try:
        _changed(by, user_id, unchanged, changes)
    except IntegrityError:
        raise EmailTaken from None


@transaction.atomic(durable=True)
def user_role_set(*, by: str, user_id: UUID, role: str) -> None:
    """Another role, and no session that says the old one. LastAdministrator, OwnAccount."""
    user = locks.anothers_account(user_id, by=by)
    before = user.role
    if before == role:
        return
    user.role = role
    _save(user, "role")
    end_all(user_id=user.pk, reason=EndReason.ROLE)
    publish(UserRoleChanged(user_id=str(user.pk), role=role, before=before), user.pk)
    letters.queue("role-changed", to=user.email, role=role)
    _record("user.role_changed", user, before=before, after=role)


@transaction.atomic(durable=True)
def user_disable(*, by: str, user_id: UUID) -> None:
    """Nobody signs in to it, and whoever had is out. LastAdministrator, OwnAccount."""
    user = locks.anothers_account(user_id, by=by)
    if not user.is_active:
        return
    user.is_active = False
    _save(user, "is_active")
    ended = end_all(user_id=user.pk, reason=EndReason.DISABLED)
    publish(UserDisabled(user_id=str(user.pk)), user.pk)
    letters.queue("account-disabled", to=user.email)
    record("user.disabled", resource="user", resource_id=str(user.pk), details={"sessions_ended": ended})


@transaction.atomic(durable=True)
def user_enable(*, by: str, user_id: UUID) -> None:
    user = locks.account(user_id, by=by)
    if user.is_active:
        return
    user.is_active = True
    _save(user, "is_active")
    publish(UserEnabled(user_id=str(user.pk)), user.pk)
    letters.queue("account-enabled", to=user.email)
    record("user.enabled", resource="user", resource_id=str(user.pk))


@transaction.atomic(durable=True)
def user_sessions_end(*, by: str, user_id: UUID) -> int:
    """Sign somebody out everywhere; of how many sessions."""
    user = locks.account(user_id, by=by)
    ended = end_all(user_id=user.pk, reason=EndReason.ADMINISTRATOR)
    record("user.sessions_ended", resource="user", resource_id=str(user.pk), details={"sessions_ended": ended})
    return ended


@transaction.atomic(durable=True)
def user_delete(*, by: str, user_id: UUID) -> None:
    """Erase the account. LastAdministrator, OwnAccount."""
    erase(locks.anothers_account(user_id, by=by))


@transaction.atomic(durable=True)
def user_factors_reset(*, by: str, user_id: UUID) -> None:
    """Take every factor away from somebody who has lost them. One's own are replaced, not reset: OwnAccount."""
    factors_reset(locks.anothers_account(user_id, by=by))


@transaction.atomic(durable=True)
def _created(by: str, given: Mapping[str, Any]) -> UUID:
    if selectors.address_is_kept(given["email"]):
        raise EmailTaken
    user = User(id=uuid7(), **{name: given[name] for name in ("username", "email", "role", "first_name", "last_name")})
    user.organisation = _organisation(given.get("organisation_id"))
    user.set_unusable_password()
    user.save(force_insert=True)
    letters.queue("account-created", to=user.email, link=links.new(user, LinkPurpose.RESET, email=user.email))
    publish(UserRegistered(user_id=str(user.pk), username=user.username, role=user.role), user.pk)
    organisation = str(user.organisation_id) if user.organisation_id else None
    record(
        "user.created",
        resource="user",
        resource_id=str(user.pk),
        details={"role": user.role, "organisation": organisation},
        personal={"username": user.username},
    )
    return user.pk


@transaction.atomic(durable=True)
def _changed(by: str, user_id: UUID, unchanged: Unchanged, changes: Mapping[str, Any]) -> None:
    user = locks.account(user_id, by=by)
    unchanged(user)
    before, old_email = _state(user), user.email
    for name in NAMES:
        setattr(user, name, changes.get(name, getattr(user, name)))
    if "organisation_id" in changes:
        user.organisation = _organisation(changes["organisation_id"])
    after = _state(user)
    if changed := sorted(name for name in after if after[name] != before[name]):
        _save(user, *NAMES, "organisation")
        _tell(user, changed, old_email)
        _record_change(user, changed, before, after)


def _tell(user: User, changed: list[str], old_email: str) -> None:
    if "email" in changed and login_key(user.email) != login_key(old_email):
        _move(user, old_email)
    if "organisation" in changed:  # tokens say for whom a vendor sells
        end_all(user_id=user.pk, reason=EndReason.ROLE)
    publish(UserProfileChanged(user_id=str(user.pk), fields=changed), user.pk)


def _move(user: User, old: str) -> None:
    """Letters go to the new address from now on; it is unproved until a link in one was opened."""
    if selectors.address_is_kept(user.email):
        raise EmailTaken
    proved, user.email_verified_at = user.email_verified_at is not None, None
    _save(user, "email_verified_at")
    links.withdraw(user, LinkPurpose.RESET)  # sent to the address before
    if proved:  # otherwise it may be a stranger's, by a slip, who must not be given a way into the account
        back = links.new(user, LinkPurpose.RESTORE, email=old)
        letters.queue("email-changed", to=old, new_address=masked(user.email), link=back)
    letters.queue("verify-email", to=user.email, link=links.new(user, LinkPurpose.VERIFY, email=user.email))
    publish(UserEmailChanged(user_id=str(user.pk)), user.pk)


def _organisation(organisation_id: UUID | None) -> Organisation | None:
    if organisation_id is None:
        return None
    found = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if found is None:
        unknown = FieldError("/organisation_id", "does-not-exist", "There is no such organisation.")
        raise ValidationFailed(errors=[unknown])
    return found


def _state(user: User) -> dict[str, JsonValue]:
    named: dict[str, JsonValue] = {name: getattr(user, name) for name in NAMES}
    return named | {"organisation": str(user.organisation_id) if user.organisation_id else None}


def _record_change(
    user: User, changed: list[str], before: Mapping[str, JsonValue], after: Mapping[str, JsonValue]
) -> None:
    """Names and addresses, before and after, belong to the part that can be erased."""
    moves: dict[str, JsonValue] = {name: {"before": before[name], "after": after[name]} for name in changed}
    lasting = {name: move for name, move in moves.items() if name not in NAMES}
    personal = {name: move for name, move in moves.items() if name in NAMES}
    record(
        "user.changed",
        resource="user",
        resource_id=str(user.pk),
        details={"fields": changed, **lasting},
        personal=personal,
    )


def _record(action: str, user: User, *, before: JsonValue, after: JsonValue) -> None:
    record(action, resource="user", resource_id=str(user.pk), details={"before": before, "after": after})


def _save(user: User, *columns: str) -> None:
    user.updated_at = clock.now()
    user.save(update_fields=[*columns, "updated_at"])
