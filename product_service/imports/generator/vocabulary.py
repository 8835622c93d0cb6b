"""The words that products are named with, each beside its folded form, so that no row folds them again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from product_service.catalog.domain import words

FILE = Path(__file__).with_name("vocabulary.json")
PLACE = re.compile(r"\{(\w+)\}")


class Word(NamedTuple):
    """`hay` is what words.haystack makes of `text`."""

    text: str
    hay: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What is sold: its category, the picture that shows it, and what half of its kind cost at most, in EUR."""

    noun: Word
    category: str
    picture: str
    price: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    series: Sequence[Word]
    adjectives: Sequence[Word]
    materials: Sequence[Word]
    uses: Sequence[Word]
    # Each is a list of pieces: words as they stand, or the name of a place to be filled.
    sentences: Sequence[Sequence[Word | str]]
    things: Sequence[Thing]


def word(text: str) -> Word:
    return Word(text, words.haystack(text))


@cache
def vocabulary() -> Vocabulary:
    read = json.loads(FILE.read_text(encoding="utf-8"))
    lists = {name: [word(text) for text in read[name]] for name in ("series", "adjectives", "materials", "uses")}
    return Vocabulary(
        **lists,
        sentences=[_pieces(sentence) for sentence in read["sentences"]],
        things=[_thing(theme["category"], thing) for theme in read["themes"] for thing in theme["things"]],
    )


def filled(sentence: Sequence[Word | str], places: Mapping[str, Word]) -> Word:
    """A place stands between spaces and punctuation, so the folded form is folded piece by piece."""
    pieces = [piece if isinstance(piece, Word) else places[piece] for piece in sentence]
    return Word("".join(piece.text for piece in pieces), "".join(piece.hay for piece in pieces))


def _pieces(sentence: str) -> list[Word | str]:
    return [piece if number % 2 else word(piece) for number, piece in enumerate(PLACE.split(sentence))]


def _thing(category: str, thing: Sequence[Any]) -> Thing:
    noun, picture, price = thing
    return Thing(word(noun), category, picture, price)
