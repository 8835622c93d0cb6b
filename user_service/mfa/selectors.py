from uuid import UUID

from django.db.models import Exists, Model, OuterRef

from user_service.accounts.models import User
from user_service.mfa.domain.methods import BACKUP_CODE, PASSKEY, SMS, TOTP
from user_service.mfa.models import BackupCode, SmsDevice, TotpDevice
from user_service.passkeys.models import Passkey


def methods(user_id: UUID | str) -> list[str]:
    """By what this user can prove a second factor; empty: there is none, and the password is enough. One query.

    A factor that was switched off after too many wrong codes is still listed: it must not turn into none.
    """
    found = User.objects.filter(pk=user_id).values_list(
        _has(TotpDevice, confirmed=True),
        _has(SmsDevice, confirmed=True),
        _has(Passkey),
        _has(BackupCode, used_at__isnull=True),
    )
    *there, backup_code = found.first() or (False, False, False, False)
    factors = [name for name, has in zip((TOTP, SMS, PASSKEY), there, strict=True) if has]
    # Codes on paper stand in for another factor; alone they are none.
    return [*factors, BACKUP_CODE] if factors and backup_code else factors


def totp_of(user_id: UUID | str) -> TotpDevice | None:
    found: TotpDevice | None = TotpDevice.objects.filter(user_id=user_id).first()
    return found


def sms_of(user_id: UUID | str) -> SmsDevice | None:
    return SmsDevice.objects.filter(user_id=user_id).first()


def backup_codes_left(user_id: UUID | str) -> int:
    return BackupCode.objects.filter(user_id=user_id, used_at__isnull=True).count()


def _has(model: type[Model], **conditions: object) -> Exists:
    return Exists(model._default_manager.filter(user_id=OuterRef("pk"), **conditions))  # noqa: SLF001 - any model's rows
