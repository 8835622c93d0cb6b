"""What codes look like, before anybody asks whether they are right."""

import re
import secrets
from base64 import b32encode

# ASCII only: int() would take " 123456", "+123456", "1_2_3_4_5_6" and full-width digits for the same number.
SIX_DIGITS = re.compile(r"[0-9]{6}")
BACKUP_BYTES = 10  # 80 bits
BACKUP_CODES = 10
BACKUP_CODE = re.compile(r"[a-z2-7]{16}")
GROUP = 4
BETWEEN_GROUPS = re.compile(r"[\s\u2010-\u2015-]+")


def is_six_digits(code: str) -> bool:
    return SIX_DIGITS.fullmatch(code) is not None


def six_digits_new() -> str:
    return f"{secrets.randbelow(10**6):06}"


def backup_code_new() -> str:
    """80 random bits in base32, which has no 0, 1, 8 and 9 to misread: `x3kd-m2ya-7qfp-thb5`."""
    text = b32encode(secrets.token_bytes(BACKUP_BYTES)).decode().lower()
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def backup_code_normalised(typed: str) -> str | None:
    """The sixteen characters behind what was typed, or None when it is no backup code.

    Case, blanks and hyphens (the typographic ones too) do not matter: people copy codes from paper.
    """
    bare = BETWEEN_GROUPS.sub("", typed)
    code = bare.lower() if bare.isascii() else ""
    return code if BACKUP_CODE.fullmatch(code) else None
