from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicekit.card_data import contains_card_number, passes_luhn, pointers


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111111",
        "4242 4242 4242 4242",
        "5500-0000-0000-0004",
        "card 340000000000009!",
        "my card is 4000-0566-5566-5556, thanks",
        "tok_378282246310005",
        "6011.1111.1111.1117",
        "\uff14\uff12\uff14\uff12" * 4,  # full-width digits
        "\uff14\uff11\uff11\uff11" + "1" * 12,
        "\u0664\u0662\u0664\u0662" * 4,  # Arabic-Indic digits
        "4242\u00a04242\u200942424242",  # hard and thin spaces
        "4111\u200b1111\u200b11111111",  # zero-width spaces
        "4242\u20134242\u201342424242",  # en dashes
        "4242424242424242 123",  # with the code on its back
        "4242 4242 4242 4242 12 30 123",
        "378282246310005 1234",
        "Suite 5 4111 1111 1111 1111",
    ],
)
def test_card_numbers_are_found_however_they_are_grouped(text: str) -> None:
    assert contains_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "tok_success",
        "pm_0123456789abcdef",
        "12 St James's Square",
        "4111111111111112",
        "0000000000000000",
        "+44 20 7930 4832",
        "SM-000123",
        "f31aeb00-4982-4407-8941-965096ee86ef",  # one id in four hundred has digits that come out right
        "for 313874CD-DFBC-423D-B246-548991270564, thanks",
    ],
)
def test_tokens_and_other_numbers_are_left_alone(text: str) -> None:
    assert not contains_card_number(text)


@given(st.text(alphabet="123456789", min_size=12, max_size=18))
def test_every_number_with_its_check_digit_is_found(digits: str) -> None:
    [check] = [last for last in "0123456789" if passes_luhn(digits + last)]
    assert contains_card_number(f"note: {digits}{check}.")


def test_of_a_json_value_the_places_are_told_and_not_the_numbers() -> None:
    body = {"a/b": ["x", "4111 1111 1111 1111"], "c": {"d": "5500000000000004"}, "n": 4111111111111111}
    assert list(pointers(body)) == ["/a~1b/1", "/c/d"]


def test_a_name_that_is_a_card_number_counts() -> None:
    assert list(pointers({"metadata": {"4111111111111111": "x"}})) == ["/metadata"]
