"""Codes by text message: six digits for five minutes, kept as a keyed digest, five tries, each good once.

A telephone number can be taken over, so this is the weakest factor (NIST SP 800-63B-4 calls it restricted): offered
beside the others, never instead of them.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from servicekit import clock
from servicekit.encryption.index import blind_index
from user_service.mfa import guesses
from user_service.mfa.domain import codes, guessing
from user_service.mfa.models import SmsDevice

LIFETIME = timedelta(minutes=5)
EXPIRES_IN = int(LIFETIME.total_seconds())
TRIES = 5
TEXT = "{code} is your Shopmesh code. It works for five minutes. Nobody from Shopmesh will ever ask you for it."


def code_new(device: SmsDevice) -> str:
    """A new code in place of the one before, in the caller's transaction. RateLimited beyond three in 15 minutes."""
    guesses.take(device.user_id, guesses.SENDS, limit=guessing.SENDS)
    code = codes.six_digits_new()
    device.code_digest, device.code_expires_at, device.code_tries = _digest(device, code), clock.now() + LIFETIME, 0
    device.save(update_fields=["code_digest", "code_expires_at", "code_tries"])
    return code


def require_quiet(phone: str) -> None:
    """RateLimited for a number that three codes were sent to in fifteen minutes, for whichever accounts.

    Whoever sets up a telephone names any number: many accounts together are not to keep a stranger's phone ringing.
    """
    guesses.take(blind_index(phone, purpose="mfa.sms_number"), guesses.SENDS, limit=guessing.SENDS)


def text(code: str) -> str:
    return TEXT.format(code=code)


def use(user_id: UUID | str, code: str, *, confirmed: bool = True) -> bool:
    """Whether the code is the one that was sent last, once. Every look costs one of its five tries."""
    good = SmsDevice.objects.filter(
        user_id=user_id, confirmed=confirmed, switched_off_at__isnull=True, code_expires_at__gt=clock.now()
    ).exclude(code_digest="")
    if not good.filter(code_tries__lt=TRIES).update(code_tries=F("code_tries") + 1):
        return False
    device = good.first()
    if device is None or not constant_time_compare(device.code_digest, _digest(device, code)):
        return False
    return good.filter(code_digest=device.code_digest).update(code_digest="", code_expires_at=None) == 1


def _digest(device: SmsDevice, code: str) -> str:
    # Keyed: a million codes would be searched in a second. SECRET_KEY is in no database.
    return salted_hmac("mfa.sms", f"{device.user_id}:{code}", algorithm="sha256").hexdigest()
