"""Set up, replace and remove factors. Each locks the user first, so that an account's factors change one at a time.

Whoever asks has stepped up already: see stepup.require_fresh.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from servicekit import clock
from servicekit.errors import NotFound
from user_service.accounts import locks
from user_service.accounts.events import UserMfaDisabled, UserMfaEnabled, publish
from user_service.accounts.models import User
from user_service.audit.record import record
from user_service.letters import services as letters
from user_service.mfa import backup, guesses, selectors, totp
from user_service.mfa.domain import guessing
from user_service.mfa.domain.errors import AlreadyEnabled, NotEnabled, SetupCodeInvalid, SetupExpired
from user_service.mfa.domain.methods import TOTP
from user_service.mfa.models import BackupCode, SmsDevice, TotpDevice
from user_service.passkeys.models import Passkey
from user_service.sessions.models import EndReason
from user_service.sessions.services import end_all

SETUP = "totp-setup"  # what the counter of its codes is called
SETUP_LIFETIME = timedelta(minutes=10)
NAMES = {"totp": "an authenticator app", "sms": "codes by text message"}


@dataclass(frozen=True)
class Setup:
    """What an authenticator app needs. Shown once: a setup that is not confirmed is begun anew."""

    secret: str
    uri: str
    expires_in: int


@transaction.atomic(durable=True)
def totp_setup(*, user_id: UUID | str) -> Setup:
    """A new key, not in force until a code of it was shown. AlreadyEnabled where one is."""
    user = user_locked(user_id)
    device = selectors.totp_of(user.pk)
    if device is not None and device.confirmed:
        raise AlreadyEnabled("Disable it first.")
    key = totp.key_new()
    TotpDevice.objects.update_or_create(user=user, defaults={"key": key, "set_up_at": clock.now()})
    return Setup(key, totp.uri(key, user.username), int(SETUP_LIFETIME.total_seconds()))


def totp_confirm(*, user_id: UUID | str, code: str) -> list[str]:
    """The app shows the right codes: from now on they are asked for. Answers ten backup codes, shown this once.

    Raises AlreadyEnabled, SetupExpired, SetupCodeInvalid or RateLimited: whoever sets up knows the secret, and whoever
    has but the access token of somebody who is setting up must not find a code.
    """
    device = _waiting(user_id)
    guesses.take(user_id, SETUP, limit=guessing.SETUP_FAILURES)
    step = totp.step_of(device.key, code, after=device.last_t)
    if step is None:
        raise SetupCodeInvalid("It is wrong, or the clock of the device is.")
    shown, rows = backup.fresh(user_id)
    _confirmed(device, step, rows)
    return shown


def codes_regenerate(*, user_id: UUID | str) -> list[str]:
    """Ten new backup codes, shown this once; the old ones are worth nothing. NotEnabled without a second factor."""
    if not selectors.methods(user_id):
        raise NotEnabled("Backup codes stand in for a second factor: set one up first.")
    shown, rows = backup.fresh(user_id)
    _replaced(user_id, rows)
    return shown


@transaction.atomic(durable=True)
def factors_disable(*, user_id: UUID | str) -> None:
    """Remove the app, the telephone and the backup codes. Passkeys stay. Without any it does nothing."""
    user = user_locked(user_id)
    if not remove_all(user.pk):
        return
    publish(UserMfaDisabled(user_id=str(user.pk)), user.pk)
    letters.queue("mfa-disabled", to=user.email)
    record("mfa.disabled", resource="user", resource_id=str(user.pk))


def factors_reset(user: User) -> None:
    """An administrator helps somebody who has lost everything: all factors go, passkeys too, and every session ends.

    Part of the caller's transaction, which holds the user's lock.
    """
    remove_all(user.pk)
    Passkey.objects.filter(user_id=user.pk).delete()
    end_all(user_id=user.pk, reason=EndReason.FACTORS)
    publish(UserMfaDisabled(user_id=str(user.pk)), user.pk)
    letters.queue("mfa-reset", to=user.email)
    record("mfa.reset", resource="user", resource_id=str(user.pk))


def remove_all(user_id: UUID | str) -> bool:
    """Inside the caller's transaction, which holds the user's lock. Whether any of them had been in force."""
    confirmed = [model.objects.filter(user_id=user_id, confirmed=True).exists() for model in (TotpDevice, SmsDevice)]
    for model in (TotpDevice, SmsDevice):
        model.objects.filter(user_id=user_id).delete()
    codes, _ = BackupCode.objects.filter(user_id=user_id).delete()
    guesses.forget(user_id)
    return any(confirmed) or codes > 0


def remove_since(*, user_id: UUID | str, since: datetime) -> int:
    """The same for whatever came into force since then, passkeys too: somebody else was in the account. How many."""
    later = {"user_id": user_id, "confirmed_at__gte": since}
    gone = [model.objects.filter(**later).delete()[0] for model in (TotpDevice, SmsDevice)]
    # A setup that waits is whoever's began it; codes on paper that were shown since were shown to them.
    for model in (TotpDevice, SmsDevice):
        model.objects.filter(user_id=user_id, confirmed=False).delete()
    gone.append(Passkey.objects.filter(user_id=user_id, created_at__gte=since).delete()[0])
    BackupCode.objects.filter(user_id=user_id, made_at__gte=since).delete()
    return sum(gone)


def enabled(user: User, method: str) -> None:
    """Tell everybody, at the end of the transaction in which a factor came into force."""
    publish(UserMfaEnabled(user_id=str(user.pk), method=method), user.pk)
    letters.queue("mfa-enabled", to=user.email, method=NAMES[method])
    record("mfa.enabled", resource="user", resource_id=str(user.pk), details={"method": method})


def user_locked(user_id: UUID | str) -> User:
    user = locks.user(user_id)
    if user is None:
        raise NotFound
    return user


def _waiting(user_id: UUID | str) -> TotpDevice:
    device = selectors.totp_of(user_id)
    if device is not None and device.confirmed:
        raise AlreadyEnabled("There is nothing to confirm.")
    if device is None or device.set_up_at <= clock.now() - SETUP_LIFETIME:
        raise SetupExpired("Begin again: POST /api/users/2fa/setup/.")
    return device


@transaction.atomic(durable=True)
def _confirmed(device: TotpDevice, step: int, rows: list[BackupCode]) -> None:
    user = user_locked(device.user_id)
    # Still the setup whose code was checked: not confirmed by a second request, not begun anew under another key.
    waiting = TotpDevice.objects.filter(pk=device.pk, confirmed=False, set_up_at=device.set_up_at)
    if not waiting.update(confirmed=True, confirmed_at=clock.now(), last_t=step):
        raise AlreadyEnabled("Another request was faster.")
    backup.replace(user.pk, rows)
    guesses.forget(user.pk)
    enabled(user, TOTP)


@transaction.atomic(durable=True)
def _replaced(user_id: UUID | str, rows: list[BackupCode]) -> None:
    user = user_locked(user_id)
    backup.replace(user.pk, rows)
    record("mfa.codes_regenerated", resource="user", resource_id=str(user.pk))
