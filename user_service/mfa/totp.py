"""The arithmetic of an authenticator app (RFC 6238): six digits from a key and the time in steps of 30 seconds."""

import secrets
from base64 import b32decode, b32encode
from urllib.parse import quote, urlencode

from django_otp.oath import TOTP

from servicekit import clock

ISSUER = "Shopmesh"
KEY_BYTES = 20  # RFC 4226, section 4: 160 bits, and a whole number of base32 characters
TOLERANCE = 1  # steps: a code that was typed slowly, a phone whose clock is off


def key_new() -> str:
    return b32encode(secrets.token_bytes(KEY_BYTES)).decode()


def step_of(key: str, code: str, *, after: int) -> int | None:
    """The time step near now, later than `after`, that this code of six digits belongs to."""
    totp = TOTP(b32decode(key))
    totp.time = clock.now().timestamp()
    return totp.t() if totp.verify(int(code), TOLERANCE, min_t=after + 1) else None


def uri(key: str, username: str) -> str:
    """What the QR code says: the Key Uri Format of authenticator apps."""
    label = quote(f"{ISSUER}:{username}", safe="")
    return f"otpauth://totp/{label}?" + urlencode({"secret": key, "issuer": ISSUER, "digits": 6, "period": 30})


def qr_svg(text: str) -> str:
    """The QR code as an SVG element."""
    from qrcode.image.svg import SvgPathImage  # noqa: PLC0415 - half a megabyte that most processes never need
    from qrcode.main import QRCode  # noqa: PLC0415 - the same

    code = QRCode(image_factory=SvgPathImage, border=4)  # four modules of white: scanners need the margin
    code.add_data(text)
    return str(code.make_image().to_string(encoding="unicode"))
