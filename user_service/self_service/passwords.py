"""Forgotten, reset and changed passwords. Whichever way one changes, every session ends."""

from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from servicekit import clock, logs
from servicekit.encryption.cipher import Unreadable
from servicekit.errors import NotFound, TooBusy
from user_service.accounts import attempts, limits, links, locks, selectors
from user_service.accounts.domain.attempts import Standing
from user_service.accounts.events import UserEmailVerified, UserPasswordChanged, publish
from user_service.accounts.models import ForgottenPassword, Link, LinkPurpose, User
from user_service.accounts.services import SIGNED_IN
from user_service.audit.record import record
from user_service.letters import services as letters
from user_service.passkeys import services as passkeys
from user_service.self_service.domain.errors import CurrentPasswordWrong, LinkInvalid, PasswordUnchanged
from user_service.sessions.models import EndReason
from user_service.sessions.services import end_all

log = logs.get(__name__)

BATCH = 50  # requests for a new password that are answered in one round


def password_forgotten(*, email: str, address: str) -> None:
    """Remember that somebody asked; RateLimited. The same work for every address: who that is, the worker finds out."""
    limits.letter("password-reset", to=email, address=address)
    _asked(email)


@transaction.atomic(durable=True)
def _asked(email: str) -> None:
    ForgottenPassword.objects.create(email=email, asked_at=clock.now())


def forgotten_answer() -> int:
    """Answer those who forgot their password; how many letters were queued. Run by the worker every second."""
    waiting = ForgottenPassword.objects.order_by("asked_at").values_list("pk", flat=True)[:BATCH]
    return sum(_answered(asked) for asked in list(waiting))


@transaction.atomic(durable=True)
def _answered(asked: UUID) -> bool:
    email, mine = _who(asked), ForgottenPassword.objects.filter(pk=asked)
    if not mine.delete()[0]:
        return False  # another worker answers it
    user = selectors.user_by_login(email) if email else None
    return user is not None and reset_letter(user_id=user.pk)


def _who(asked: UUID) -> str:
    """The address; empty where it cannot be read any more. One that stays must not stop those behind it."""
    try:
        return ForgottenPassword.objects.filter(pk=asked).values_list("email", flat=True).first() or ""
    except Unreadable as error:
        log.error("password.request_unreadable", error=str(error))  # noqa: TRY400 - it says all, and where is known
        return ""


def reset_letter(*, user_id: UUID | str) -> bool:
    """Send a user a link to choose a password. Part of the caller's transaction; False for somebody disabled."""
    user = locks.user(user_id)
    if user is None or not user.is_active:
        return False
    # To the address that we know, not as it was typed: two spellings that look alike may be two mailboxes.
    letters.queue("password-reset", to=user.email, link=links.new(user, LinkPurpose.RESET, email=user.email))
    return True


def password_reset(*, token: str, new_password: str) -> None:
    """Set a password by the link in a letter. Raises LinkInvalid, PasswordUnchanged (the link goes on working)."""
    link = links.found(token, LinkPurpose.RESET)
    if link is None or not link.user.is_active:
        raise LinkInvalid
    _refuse_same(link.user, new_password)
    _reset(link, make_password(new_password))


def password_change(*, user_id: UUID | str, current_password: str, new_password: str, address: str) -> User:
    """Set another password, knowing the old one. Raises CurrentPasswordWrong, PasswordUnchanged, RateLimited."""
    user, attempt = password_confirm(user_id=user_id, password=current_password, address=address)
    if new_password == current_password:
        attempts.give_back(attempt)
        raise PasswordUnchanged
    return _changed(user, make_password(new_password), attempt)


def password_confirm(*, user_id: UUID | str, password: str, address: str) -> tuple[User, str]:
    """The user, whose password this is, and the attempt to forgive. Wrong ones are limited as failed logins are.

    Raises CurrentPasswordWrong, RateLimited; NotFound for a user that is gone.
    """
    user = selectors.user_by_id(UUID(str(user_id)))
    if user is None:
        raise NotFound
    attempt = attempts.take(
        login=user.username,
        address=address,
        device=SIGNED_IN,
        standing=Standing.DEVICE,
        user_id=str(user.pk),
    )
    try:
        right = user.has_usable_password() and check_password(password, user.password)
    except TooBusy:
        attempts.give_back(attempt)
        raise
    if not right:
        record("user.login_failed", resource="user", resource_id=str(user.pk))
        raise CurrentPasswordWrong
    return user, attempt


@transaction.atomic(durable=True)
def _reset(link: Link, encoded: str) -> None:
    user = locks.user(link.user_id)
    if user is None or not user.is_active or not links.taken(link):
        raise LinkInvalid
    # Whoever reads the letters to an address has it; an address change that somebody else began is off.
    links.withdraw(user, LinkPurpose.VERIFY)
    first_proof = user.email_verified_at is None and user.email == link.email
    if first_proof:
        user.email_verified_at = clock.now()
        publish(UserEmailVerified(str(user.pk)), user.pk)
    _set(user, encoded)
    if first_proof:
        # Whoever registered never showed that the mailbox is theirs. A stranger who used its owner's address, and
        # waited for them to come, must not have kept a key of their own.
        passkeys.remove_all(user)
    record("user.password_reset", resource="user", resource_id=str(user.pk), actor_id=str(user.pk))


@transaction.atomic(durable=True)
def _changed(verified: User, encoded: str, attempt: str) -> User:
    user = locks.user(verified.pk)
    # Somebody else's change came first: what was typed as the current password is it no more.
    if user is None or not user.is_active or user.password != verified.password:
        raise CurrentPasswordWrong
    attempts.forgive(attempt)
    links.withdraw(user, LinkPurpose.RESET)
    _set(user, encoded)
    record("user.password_changed", resource="user", resource_id=str(user.pk))
    return user


def _set(user: User, encoded: str) -> None:
    user.password, user.updated_at = encoded, clock.now()
    user.save(update_fields=["password", "updated_at", "email_verified_at"])
    end_all(user_id=user.pk, reason=EndReason.PASSWORD)
    publish(UserPasswordChanged(str(user.pk)), user.pk)
    letters.queue("password-changed", to=user.email, when=f"{user.updated_at:%d %B %Y, %H:%M} UTC")


def _refuse_same(user: User, new_password: str) -> None:
    if user.has_usable_password() and check_password(new_password, user.password):
        raise PasswordUnchanged
