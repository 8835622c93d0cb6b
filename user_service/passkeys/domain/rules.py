"""What a passkey may be, and when its answer counts (WebAuthn Level 3, sections 7.1 and 7.2)."""

from datetime import timedelta
from urllib.parse import urlsplit

MOST_PER_USER = 20
CHALLENGE_LIFETIME = timedelta(minutes=5)

# COSE algorithm numbers, the preferred first: what phones and security keys make, Ed25519, and Windows Hello's RSA.
ES256, EDDSA, RS256 = -7, -8, -257
ALGORITHMS = (ES256, EDDSA, RS256)
RSA_BITS = range(2048, 4097)  # below it is weak; above it each login costs the server more than the user

CREDENTIAL_ID_BYTES = range(16, 1024)  # section 4: at least 100 random bits, at most 1023 bytes
PUBLIC_KEY_BYTES = 1024
TRANSPORTS = ("usb", "nfc", "ble", "smart-card", "hybrid", "internal")

DEFAULT_PORTS = {"https": 443, "http": 80}


def counter_goes_on(*, stored: int, presented: int) -> bool:
    """Whether the signature counter can be the next of the same authenticator. Zero for ever: it keeps none."""
    return presented > stored or (presented == 0 and stored == 0)


def backup_is_coherent(*, eligible: bool, backed_up: bool) -> bool:
    """Only what may be copied can have been."""
    return eligible or not backed_up


def origin_of(url: str) -> str:
    """The origin of one of our addresses, as browsers write it: lower case, without the scheme's own port."""
    parts = urlsplit(url)
    port = "" if parts.port in {None, DEFAULT_PORTS.get(parts.scheme)} else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname}{port}"


def rp_id_of(url: str) -> str:
    """The relying party's id: the host that people see, and the only one that these passkeys ever answer to."""
    return urlsplit(url).hostname or ""
