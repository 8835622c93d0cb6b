from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from user_service.accounts import seeds
from user_service.accounts.limits import TO_ONE
from user_service.accounts.models import User
from user_service.keys import store

pytestmark = pytest.mark.django_db(transaction=True)

AtOnce = Callable[..., list[Any]]


def register(username: str, email: str) -> int:
    body = {"username": username, "email": email, "password": "nanoseconds of wire"}
    return APIClient().post("/api/users/register/", body).status_code


def test_one_of_eight_gets_the_username(at_once: AtOnce, published: Callable[[], list[Any]]) -> None:
    statuses = at_once(8, lambda n: register("Grace" if n % 2 else "grace", f"grace{n}@example.com"))
    assert Counter(statuses) == {201: 1, 409: 7}
    assert User.objects.count() == 1
    assert [event.type for event in published()] == ["user.registered"]


def test_one_of_eight_gets_the_address_and_nobody_learns_who(at_once: AtOnce) -> None:
    statuses = at_once(8, lambda n: register(f"grace{n}", "grace@example.com"))
    assert Counter(statuses) == {201: TO_ONE, 429: 8 - TO_ONE}  # five letters an hour to one address, and exactly five
    assert User.objects.count() == 1


def test_two_key_makers_make_one_key(tmp_path: Any, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "KEY_BITS", 2048)
    first, second = at_once(2, lambda _: store.ensure(tmp_path))
    assert first == second
    assert len(list(tmp_path.glob("*.pem"))) == 1


def test_two_seedings_at_once_make_fifteen_users(at_once: AtOnce) -> None:
    assert sum(at_once(2, lambda _: seeds.seed())) == 15
    assert User.objects.count() == 15
