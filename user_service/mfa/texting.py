"""A telephone as a second factor: set up, confirm, send codes, remove."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from servicekit import clock
from user_service.accounts.events import UserMfaDisabled, publish
from user_service.audit.record import record
from user_service.letters import services as letters
from user_service.mfa import backup, guesses, selectors, sms
from user_service.mfa.domain import phone as numbers
from user_service.mfa.domain.errors import (
    AlreadyEnabled,
    MethodNotAvailable,
    SetupCodeInvalid,
    SetupExpired,
)
from user_service.mfa.domain.methods import SMS
from user_service.mfa.models import BackupCode, SmsDevice
from user_service.mfa.ports import TextMessages
from user_service.mfa.services import SETUP_LIFETIME, enabled, user_locked


@dataclass(frozen=True)
class Sent:
    phone_hint: str
    expires_in: int = sms.EXPIRES_IN


def sms_setup(*, user_id: UUID | str, phone: str) -> Sent:
    """Send a code to a number (E.164) that is not in force until the code came back. AlreadyEnabled, RateLimited."""
    return _delivered(*_begun(user_id, phone))


def sms_send(*, user_id: UUID | str) -> Sent:
    """Send a code to the user's telephone. MethodNotAvailable, RateLimited."""
    return _delivered(*_renewed(user_id))


def sms_confirm(*, user_id: UUID | str, code: str) -> list[str]:
    """The code came back: the telephone is a second factor. Ten backup codes when it is the first one, else none.

    Raises AlreadyEnabled, SetupExpired, SetupCodeInvalid, RateLimited.
    """
    device = _waiting(user_id)
    guesses.take(user_id, SMS)
    if not sms.use(user_id, code, confirmed=False):
        raise SetupCodeInvalid("It is wrong, or older than five minutes.")
    first = not selectors.methods(user_id)
    shown, rows = backup.fresh(user_id) if first else ([], [])
    _confirmed(device, rows)
    return shown


@transaction.atomic(durable=True)
def sms_remove(*, user_id: UUID | str) -> None:
    """Forget the telephone; the backup codes too when there is nothing left that they could stand in for."""
    user = user_locked(user_id)
    there = SmsDevice.objects.filter(user_id=user.pk)
    confirmed = there.filter(confirmed=True).exists()
    there.delete()
    if not selectors.methods(user.pk):
        BackupCode.objects.filter(user_id=user.pk).delete()
    if confirmed:
        publish(UserMfaDisabled(user_id=str(user.pk)), user.pk)
        letters.queue("mfa-disabled", to=user.email)
        record("mfa.disabled", resource="user", resource_id=str(user.pk), details={"method": SMS})


@transaction.atomic(durable=True)
def _begun(user_id: UUID | str, phone: str) -> tuple[str, str]:
    user = user_locked(user_id)
    device = selectors.sms_of(user.pk)
    if device is not None and device.confirmed:
        raise AlreadyEnabled("Remove the telephone first.")
    sms.require_quiet(phone)
    defaults = {"phone": phone, "set_up_at": clock.now()}
    device, _ = SmsDevice.objects.update_or_create(user=user, defaults=defaults)
    return phone, sms.code_new(device)


@transaction.atomic(durable=True)
def _renewed(user_id: UUID | str) -> tuple[str, str]:
    device = SmsDevice.objects.select_for_update().filter(user_id=user_id, confirmed=True).first()
    if device is None or device.switched_off_at is not None:
        raise MethodNotAvailable("There is no telephone to send a code to.")
    return device.phone, sms.code_new(device)


def _delivered(phone: str, code: str) -> Sent:
    text_messages().send(to=phone, text=sms.text(code))
    return Sent(numbers.hint(phone))


def text_messages() -> TextMessages:
    """Who delivers, by the name in settings.TEXT_MESSAGES."""
    port: TextMessages = import_string(settings.TEXT_MESSAGES)()
    return port


def _waiting(user_id: UUID | str) -> SmsDevice:
    device = selectors.sms_of(user_id)
    if device is not None and device.confirmed:
        raise AlreadyEnabled("There is nothing to confirm.")
    if device is None or device.set_up_at <= clock.now() - SETUP_LIFETIME:
        raise SetupExpired("Begin again: POST /api/users/2fa/sms/setup/.")
    return device


@transaction.atomic(durable=True)
def _confirmed(device: SmsDevice, rows: list[BackupCode]) -> None:
    user = user_locked(device.user_id)
    waiting = SmsDevice.objects.filter(pk=device.pk, confirmed=False, set_up_at=device.set_up_at)
    if not waiting.update(confirmed=True, confirmed_at=clock.now()):
        raise AlreadyEnabled("Another request was faster.")
    if rows:
        backup.replace(user.pk, rows)
    guesses.right(user.pk, SMS)
    enabled(user, SMS)
