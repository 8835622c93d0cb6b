"""Prove a second factor: count the try, look at the code, remember how it went."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from servicekit import clock
from user_service.accounts.models import User
from user_service.audit.record import record
from user_service.letters import services as letters
from user_service.mfa import backup, guesses, selectors, sms
from user_service.mfa.domain import codes, guessing
from user_service.mfa.domain.errors import CodeInvalid, MethodNotAvailable, SwitchedOff
from user_service.mfa.domain.methods import BACKUP_CODE, PASSKEY, SMS, TOTP
from user_service.mfa.models import SmsDevice, TotpDevice

WRONG = "It is wrong, too old, or was used before."


@dataclass(frozen=True)
class Shown:
    """What somebody shows: a code, or what a passkey signed."""

    method: str
    code: str = ""
    challenge_id: str = ""
    credential: Mapping[str, Any] = field(default_factory=dict)
    origins: Collection[str] = ()


def require_usable(user: User, method: str) -> None:
    """MethodNotAvailable for a factor that the user has not, SwitchedOff for one that was guessed at too often."""
    if method not in selectors.methods(user.pk):
        raise MethodNotAvailable("Ask GET /api/auth/step-up/ which methods there are.")
    device = {TOTP: selectors.totp_of, SMS: selectors.sms_of}.get(method, _none)(user.pk)
    if device is not None and device.switched_off_at is not None:
        raise SwitchedOff("Use another method, then set this one up anew; or ask the shop to reset it.")


def require_shape(shown: Shown) -> None:
    """CodeInvalid for what cannot be right. No guess, so not counted: a code in the wrong box locks nothing."""
    if shown.method == BACKUP_CODE and codes.backup_code_normalised(shown.code) is None:
        raise CodeInvalid(WRONG)
    if shown.method in {TOTP, SMS} and not codes.is_six_digits(shown.code):
        raise CodeInvalid(WRONG)


def require_open(user: User, method: str) -> None:
    """RateLimited for what `take` would refuse anyway. Before any transaction."""
    if method != PASSKEY:
        guesses.require_open(user.pk, method)


def take(user: User, method: str) -> None:
    """Count one try, or raise RateLimited. A signature cannot be guessed: passkeys have no counter."""
    if method != PASSKEY:
        guesses.take(user.pk, method)


def check(user: User, shown: Shown) -> None:
    """CodeInvalid unless the code, whose try has been counted, is right. A right one is used up by this."""
    if not USES[shown.method](user.pk, shown.code):
        _missed(user, shown.method)
        raise CodeInvalid(WRONG)
    guesses.right(user.pk, shown.method)


def _totp_use(user_id: UUID | str, code: str) -> bool:
    device = selectors.totp_of(user_id)
    return device is not None and device.verify_token(code)


USES: dict[str, Callable[[UUID | str, str], bool]] = {TOTP: _totp_use, SMS: sms.use, BACKUP_CODE: backup.use}


@transaction.atomic(durable=True)
def _missed(user: User, method: str) -> None:
    if guesses.in_a_row(user.pk, method) >= guessing.IN_A_ROW and _switched_off(user, method):
        letters.queue("mfa-switched-off", to=user.email, number=str(guessing.IN_A_ROW))
        record("mfa.switched_off", resource="user", resource_id=str(user.pk), details={"method": method})
    details = {"method": method}
    record("mfa.code_failed", resource="user", resource_id=str(user.pk), details=details, actor_id=str(user.pk))


def _switched_off(user: User, method: str) -> bool:
    """Whether this was the one that did it. 80 bits need no such end, so codes on paper have none."""
    devices: dict[str, type[TotpDevice | SmsDevice]] = {TOTP: TotpDevice, SMS: SmsDevice}
    if method not in devices:
        return False
    on = devices[method].objects.filter(user_id=user.pk, switched_off_at__isnull=True)
    return bool(on.update(switched_off_at=clock.now()))


def _none(_user_id: UUID | str) -> None:
    return None
