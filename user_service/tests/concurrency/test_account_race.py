"""Two uses of one link, two changes of one password, two administrators who leave: at the same moment."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from user_service.accounts import links
from user_service.accounts.models import ForgottenPassword, Link, LinkPurpose, User
from user_service.audit.verify import verify
from user_service.letters.models import Letter
from user_service.self_service import passwords
from user_service.sessions.services import session_open

pytestmark = pytest.mark.django_db(transaction=True)

AtOnce = Callable[..., list[Any]]


@pytest.fixture(autouse=True)
def cheap_hashes(settings: Any) -> None:
    """What is shown here is who wins, not what a hash costs. Passwords that were made before go on working."""
    fast = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [fast, *settings.PASSWORD_HASHERS]


def link(user: User, purpose: LinkPurpose, email: str = "") -> str:
    with transaction.atomic():
        return links.new(user, purpose, email=email or user.email).partition("token=")[2]


def signed_in(user: User) -> APIClient:
    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {session_open(user=user).access}")
    return client


def test_of_eight_resets_with_one_link_one_wins(ada: User, at_once: AtOnce, published: Callable[[], list[Any]]) -> None:
    token = link(ada, LinkPurpose.RESET)

    def post(number: int) -> int:
        body = {"token": token, "new_password": f"another engine {number}"}
        return APIClient().post("/api/auth/reset-password/", body).status_code

    answers = at_once(8, post)
    assert Counter(answers) == {204: 1, 400: 7}
    ada.refresh_from_db()
    assert ada.check_password(f"another engine {answers.index(204)}")
    assert [event.type for event in published()].count("user.password_changed") == 1
    assert Letter.objects.filter(kind="password-changed").count() == 1
    assert verify().valid


def test_of_eight_confirms_with_one_link_one_wins(
    ada: User, at_once: AtOnce, published: Callable[[], list[Any]]
) -> None:
    token = link(ada, LinkPurpose.VERIFY, "new@example.com")

    def post(_: int) -> int:
        return APIClient().post("/api/auth/verify-email/", {"token": token}).status_code

    assert Counter(at_once(8, post)) == {200: 1, 400: 7}
    assert [event.type for event in published()] == ["user.email_changed"]


def test_of_six_who_want_one_address_one_gets_it(make_user: Callable[..., User], at_once: AtOnce) -> None:
    users = [make_user(f"user{number}") for number in range(6)]
    tokens = [link(user, LinkPurpose.VERIFY, "wanted@example.com") for user in users]

    def post(number: int) -> int:
        return APIClient().post("/api/auth/verify-email/", {"token": tokens[number]}).status_code

    assert Counter(at_once(6, post)) == {200: 1, 409: 5}
    assert User.objects.filter(email="wanted@example.com").count() == 1


def test_of_four_changes_at_once_one_wins(ada: User, at_once: AtOnce) -> None:
    clients = [signed_in(ada) for _ in range(4)]

    def put(number: int) -> int:
        body = {"current_password": "a quiet engine hums", "new_password": f"another engine {number}"}
        return clients[number].put("/api/auth/password/", body).status_code

    answers = at_once(4, put)
    assert answers.count(200) == 1
    assert set(answers) <= {200, 401, 403}  # its session was ended, or its current password is none any more
    ada.refresh_from_db()
    assert ada.check_password(f"another engine {answers.index(200)}")


def test_guesses_at_the_current_password_are_counted_exactly(
    ada: User, at_once: AtOnce, configured: Callable[..., None]
) -> None:
    configured(login_failures_per_account=5)
    clients = [signed_in(ada) for _ in range(8)]

    def put(number: int) -> list[int]:
        body = {"current_password": f"guess {number}", "new_password": "another engine"}
        return [clients[number].put("/api/auth/password/", body).status_code for _ in range(2)]

    assert Counter(status for pair in at_once(8, put) for status in pair) == {403: 5, 429: 11}


def test_letters_are_limited_exactly(at_once: AtOnce) -> None:
    def post(_: int) -> int:
        return APIClient().post("/api/auth/forgot-password/", {"email": "ada@example.com"}).status_code

    assert Counter(at_once(12, post)) == {202: 5, 429: 7}
    assert ForgottenPassword.objects.count() == 5


def test_two_workers_answer_each_request_once(make_user: Callable[..., User], at_once: AtOnce) -> None:
    users = [make_user(f"user{number}") for number in range(4)]
    for user in users:
        passwords.password_forgotten(email=user.email, address="")
    assert sum(at_once(2, lambda _: passwords.forgotten_answer())) == 4
    assert Letter.objects.count() == Link.objects.count() == 4


def test_two_last_administrators_do_not_both_leave(make_user: Callable[..., User], at_once: AtOnce) -> None:
    clients = [signed_in(make_user(name, role="admin")) for name in ("first", "second")]

    def leave(number: int) -> int:
        return clients[number].delete("/api/users/me/", {"password": "a quiet engine hums"}).status_code

    assert Counter(at_once(2, leave)) == {204: 1, 409: 1}
    assert User.objects.filter(role="admin", is_active=True).count() == 1
