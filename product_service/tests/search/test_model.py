"""Folding, beginnings and slips, against the simplest program that says what they are."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from product_service.catalog.domain.words import haystack, words
from product_service.search import engines, vocabulary
from product_service.search.documents import Made
from product_service.search.domain import lexemes, popularity, spelling
from product_service.search.domain.spelling import slips_allowed
from product_service.search.models import Document, Word
from product_service.search.ports import NO_FILTERS, Query

embedded = import_module("product_service.search.engines.embedded")  # beside it stands a function of that name

LETTERS = "abcdeéÉßIı"
NAME = st.lists(st.text(LETTERS, min_size=1, max_size=5), min_size=1, max_size=4).map(" ".join)
TYPED = st.lists(st.text(LETTERS + "%*\"'", min_size=1, max_size=3), min_size=1, max_size=3).map(" ".join)
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def made(product_id: int, name: str) -> Made:
    hay = haystack(name)
    return Made(
        popularity.position(product_id, 0), product_id, 0, 100, "EUR", hay.strip(), list(lexemes.of_text(hay, hay))
    )


@pytest.mark.django_db
@given(names=st.lists(NAME, min_size=1, max_size=6), typed=TYPED)
@QUICK
def test_found_is_what_has_for_each_word_one_that_begins_with_it(names: list[str], typed: str) -> None:
    Document.objects.all().delete()
    Word.objects.all().delete()
    every = [made(number, name) for number, name in enumerate(names, start=1)]
    engines.embedded()._index.write(every)
    vocabulary.moved({word: 1 for one in every for word in lexemes.words_of(one.lexemes)})
    asked = words(typed)
    expected = {
        number
        for number, name in enumerate(names, start=1)
        if asked and all(any(one.startswith(word) for one in words(name)) for word in asked)
    }
    found = engines.embedded().find(Query(typed))
    if found.corrected is None:
        assert set(found.ids) == expected
    else:
        assert expected == set()


@pytest.mark.django_db
@given(names=st.lists(NAME, min_size=1, max_size=6), typed=TYPED)
@QUICK
def test_names_tell_apart_what_the_index_tells_apart(names: list[str], typed: str) -> None:
    """Where all matches are known their names are read; where there are more the index is asked about names."""
    asked = words(typed)
    if not asked:
        return
    Document.objects.all().delete()
    index = engines.embedded()._index
    index.write([made(number, name) for number, name in enumerate(names, start=1)])
    known = {word for name in names for word in words(name)}
    completions = {word: {one: 1 for one in sorted(known) if one.startswith(word)} for word in asked}
    anywhere, *named = embedded.questions(asked, completions, ())
    found = index.lookup([anywhere], NO_FILTERS, limit=10, rare=True)
    asked_of_index = index.lookup(named, NO_FILTERS, limit=10, rare=True)
    assert sorted(embedded._told_apart(found, named, ())) == sorted(asked_of_index)


def distance(left: str, right: str) -> int:
    """Letters added, taken, exchanged or swapped with their neighbour, by the book (Damerau-Levenshtein)."""
    last: dict[str, int] = {}
    far = len(left) + len(right)
    table = {(-1, -1): far}
    for i in range(len(left) + 1):
        table[i, -1], table[i, 0] = far, i
    for j in range(len(right) + 1):
        table[-1, j], table[0, j] = far, j
    for i in range(1, len(left) + 1):
        match = 0
        for j in range(1, len(right) + 1):
            before, there = last.get(right[j - 1], 0), match
            cost = int(left[i - 1] != right[j - 1])
            if not cost:
                match = j
            table[i, j] = min(
                table[i - 1, j - 1] + cost,
                table[i, j - 1] + 1,
                table[i - 1, j] + 1,
                table[before - 1, there - 1] + (i - before - 1) + 1 + (j - there - 1),
            )
        last[left[i - 1]] = i
    return table[len(left), len(right)]


@given(typed=st.text("abcd", min_size=1, max_size=9), meant=st.text("abcd", min_size=1, max_size=9))
@settings(max_examples=300, deadline=None)
def test_slips_are_counted_by_the_book(typed: str, meant: str) -> None:
    for most in (0, 1, 2):
        counted, real = spelling.slips(typed, meant, most=most), distance(typed, meant)
        assert (counted if counted <= most else None) == (real if real <= most else None)


KNOWN = [
    "lamp",
    "chair",
    "teapot",
    "projector",
    "keyboard",
    "headphones",
    "charger",
    "guitar",
    "suitcase",
    "television",
]


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and what became of it by one slip behind its first letter."""
    word = draw(st.sampled_from(KNOWN))
    place = draw(st.integers(1, len(word) - 1))
    letter = draw(st.sampled_from("aeioxz"))
    kind = draw(st.sampled_from(["left out", "added", "another", "swapped"]))
    head, tail = word[:place], word[place:]
    swapped = head + tail[1:2] + tail[:1] + tail[2:]
    return word, {"left out": head + tail[1:], "added": head + letter + tail, "another": head + letter + tail[1:]}.get(
        kind, swapped
    )


@pytest.mark.django_db
@given(slip=slipped())
@QUICK
def test_one_slip_in_a_word_of_four_letters_or_more_is_forgiven(slip: tuple[str, str]) -> None:
    """Whatever looks alike to trigrams must hold what was meant."""
    word, typed = slip
    if not Word.objects.exists():
        vocabulary.moved(dict.fromkeys(KNOWN, 1))
    if typed != word and slips_allowed(typed) and typed not in KNOWN:
        assert word in vocabulary.corrections(typed)


@given(product_id=st.integers(1, 2**40 - 1), units=st.integers(0, 2**60))
def test_a_position_tells_product_and_level(product_id: int, units: int) -> None:
    position = popularity.position(product_id, units)
    assert popularity.product_at(position) == product_id
    assert popularity.level_at(position) == popularity.level(product_id, units)
    assert 0 <= position < 2**63


def test_levels_grow_by_four_where_nothing_was_ever_sold() -> None:
    """Without the draw they would all be one, and a common word would be looked up among all products."""
    sizes = [0] * (popularity.TOP_LEVEL + 1)
    for product_id in range(1, 20_001):
        sizes[popularity.level(product_id, 0)] += 1
    assert [round(upper / lower, 1) for lower, upper in pairwise(sizes[:5])] == pytest.approx([0.25] * 4, abs=0.05)


@given(price=st.integers(1, 2**50), least=st.integers(0, 2**50), most=st.integers(0, 2**50))
def test_bands_leave_out_no_price_of_the_range(price: int, least: int, most: int) -> None:
    if least <= price <= most:
        assert lexemes.price_band("EUR", price) in lexemes.price_bands("EUR", least, most)
    if price >= least:
        assert lexemes.price_band("EUR", price) in lexemes.price_bands("EUR", least, None)
