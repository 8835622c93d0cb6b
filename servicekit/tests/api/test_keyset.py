from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicekit.api.keyset import Place, accepted, issued
from servicekit.errors import InvalidCursor

PLACE = Place((1299, "stuhl", 7), back=True, told=(42, "exact"))
values = st.lists(st.one_of(st.integers(), st.text(max_size=30), st.none()), max_size=4).map(tuple)
places = st.builds(Place, values, st.booleans(), values)


@given(places, st.text(max_size=50))
def test_a_cursor_brings_back_the_place_it_was_issued_for(place: Place, about: str) -> None:
    assert accepted(issued(place, about=about), about=about) == place


@pytest.mark.parametrize("letter", ["a", "\u1112", "\U00020000", '"'])
def test_two_hundred_letters_of_any_script_fit(letter: str) -> None:
    place = Place((letter * 200, 10**18), told=(1000, False))
    assert accepted(issued(place, about="chairs"), about="chairs") == place


@given(st.data())
def test_no_other_cursor_is_accepted(data: st.DataObject) -> None:
    """Every other spelling of the same bytes included: base64 ignores the last bits."""
    cursor = issued(PLACE, about="chairs")
    at = data.draw(st.integers(0, len(cursor) - 1))
    letter = data.draw(st.sampled_from("ABCDEFGHabcdefgh0123456789-_=+/ "))
    changed = cursor[:at] + letter + cursor[at + 1 :]
    if changed != cursor:
        with pytest.raises(InvalidCursor):
            accepted(changed, about="chairs")


@pytest.mark.parametrize("cursor", ["", "a", "====", "ü", "\x00", "A" * 16, "A" * 100_000])
def test_what_was_never_issued_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        accepted(cursor, about="chairs")


@pytest.mark.parametrize("changed", ["lead{}", "{}trail", "{}=", " {}"])
def test_nothing_may_stand_beside_it(changed: str) -> None:
    with pytest.raises(InvalidCursor):
        accepted(changed.format(issued(PLACE, about="chairs")), about="chairs")


def test_another_question_has_other_cursors() -> None:
    with pytest.raises(InvalidCursor):
        accepted(issued(PLACE, about="chairs"), about="tables")
