"""No card number enters the system, not even by mistake in a field meant for a token."""

from __future__ import annotations

import re
import unicodedata

# ISO/IEC 7812: 12 to 19 digits; people group them with spaces or hyphens.
CANDIDATE = re.compile(r"(?<!\d)\d(?:[ -]?\d){11,18}(?!\d)")


def looks_like_card_number(text: str) -> bool:
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return any(_luhn(re.sub(r"[ -]", "", match)) for match in CANDIDATE.findall(plain))


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
