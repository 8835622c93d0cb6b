"""Finds payment card numbers, so that none is ever stored: PCI DSS counts an address line like any other field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# ISO/IEC 7812: 13 to 19 digits are in use; people write them in groups. With 12 a telephone number in ten would be one.
CANDIDATE = re.compile(r"(?<![0-9])[0-9](?:[ .\-]?[0-9]){12,18}(?![0-9])")


def contains_card_number(text: str) -> bool:
    return any(passes_luhn(_digits(match.group())) for match in CANDIDATE.finditer(_as_read(text)))


def pointers(body: object, pointer: str = "") -> Iterator[str]:
    """JSON pointers (RFC 6901) to the texts of a JSON value that hold a card number; names of members count too."""
    if isinstance(body, dict):
        for name, inner in body.items():
            below = f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"
            if contains_card_number(str(name)):
                yield pointer or "/"
            yield from pointers(inner, below)
    elif isinstance(body, list):
        for index, inner in enumerate(body):
            yield from pointers(inner, f"{pointer}/{index}")
    elif isinstance(body, str) and contains_card_number(body):
        yield pointer


def passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B. Zeros alone pass the sum, but are no card."""
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0 and set(digits) != {"0"}  # noqa: PLR2004 - digit sum


def _as_read(text: str) -> str:
    """What a person reads: full-width digits, hard spaces and dashes of print as plain ones, zero-width marks gone."""
    plain = unicodedata.normalize("NFKC", text)
    kinds = {"Cf": "", "Pd": "-", "Zs": " "}
    return "".join(_digit(character) or kinds.get(unicodedata.category(character), character) for character in plain)


def _digit(character: str) -> str:
    """Digits of any script as ASCII; "" for anything else."""
    value = unicodedata.decimal(character, None)
    return "" if value is None else str(value)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
