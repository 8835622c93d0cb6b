from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from product_service.catalog.domain import words


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("Café au lait", "cafe"),
        ("cafe au lait", "CAFÉ"),
        ("Straße 7", "STRASSE"),
        ("COM-LAP-14", "com-lap-14"),
        ("Pebble 75 keyboard", "keyb peb"),
    ],
)
def test_case_accents_and_order_do_not_matter(text: str, search: str) -> None:
    assert all(needle in words.haystack(text) for needle in words.needles(search))


def test_only_the_beginning_of_a_word_is_found() -> None:
    assert words.needles("phones")[0] not in words.haystack("headphones")


@pytest.mark.parametrize("search", ["%", "_", "%%%", "'\"\\", "!?", "   "])
def test_wildcards_and_punctuation_are_no_words(search: str) -> None:
    assert words.needles(search) == []


@given(st.text(max_size=200))
def test_every_text_is_found_by_itself(text: str) -> None:
    haystack = words.haystack(text)
    assert all(needle in haystack for needle in words.needles(text))


@given(st.text(max_size=200))
def test_needles_have_nothing_that_a_pattern_could_mean(text: str) -> None:
    assert not any(set("%_\\") & set(needle) for needle in words.needles(text))


@given(st.text(max_size=200) | st.text(st.characters(max_codepoint=127), max_size=200))
def test_the_short_way_for_ascii_finds_the_same_words(text: str) -> None:
    assert words.words(text) == words.WORD.findall(words.folded(text))
