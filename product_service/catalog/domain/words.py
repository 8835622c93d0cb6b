"""How text is compared in a search: folded, cut into words, matched from the start of a word."""

from __future__ import annotations

import re
import unicodedata

LONGEST_SEARCH = 200  # characters
LONGEST_SORTED = 200
MOST_WORDS = 20  # each word is one condition of the query
WORD = re.compile(r"[^\W_]+")
# The same of ASCII, at a third of the time: small letters and digits, and a space for anything else.
PLAIN = bytes(ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256))  # noqa: PLR2004 - where ASCII ends


def folded(text: str) -> str:
    """Lower case without accents: "Café" and "CAFE" are the same to a shopper, and to every database."""
    if text.isascii():
        return text.lower()  # the same, at a tenth of the time
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def words(text: str) -> list[str]:
    if text.isascii():
        return text.encode().translate(PLAIN).decode().split()
    return WORD.findall(folded(text))


def haystack(*texts: str) -> str:
    """The words of all texts, each after one space: `" word" in haystack` finds words that begin with it."""
    found = words(texts[0]) if len(texts) == 1 else [word for text in texts for word in words(text)]
    return " " + " ".join(found) if found else ""


def sorted_by(name: str) -> str:
    """The words of a name as lists are sorted by them. What follows behind so many letters sorts nothing.

    Taken apart, a name of 200 letters becomes 3,600, or in Korean 600: a cursor that holds them fits into no address.
    """
    return haystack(name)[:LONGEST_SORTED]


def needles(search: str) -> list[str]:
    """What to look for in a haystack, each word once; all of them must be there."""
    return [f" {word}" for word in dict.fromkeys(words(search))]
