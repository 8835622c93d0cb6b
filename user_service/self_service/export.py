"""Everything this service knows about somebody, as one document (GDPR, articles 15 and 20). No secrets: those prove
who somebody is, and a copy of them in a folder of downloads would go on doing so.
"""

import json
from typing import Any
from uuid import UUID

from django.db.models import Q

from servicekit import clock
from servicekit.errors import NotFound
from user_service.accounts import selectors
from user_service.accounts.models import User
from user_service.audit.models import AuditEntry
from user_service.audit.record import record
from user_service.mfa.models import BackupCode, SmsDevice, TotpDevice
from user_service.passkeys.models import Passkey
from user_service.sessions.models import Session

PROFILE = ("id", "username", "email", "first_name", "last_name", "phone", "address", "bio", "role", "created_at")
SESSION = ("id", "started_at", "last_used_at", "expires_at", "ended_at", "end_reason", "user_agent", "address", "amr")
MOST = 10_000  # audit entries; years of them


def data_export(*, user_id: UUID | str) -> dict[str, Any]:
    """The document, made of values that JSON has. Raises NotFound for a user that is gone."""
    user = selectors.profile(UUID(str(user_id)))
    if user is None:
        raise NotFound
    document = _document(user)
    record("user.data_exported", resource="user", resource_id=str(user.pk))
    return document


def _document(user: User) -> dict[str, Any]:
    return {
        "exported_at": clock.now(),
        "profile": _profile(user),
        "preferences": _preferences(user),
        "sessions": list(Session.objects.filter(user=user).order_by("started_at").values(*SESSION)),
        "second_factor": _factors(user),
        "passkeys": list(
            Passkey.objects.filter(user=user).order_by("created_at").values("name", "created_at", "last_used_at")
        ),
        "log": _log(user),
        "elsewhere": {"orders": "/api/orders/", "payments": "/api/payments/", "cart": "/api/cart/"},
    }


def _profile(user: User) -> dict[str, Any]:
    return {
        **{name: getattr(user, name) for name in PROFILE},
        "email_verified_at": user.email_verified_at,
        "pending_email": selectors.pending_email(user.pk),
        "organisation": user.organisation.name if user.organisation else None,
        "avatar_url": avatar_url(user),
    }


def avatar_url(user: User) -> str | None:
    avatar = getattr(user, "avatar", None)
    return f"/api/users/avatars/{avatar.pk}/" if avatar else None


def _preferences(user: User) -> dict[str, Any]:
    chosen = selectors.preferences(user.pk)
    return {
        "theme": chosen.theme,
        "language": chosen.language,
        "notify_orders": chosen.notify_orders,
        "notify_news": chosen.notify_news,
    }


def _factors(user: User) -> dict[str, Any]:
    totp = TotpDevice.objects.filter(user=user).values("name", "confirmed", "set_up_at", "confirmed_at").first()
    phone = SmsDevice.objects.filter(user=user).first()
    sms = {"phone": phone.phone, "confirmed": phone.confirmed, "set_up_at": phone.set_up_at} if phone else None
    codes = BackupCode.objects.filter(user=user).order_by("made_at").values("made_at", "used_at")
    return {"totp": totp, "sms": sms, "backup_codes": list(codes)}


def _log(user: User) -> list[dict[str, Any]]:
    """What was done by and to this person. Where others did it, from where they did is theirs to know."""
    own, mine = str(user.pk), Q(actor_id=str(user.pk)) | Q(resource="user", resource_id=str(user.pk))
    return [_entry(entry, own) for entry in AuditEntry.objects.filter(mine).order_by("-seq")[:MOST]]


def _entry(entry: AuditEntry, own: str) -> dict[str, Any]:
    by_me = entry.actor_id == own
    place = {"address": entry.address, "user_agent": entry.user_agent} if by_me else {}
    told = {"at": entry.at, "action": entry.action, "by": "you" if by_me else "somebody else", **place}
    return told | {"resource": entry.resource, "details": json.loads(entry.details or "{}")}
