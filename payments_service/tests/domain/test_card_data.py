from __future__ import annotations

import pytest

from payments_service.payments.domain.card_data import looks_like_card_number
from payments_service.payments.domain.errors import CardDataNotAllowed
from payments_service.tests.support import wanted


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111111",
        "4111 1111 1111 1111",
        "5500-0000-0000-0004",
        "card 340000000000009!",
        "\uff14\uff11\uff11\uff11" + "1" * 12,
        "4111\u200b1111\u200b11111111",
    ],
)
def test_card_numbers_are_recognised_however_they_are_grouped(text: str) -> None:
    assert looks_like_card_number(text)


@pytest.mark.parametrize("text", ["tok_success", "4111111111111112", "12345", "pm_0123456789abcdef"])
def test_tokens_and_other_numbers_are_not_card_numbers(text: str) -> None:
    assert not looks_like_card_number(text)


def test_an_authorisation_with_a_card_number_is_refused_without_repeating_it() -> None:
    with pytest.raises(CardDataNotAllowed) as refusal:
        wanted(token="4111111111111111")
    assert "4111" not in str(refusal.value)


def test_a_token_is_not_shown_when_the_request_is_printed() -> None:
    assert "tok_success" not in repr(wanted())
