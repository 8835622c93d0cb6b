from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from user_service.letters import delivery, services
from user_service.letters.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_workers_send_each_letter_once(
    at_once: Callable[..., list[Any]], mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        for number in range(6):
            services.queue("password-reset", to=f"reader{number}@example.com", link="https://shop/")
    assert sum(at_once(2, lambda _: delivery.deliver())) == 6
    assert sorted(letter.to[0] for letter in mailoutbox) == [f"reader{number}@example.com" for number in range(6)]
    assert not Letter.objects.exists()
