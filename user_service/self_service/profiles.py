"""Who one is to others: names and contact, picture, and how the shop looks and writes to one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from servicekit import clock
from servicekit.errors import NotFound
from user_service.accounts import locks, selectors
from user_service.accounts.events import UserProfileChanged, publish
from user_service.accounts.models import Avatar, Preferences, User
from user_service.audit.record import record
from user_service.self_service import pictures

PROFILE = frozenset({"first_name", "last_name", "phone", "address", "bio"})


@transaction.atomic(durable=True)
def profile_update(*, user_id: UUID | str, changes: Mapping[str, str]) -> User:
    """Set some of the fields in PROFILE. Raises NotFound for a user that is gone."""
    if foreign := changes.keys() - PROFILE:
        raise ValueError(f"not part of a profile: {sorted(foreign)}")
    user = _own(user_id)
    changed = sorted(name for name, value in changes.items() if getattr(user, name) != value)
    if not changed:
        return user
    for name in changed:
        setattr(user, name, changes[name])
    user.updated_at = clock.now()
    user.save(update_fields=[*changed, "updated_at"])
    _changed(user, changed)
    return user


def avatar_set(*, user_id: UUID | str, picture: bytes) -> UUID:
    """Keep this picture, and no other; the id it is shown under. ValidationFailed for what is no picture."""
    return _kept(user_id, pictures.avatar(picture))


@transaction.atomic(durable=True)
def avatar_remove(*, user_id: UUID | str) -> None:
    """Nothing, where there is none."""
    user = _own(user_id)
    if Avatar.objects.filter(user=user).delete()[0]:
        _picture_changed(user)


@transaction.atomic(durable=True)
def preferences_set(*, user_id: UUID | str, theme: str, language: str, orders: bool, news: bool) -> Preferences:
    chosen = {"theme": theme, "language": language, "notify_orders": orders, "notify_news": news}
    user, before = _own(user_id), selectors.preferences(user_id)
    preferences, _ = Preferences.objects.update_or_create(user=user, defaults=chosen)
    if any(getattr(before, name) != value for name, value in chosen.items()):
        _changed(user, ["preferences"])
    return preferences


@transaction.atomic(durable=True)
def _kept(user_id: UUID | str, image: bytes) -> UUID:
    user = _own(user_id)
    Avatar.objects.filter(user=user).delete()
    avatar = Avatar.objects.create(user=user, image=image)
    _picture_changed(user)
    return avatar.pk


def _changed(user: User, fields: list[str]) -> None:
    publish(UserProfileChanged(str(user.pk), fields), user.pk)
    record("user.profile_changed", resource="user", resource_id=str(user.pk), details={"fields": fields})


def _picture_changed(user: User) -> None:
    publish(UserProfileChanged(str(user.pk), ["avatar"]), user.pk)
    record("user.avatar_changed", resource="user", resource_id=str(user.pk))


def _own(user_id: UUID | str) -> User:
    user = locks.user(user_id)
    if user is None:
        raise NotFound
    return user


def avatar_image(avatar_id: UUID) -> bytes | None:
    images: Any = Avatar.objects.filter(pk=avatar_id).values_list("image", flat=True)
    image = images.first()
    return bytes(image) if image is not None else None
