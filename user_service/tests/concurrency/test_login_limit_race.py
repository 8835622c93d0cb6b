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


def test_sixty_addresses_at_once_share_what_strangers_may_guess(
    ada: User, at_once: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each behind a gateway that has overwritten what the client said of itself; a forged entry stands before it."""
    hashed: list[str] = []
    monkeypatch.setattr(services, "check_password", lambda password, _: hashed.append(password))

    def guess(number: int) -> int:
        client = APIClient()
        forwarded = f"10.0.0.{number}, 198.51.100.{number}"
        body = {"username": "ada", "password": f"guess {number}"}
        return client.post("/api/token/", body, HTTP_X_FORWARDED_FOR=forwarded).status_code

    assert Counter(at_once(60, guess)) == {401: 30, 429: 30}
    assert len(hashed) == 30


def test_sixty_forged_addresses_of_one_client_are_one_address(
    ada: User, at_once: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(services, "check_password", lambda password, _: hashed.append(password))

    def guess(number: int) -> int:
        body = {"username": "ada", "password": f"guess {number}"}
        forwarded = f"10.0.0.{number}, 198.51.100.9"
        return APIClient().post("/api/token/", body, HTTP_X_FORWARDED_FOR=forwarded).status_code

    assert Counter(at_once(60, guess)) == {401: FAILURES_PER_ACCOUNT, 429: 60 - FAILURES_PER_ACCOUNT}
    assert len(hashed) == FAILURES_PER_ACCOUNT


def test_one_address_spraying_at_once_is_stopped_exactly(
    at_once: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch, configured: Callable[..., None], db: None
) -> None:
    configured(login_failures_per_address=20)
    monkeypatch.setattr(services, "check_password", lambda *_: False)

    def guess(number: int) -> int:
        return APIClient().post("/api/token/", {"username": f"victim{number}", "password": "x"}).status_code

    assert Counter(at_once(60, guess)) == {401: 20, 429: 40}
