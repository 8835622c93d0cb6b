"""Confirm an e-mail address, change it, and take it back. An address counts once its letters were read."""

from uuid import UUID

from django.db import IntegrityError, transaction

from servicekit import clock
from servicekit.errors import JsonValue, NotFound
from user_service.accounts import limits, links, locks, selectors
from user_service.accounts.domain.credentials import login_key
from user_service.accounts.domain.links import masked
from user_service.accounts.events import UserEmailChanged, UserEmailVerified, publish
from user_service.accounts.models import Link, LinkPurpose, User
from user_service.audit.record import record
from user_service.letters import services as letters
from user_service.mfa.services import remove_since as factors_remove_since
from user_service.self_service.domain.errors import EmailTaken, LinkInvalid
from user_service.self_service.passwords import reset_letter
from user_service.sessions.models import EndReason
from user_service.sessions.services import end_all


def email_change_ask(*, user_id: UUID | str, email: str) -> None:
    """Send a link to the new address and word to the old one. RateLimited.

    An address that is somebody else's is answered alike; its owner gets a letter, and no link. One's own address again
    takes back a change that is not confirmed yet.
    """
    user = selectors.user_by_id(UUID(str(user_id)))
    if user is None:
        raise NotFound
    if login_key(email) != login_key(user.email):
        limits.letter("email-change", to=str(user_id))  # by whom,
        limits.letter("email-change-to", to=email)  # and to whom
    _change_asked(user.pk, email)


def email_confirm(*, token: str) -> str:
    """The address that counts from now on. Raises LinkInvalid, EmailTaken (the link goes on working)."""
    link = links.found(token, LinkPurpose.VERIFY, LinkPurpose.RESTORE)
    if link is None:
        raise LinkInvalid
    try:
        return _confirmed(link)
    except IntegrityError:
        raise EmailTaken from None


def verification_resend(*, user_id: UUID | str) -> None:
    """The link once more, to the address that waits for being confirmed. Nothing, where none does. RateLimited."""
    limits.letter("verify-email", to=str(user_id))
    _resent(user_id)


@transaction.atomic(durable=True)
def _change_asked(user_id: UUID, email: str) -> None:
    user = locks.user(user_id)
    if user is None or not user.is_active:
        raise NotFound
    if login_key(email) == login_key(user.email):
        Link.objects.filter(user=user, purpose=LinkPurpose.VERIFY).exclude(email=user.email).delete()
        return
    link = links.new(user, LinkPurpose.VERIFY, email=email)
    _letter_to_new(email, link)
    letters.queue("email-change-notice", to=user.email, new_address=masked(email))
    record("user.email_change_asked", resource="user", resource_id=str(user.pk))


@transaction.atomic(durable=True)
def _resent(user_id: UUID | str) -> None:
    user = locks.user(user_id)
    if user is None or not user.is_active:
        raise NotFound
    if pending := selectors.pending_email(user.pk):
        _letter_to_new(pending, links.new(user, LinkPurpose.VERIFY, email=pending))
    elif user.email_verified_at is None:
        link = links.new(user, LinkPurpose.VERIFY, email=user.email)
        letters.queue("verify-email", to=user.email, link=link)


def _letter_to_new(email: str, link: str) -> None:
    """The link, unless the address is somebody else's by now."""
    if selectors.address_is_taken(email):
        letters.queue("email-change-in-use", to=email)
    else:
        letters.queue("email-change-confirm", to=email, link=link)


@transaction.atomic(durable=True)
def _confirmed(link: Link) -> str:
    user = locks.user(link.user_id)
    if user is None or not user.is_active or not links.taken(link):
        raise LinkInvalid
    if link.purpose == LinkPurpose.RESTORE:
        _restore(user, link)
    elif login_key(link.email) == login_key(user.email):
        _verify(user)
    else:
        _change(user, link.email)
    return user.email


def _verify(user: User) -> None:
    _save(user, user.email)
    publish(UserEmailVerified(str(user.pk)), user.pk)
    record("user.email_verified", resource="user", resource_id=str(user.pk), actor_id=str(user.pk))


def _change(user: User, email: str) -> None:
    before = user.email if user.email_verified_at else ""
    _save(user, email)
    links.withdraw(user, LinkPurpose.RESET)  # those went to the old address
    publish(UserEmailChanged(str(user.pk)), user.pk)
    if before:  # an address that nobody ever confirmed may be a stranger's, who must not be given the account
        back = links.new(user, LinkPurpose.RESTORE, email=before)
        letters.queue("email-changed", to=before, link=back, new_address=masked(email))
    record("user.email_changed", resource="user", resource_id=str(user.pk), actor_id=str(user.pk))


def _restore(user: User, link: Link) -> None:
    """Somebody else was in the account: its address is the owner's again, and whoever got in gets in no more, neither
    by the password they knew nor by a factor they added since.
    """
    _save(user, link.email)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    removed = factors_remove_since(user_id=user.pk, since=link.created_at)
    links.withdraw(user, LinkPurpose.VERIFY, LinkPurpose.RESET)
    # What the address was after this one is a thief's; whoever had it before may still want it back.
    Link.objects.filter(user=user, purpose=LinkPurpose.RESTORE, created_at__gte=link.created_at).delete()
    publish(UserEmailChanged(str(user.pk)), user.pk)
    end_all(user_id=user.pk, reason=EndReason.ENDED)
    reset_letter(user_id=user.pk)
    details: dict[str, JsonValue] = {"restored": True, "factors_removed": removed}
    record("user.email_changed", resource="user", resource_id=str(user.pk), details=details, actor_id=str(user.pk))


def _save(user: User, email: str) -> None:
    now = clock.now()
    user.email, user.email_verified_at, user.updated_at = email, now, now
    user.save(update_fields=["email", "email_verified_at", "updated_at"])
