"""Finds payment card numbers, so that none is ever stored: PCI DSS counts an address line like any other field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

RUN = re.compile(r"[0-9]+(?:[ .\-][0-9]+)*")
GROUP = re.compile(r"[0-9]+")
# Of random ids one in four hundred has digits enough, and their sum right, by chance.
UUID = re.compile(r"(?<![0-9a-z])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])", re.IGNORECASE | re.ASCII)
# ISO/IEC 7812: 13 to 19 digits are in use; people write them in groups. With 12 a telephone number in ten would be one.
SHORTEST, LONGEST = 13, 19
# Between other groups of digits only what nearly all cards look like: any number would be one in ten times by chance.
AMONG_OTHERS = re.compile(r"[2-6][0-9]{13,15}")

# By Unicode's category: marks nobody sees, dashes, spaces.
KINDS = {"Cf": "", "Pd": "-", "Zs": " "}


def contains_card_number(text: str) -> bool:
    read = UUID.sub("|", _as_read(text))
    return any(passes_luhn(number) for run in RUN.finditer(read) for number in _numbers(GROUP.findall(run.group())))


def _numbers(groups: list[str]) -> Iterator[str]:
    """What may be meant by a run of groups: all of it, or up to four of them beside a house number, a date or a CVC."""
    whole = "".join(groups)
    if SHORTEST <= len(whole) <= LONGEST:
        yield whole
    some = ("".join(groups[first : first + size]) for first in range(len(groups)) for size in range(1, 5))
    yield from (number for number in some if AMONG_OTHERS.fullmatch(number))


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
    return text if text.isascii() else "".join(map(_plain, unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Digits of any script are ASCII's. Remembered: a body of a megabyte may come to six million characters here."""
    value = unicodedata.decimal(character, None)
    return KINDS.get(unicodedata.category(character), character) if value is None else str(value)
