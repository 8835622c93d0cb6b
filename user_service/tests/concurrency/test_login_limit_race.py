from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from user_service.accounts import services
from user_service.accounts.models import User

FAILURES_PER_ACCOUNT = 10

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_many_guesses_at_once_only_the_limit_is_hashed(
    ada: User, at_once: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(services, "check_password", lambda password, _: hashed.append(password))

    def guess(number: int) -> list[int]:
        client = APIClient()
        body = {"username": "ada", "password": f"guess {number}"}
        return [client.post("/api/token/", body).status_code for _ in range(3)]

    answers = Counter(status for statuses in at_once(10, guess) for status in statuses)
    assert answers == {401: FAILURES_PER_ACCOUNT, 429: 30 - FAILURES_PER_ACCOUNT}
    assert len(hashed) == FAILURES_PER_ACCOUNT
