"""How an account is protected, as its owner is told."""

from typing import Any
from uuid import UUID

from user_service.accounts.models import User
from user_service.configuration.values import value
from user_service.mfa import selectors
from user_service.mfa.domain import phone
from user_service.mfa.domain.methods import BACKUP_CODE, PASSKEY, SMS, TOTP
from user_service.passkeys.selectors import passkeys_of


def status(user_id: UUID | str) -> dict[str, Any]:
    left = selectors.backup_codes_left(user_id)
    factors = [*_totp(user_id), *_sms(user_id), *_passkeys(user_id)]
    on_paper = [{"type": BACKUP_CODE, "count": left}] if factors and left else []
    return {
        "enabled": bool(factors),
        "methods": [*factors, *on_paper],
        "backup_codes_left": left,
        "required": _required(user_id),
    }


def _required(user_id: UUID | str) -> bool:
    """By the role on record: the token of somebody who waits for it says customer."""
    demanding = value("require_second_factor_for")
    return User.objects.filter(pk=user_id, role__in=demanding).exists() if demanding else False


def _totp(user_id: UUID | str) -> list[dict[str, Any]]:
    device = selectors.totp_of(user_id)
    if device is None or not device.confirmed:
        return []
    off = device.switched_off_at is not None
    return [{"type": TOTP, "confirmed_at": device.confirmed_at, "switched_off": off}]


def _sms(user_id: UUID | str) -> list[dict[str, Any]]:
    device = selectors.sms_of(user_id)
    if device is None or not device.confirmed:
        return []
    off = device.switched_off_at is not None
    hint = phone.hint(device.phone)
    return [{"type": SMS, "confirmed_at": device.confirmed_at, "phone_hint": hint, "switched_off": off}]


def _passkeys(user_id: UUID | str) -> list[dict[str, Any]]:
    count = passkeys_of(user_id).count()
    return [{"type": PASSKEY, "count": count}] if count else []
