from __future__ import annotations

import pytest

from payments_service.payments.domain.errors import CardDataNotAllowed
from payments_service.tests.support import wanted


def test_an_authorisation_with_a_card_number_is_refused_without_repeating_it() -> None:
    with pytest.raises(CardDataNotAllowed) as refusal:
        wanted(token="4111111111111111")
    assert "4111" not in str(refusal.value)


def test_a_token_is_not_shown_when_the_request_is_printed() -> None:
    assert "tok_success" not in repr(wanted())
