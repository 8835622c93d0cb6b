"""What is sealed comes back as it was, to the same column, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from servicekit.encryption import cipher

ANY = st.binary(max_size=200)
NAMES = st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=1, max_size=20)


@given(clear=ANY, column=NAMES)
@example(clear=b"", column="t.c")
def test_any_value_comes_back(clear: bytes, column: str) -> None:
    assert cipher.unseal(cipher.seal(clear, column=column), column=column) == clear


@given(clear=ANY)
def test_equal_values_are_never_equal_at_rest(clear: bytes) -> None:
    assert len({cipher.seal(clear, column="t.c") for _ in range(5)}) == 5


@given(clear=ANY, place=st.integers(min_value=0), character=st.characters(codec="utf-8"))
def test_whichever_character_is_changed_it_is_refused(clear: bytes, place: int, character: str) -> None:
    sealed = cipher.seal(clear, column="t.c")
    place %= len(sealed)
    assume(sealed[place] != character)
    with pytest.raises(cipher.Unreadable):
        cipher.unseal(sealed[:place] + character + sealed[place + 1 :], column="t.c")


@given(clear=ANY, cut=st.integers(min_value=1), more=st.text(min_size=1, max_size=10))
def test_neither_less_nor_more_of_it_is_accepted(clear: bytes, cut: int, more: str) -> None:
    sealed = cipher.seal(clear, column="t.c")
    for other in (sealed[: -(1 + cut % len(sealed))], sealed + more):
        with pytest.raises(cipher.Unreadable):
            cipher.unseal(other, column="t.c")


@given(clear=ANY, own=NAMES, other=NAMES)
def test_a_value_belongs_to_its_column(clear: bytes, own: str, other: str) -> None:
    assume(own != other)
    with pytest.raises(cipher.Tampered):
        cipher.unseal(cipher.seal(clear, column=own), column=other)


@given(text=st.text())
def test_what_was_not_sealed_here_is_not_handed_out(text: str) -> None:
    with pytest.raises(cipher.Unreadable):
        cipher.unseal(text, column="t.c")


def test_every_bit_of_a_value_is_guarded() -> None:
    sealed = cipher.seal(b"Musterstra\xc3\x9fe 1", column="t.c")
    prefix, encoded = sealed[:12], sealed[12:]
    raw = cipher._bytes(encoded)
    assert raw is not None
    for bit in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(cipher.Tampered):
            cipher.unseal(prefix + cipher._text(bytes(changed)), column="t.c")


def test_a_refusal_names_the_column_and_shows_nothing_of_the_value() -> None:
    sealed = cipher.seal(b"Erika Mustermann", column="orders.name")
    with pytest.raises(cipher.Tampered, match=r"orders\.street") as refused:
        cipher.unseal(sealed, column="orders.street")
    assert "Erika" not in str(refused.value)
    assert sealed not in str(refused.value)


def test_an_unknown_key_is_named() -> None:
    sealed = cipher.seal(b"x", column="t.c")
    with pytest.raises(cipher.KeyUnknown, match="00000000"):
        cipher.unseal(f"v1:00000000:{sealed[12:]}", column="t.c")
