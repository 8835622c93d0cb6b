"""Codes of an authenticator app (RFC 6238), each good once.

django-otp's own check reads `last_t`, compares, and writes the whole row: of eight requests with one code up to eight
are let in, unless every caller wraps it in a lock. Here one conditional UPDATE decides. It also follows a clock that
runs late, by one more step with each code, for ever; here the tolerance is one step to either side and stays so.
"""

import secrets
from base64 import b32decode, b32encode
from urllib.parse import quote, urlencode
from uuid import UUID

from django_otp.oath import TOTP

from servicekit import clock
from user_service.mfa.models import TotpDevice

ISSUER = "Shopmesh"
KEY_BYTES = 20  # RFC 4226, section 4: 160 bits, and a whole number of base32 characters
TOLERANCE = 1  # steps of 30 seconds: a code that was typed slowly, a phone whose clock is off


def key_new() -> str:
    return b32encode(secrets.token_bytes(KEY_BYTES)).decode()


def step_of(key: str, code: str, *, after: int) -> int | None:
    """The time step near now, later than `after`, that this code of six digits belongs to."""
    totp = TOTP(b32decode(key))
    totp.time = clock.now().timestamp()
    return totp.t() if totp.verify(int(code), TOLERANCE, min_t=after + 1) else None


def use(user_id: UUID | str, code: str) -> bool:
    """Whether the code is right, once: whoever moves `last_t` has used it, everybody else is too late."""
    device = TotpDevice.objects.filter(user_id=user_id, confirmed=True, switched_off_at__isnull=True).first()
    if device is None or (step := step_of(device.key, code, after=device.last_t)) is None:
        return False
    unused = TotpDevice.objects.filter(pk=device.pk, confirmed=True, switched_off_at__isnull=True, last_t__lt=step)
    return bool(unused.update(last_t=step))


def uri(key: str, username: str) -> str:
    """What the QR code says: the Key Uri Format of authenticator apps."""
    label = quote(f"{ISSUER}:{username}", safe="")
    return f"otpauth://totp/{label}?" + urlencode({"secret": key, "issuer": ISSUER, "digits": 6, "period": 30})


def qr_svg(text: str) -> str:
    """An inline SVG of the QR code, without an XML declaration."""
    from qrcode.image.svg import SvgPathImage  # noqa: PLC0415 - half a megabyte that most processes never need
    from qrcode.main import QRCode  # noqa: PLC0415

    code = QRCode(image_factory=SvgPathImage, border=4)  # four modules of white: scanners need the margin
    code.add_data(text)
    return str(code.make_image().to_string(encoding="unicode"))
