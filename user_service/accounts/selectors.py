from collections.abc import Sequence
from uuid import UUID

from django.db.models.functions import Lower

from servicekit import clock
from user_service.accounts.domain.credentials import login_key, names_an_address
from user_service.accounts.models import Link, LinkPurpose, Preferences, User


def user_by_login(login: str) -> User | None:
    """The user with this username or e-mail address, in any case; disabled ones too."""
    column = "email" if names_an_address(login) else "username"
    return User.objects.alias(key=Lower(column)).filter(key=login_key(login)).first()


def user_by_id(user_id: UUID) -> User | None:
    return User.objects.filter(pk=user_id).first()


def profile(user_id: UUID) -> User | None:
    """A user with organisation and avatar."""
    return User.objects.select_related("organisation", "avatar").defer("avatar__image").filter(pk=user_id).first()


def pending_email(user_id: UUID) -> str | None:
    """The address that a user wants to have, as long as it waits for being confirmed."""
    waiting = Link.objects.filter(user_id=user_id, purpose=LinkPurpose.VERIFY, expires_at__gt=clock.now())
    email = waiting.select_related("user").first()
    return email.email if email and login_key(email.email) != login_key(email.user.email) else None


def address_is_taken(email: str) -> bool:
    """Whether it is somebody's, or is kept for somebody who may still want it back."""
    return user_by_login(email) is not None or address_is_kept(email)


def address_is_kept(email: str) -> bool:
    """Whether a link can still give it back to whom it was taken from."""
    kept = Link.objects.alias(key=Lower("email")).filter(key=login_key(email), purpose=LinkPurpose.RESTORE)
    return kept.filter(expires_at__gt=clock.now()).exists()


def preferences(user_id: UUID | str) -> Preferences:
    """As chosen, or as they are for whoever never chose."""
    return Preferences.objects.filter(user_id=user_id).first() or Preferences(user_id=user_id)


def users_by_id(user_ids: Sequence[UUID]) -> list[User]:
    """Those that exist, in the order given."""
    found = User.objects.in_bulk(user_ids)
    return [found[user_id] for user_id in user_ids if user_id in found]
