"""What stands in the index: words, words of the name marked with a dot, and facts to filter by marked with `=`.

Facts are lexemes like any other, so that a search with filters looks up all of it in one index and reads no product
that fails. Words hold letters and digits only (catalog.domain.words): the marks cannot be forged by a product's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

IN_NAME = "."
FACT = "="
LONGEST_WORD = 40
# Of a description of 5,000 characters the beginning is enough to be found by.
MOST_WORDS = 300
# Two bands an octave: the index narrows a price to a factor of 1.41, the price itself decides.
HIGHEST_BAND = 80


def of_text(name_words: str, search_words: str) -> Iterator[str]:
    """Of the folded texts of a product, each lexeme once."""
    yield from of_name(name_words)
    yield from dict.fromkeys(word[:LONGEST_WORD] for word in search_words.split()[:MOST_WORDS])


def of_name(name_words: str) -> Iterator[str]:
    return (IN_NAME + word[:LONGEST_WORD] for word in dict.fromkeys(name_words.split()))


def words_of(lexemes: Iterable[str]) -> set[str]:
    return {lexeme for lexeme in lexemes if not lexeme.startswith((IN_NAME, FACT))}


def below_category(slug: str) -> str:
    return f"{FACT}c{slug}"


def availability(*, in_stock: bool) -> str:
    return f"{FACT}s{int(in_stock)}"


def stars(whole: int) -> str:
    """At least so many."""
    return f"{FACT}r{whole}"


def vendor(vendor_id: UUID) -> str:
    return f"{FACT}v{vendor_id.hex}"


def organisation(organisation_id: UUID) -> str:
    return f"{FACT}o{organisation_id.hex}"


def own(vendor_id: UUID) -> str:
    """Listed by a vendor for nobody else."""
    return f"{FACT}w{vendor_id.hex}"


def price_band(currency: str, minor_units: int) -> str:
    return f"{FACT}p{currency}{band(minor_units)}"


def price_bands(currency: str, least: int, most: int | None) -> list[str]:
    last = HIGHEST_BAND if most is None else band(most)
    return [f"{FACT}p{currency}{number}" for number in range(band(least), last + 1)]


def band(minor_units: int) -> int:
    """floor(log2(n²)): exact for integers of any size, where a logarithm would round."""
    return min(HIGHEST_BAND, (minor_units * minor_units).bit_length()) if minor_units > 0 else 0
