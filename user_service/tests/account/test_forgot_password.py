"""Asking for a new password: one answer and one amount of work for everybody; the worker finds out who it is."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.links import digest
from user_service.accounts.models import ForgottenPassword, Link, User

pytestmark = pytest.mark.django_db

URL = "/api/auth/forgot-password/"
Sent = Callable[[], list[Any]]
LinkIn = Callable[[Any], tuple[str, str]]


def test_a_letter_with_a_link_leaves_for_the_account(
    api: APIClient, ada: User, sent_letters: Sent, link_in: LinkIn, held_clock: Any
) -> None:
    answer = api.post(URL, {"email": "ADA@example.com"})
    assert (answer.status_code, answer.json()) == (202, {})
    [letter] = sent_letters()
    assert letter.to == ["ada@example.com"]  # as we know it, not as it was typed
    page, token = link_in(letter)
    assert page == "reset-password"
    link = Link.objects.get()
    assert (link.digest, link.user_id) == (digest(token), ada.pk)
    assert (link.expires_at - held_clock()).total_seconds() == 1800
    assert not ForgottenPassword.objects.exists()


@pytest.mark.parametrize("email", ["nobody@example.com", "disabled@example.com", "deleted-0@deleted.invalid"])
def test_for_nobody_there_is_the_same_answer_and_no_letter(
    api: APIClient, ada: User, make_user: Any, sent_letters: Sent, email: str
) -> None:
    make_user("disabled", is_active=False)
    make_user("deleted-0", email="deleted-0@deleted.invalid", is_active=False, deleted_at=datetime.now(UTC))
    known, other = api.post(URL, {"email": ada.email}), api.post(URL, {"email": email})
    assert (other.status_code, other.content) == (known.status_code, known.content)
    assert {name for name, _ in other.items()} == {name for name, _ in known.items()}
    assert [letter.to for letter in sent_letters()] == [["ada@example.com"]]


def test_a_request_does_the_same_work_for_everybody(api: APIClient, ada: User, make_user: Any) -> None:
    """Not a statement more: nobody is looked up before the answer has left."""
    make_user("disabled", is_active=False)
    shapes = []
    for email in (ada.email, "nobody@example.com", "disabled@example.com"):
        with CaptureQueriesContext(connection) as captured:
            api.post(URL, {"email": email})
        shapes.append([query["sql"].split()[:3] for query in captured if "SAVEPOINT" not in query["sql"]])
    assert shapes[0] == shapes[1] == shapes[2]
    assert not any("accounts_user" in query["sql"] for query in captured)


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_FORWARDED": "host=evil.example"},
        {"HTTP_HOST": "localhost:8080@evil.example"},
        {"HTTP_ORIGIN": "https://evil.example", "HTTP_REFERER": "https://evil.example/"},
    ],
)
def test_a_poisoned_host_is_in_no_letter(
    api: APIClient, ada: User, sent_letters: Sent, link_in: LinkIn, headers: dict[str, Any]
) -> None:
    api.post(URL, {"email": ada.email}, **headers)
    for letter in sent_letters():
        assert "evil" not in str(letter.message())
        link_in(letter)


def test_only_the_newest_link_works(api: APIClient, ada: User, sent_letters: Sent, link_in: LinkIn) -> None:
    for _ in range(2):
        api.post(URL, {"email": ada.email})
        sent_letters()
    first, second = [link_in(letter)[1] for letter in sent_letters()]
    assert [link.digest for link in Link.objects.all()] == [digest(second)]
    body = {"token": first, "new_password": "another engine hums"}
    assert_problem(api.post("/api/auth/reset-password/", body), 400, "link-invalid")


@pytest.mark.parametrize("email", ["ada@example.com", "nobody@example.com"])
def test_five_letters_an_hour_whoever_it_is(api: APIClient, ada: User, email: str, held_clock: Any) -> None:
    answers = [api.post(URL, {"email": spelt}, REMOTE_ADDR=f"192.0.2.{n}") for n, spelt in enumerate([email] * 6)]
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]
    assert api.post(URL, {"email": email.upper()}).status_code == 429
    held_clock.advance(hours=1)
    assert api.post(URL, {"email": email}).status_code == 202


def test_a_network_that_tries_addresses_is_stopped(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("user_service.accounts.limits.BY_NETWORK", 3)
    forged: list[dict[str, Any]] = [{"HTTP_X_FORWARDED_FOR": f"203.0.113.{n}, 192.0.2.1"} for n in range(5)]
    answers = [api.post(URL, {"email": f"user{n}@example.com"}, **forged[n]).status_code for n in range(5)]
    assert answers == [202] * 3 + [429] * 2
    assert ForgottenPassword.objects.count() == 3


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": ""},
        {"email": "ada"},
        {"email": None},
        {"email": ["ada@example.com"]},
        {"email": {"$ne": ""}},
        {"email": "ada@example.com\r\nBcc: all@example.com"},
        {"email": "ada@example.com", "url": "https://evil.example"},
    ],
)
def test_what_is_no_address_is_refused(api: APIClient, body: dict[str, Any]) -> None:
    assert api.post(URL, body).status_code == 400
    assert not ForgottenPassword.objects.exists()


def test_the_question_is_sealed_while_it_waits(api: APIClient, ada: User) -> None:
    api.post(URL, {"email": ada.email})
    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM accounts_forgottenpassword")
        assert ada.email not in str(cursor.fetchall())


def test_a_question_that_cannot_be_read_any_more_stops_nobody(
    api: APIClient, ada: User, make_user: Any, sent_letters: Sent
) -> None:
    api.post(URL, {"email": ada.email})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_forgottenpassword SET email = 'v1:00000000:AAAA'")
    api.post(URL, {"email": make_user("grace").email})
    assert [letter.to for letter in sent_letters()] == [["grace@example.com"]]
    assert not ForgottenPassword.objects.exists()
