from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User

pytestmark = pytest.mark.django_db

URL = "/api/users/register/"
GOOD = {"username": "grace", "email": "grace@example.com", "password": "nanoseconds of wire"}


def test_registering_answers_what_was_made_and_no_secret(api: APIClient) -> None:
    answer = api.post(URL, GOOD | {"first_name": "Grace", "last_name": "Hopper"})
    assert answer.status_code == 201, answer.content
    user = User.objects.get()
    assert answer.json() == {
        "id": str(user.pk),
        "username": "grace",
        "email": "grace@example.com",
        "first_name": "Grace",
        "last_name": "Hopper",
    }


@pytest.mark.parametrize("path", ["/api/users/register", "/api/v1/users/register/", "/api/v1/users/register"])
def test_every_spelling_of_the_path_works(api: APIClient, path: str) -> None:
    assert api.post(path, GOOD).status_code == 201


def test_a_known_address_gets_the_same_answer_but_for_the_id(api: APIClient, ada: User) -> None:
    new = api.post(URL, GOOD | {"username": "first"})
    known = api.post(URL, GOOD | {"username": "second", "email": ada.email})
    assert known.status_code == new.status_code == 201
    assert known.json().keys() == new.json().keys()
    assert known.json()["id"] != str(ada.pk)
    assert {name for name, _ in known.items()} == {name for name, _ in new.items()}
    assert User.objects.count() == 2


def test_a_taken_username_is_a_conflict_that_names_the_field(api: APIClient, ada: User) -> None:
    problem = assert_problem(api.post(URL, GOOD | {"username": "Ada"}), 409, "username-taken")
    assert [error["pointer"] for error in problem["errors"]] == ["/username"]


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"username": "\ud800"}, "/username", "invalid-characters"),
        ({"username": "gr"}, "/username", "min-length"),
        ({"username": "g" * 65}, "/username", "max-length"),
        ({"username": "gra ce"}, "/username", "invalid"),
        ({"username": "grace@example.com"}, "/username", "invalid"),
        ({"username": "gra\u0000ce"}, "/username", "invalid-characters"),
        ({"username": 7}, "/username", "invalid"),
        ({"username": None}, "/username", "null"),
        ({"email": "grace"}, "/email", "invalid"),
        ({"email": "grace@example.com\r\nBcc: all@example.com"}, "/email", "invalid"),
        ({"email": "gräce@example.com"}, "/email", "invalid"),
        ({"email": "g" * 250 + "@example.com"}, "/email", "max-length"),
        ({"email": {"$ne": ""}}, "/email", "invalid"),
        ({"password": "short"}, "/password", "min-length"),
        ({"password": "password1"}, "/password", "password-too-common"),
        ({"password": "x" * 1025}, "/password", "max-length"),
        ({"password": "eight\u0000chars"}, "/password", "unencodable"),
        ({"password": "lone \ud800 surrogate"}, "/password", "unencodable"),
        ({"password": 12345678}, "/password", "invalid"),
        ({"first_name": "Gra\u202ece"}, "/first_name", "invalid-characters"),
        ({"role": "admin"}, "/role", "unknown-field"),
        ({"is_staff": True}, "/is_staff", "unknown-field"),
        ({"id": "00000000-0000-4000-8000-000000000000"}, "/id", "unknown-field"),
    ],
)
def test_what_is_not_acceptable_is_named_and_makes_nothing(
    post_json: Callable[..., Any], change: dict[str, Any], pointer: str, code: str
) -> None:
    problem = assert_problem(
        post_json(URL, GOOD | change), 400, "unknown-field" if code == "unknown-field" else "validation-error"
    )
    assert (pointer, code) in [(error["pointer"], error["code"]) for error in problem["errors"]]
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "password", ["p" * 64 + " is long", "four words and blanks", "🐴🔋📎 🐴🔋📎✅", "   padded   ", "x7" * 512]
)
def test_long_spaced_and_pictorial_passwords_are_welcome_and_not_cut(api: APIClient, password: str) -> None:
    assert api.post(URL, GOOD | {"password": password}).status_code == 201
    user = User.objects.get()
    assert user.check_password(password)
    assert not user.check_password(password[:-1])


def test_a_megabyte_of_password_is_refused_before_hashing(api: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("user_service.accounts.registration.make_password", lambda _: pytest.fail("hashed"))
    answer = api.post(URL, GOOD | {"password": "x" * 1_000_000})
    assert answer.status_code == 400
    assert not User.objects.exists()


def test_missing_fields_are_named(api: APIClient) -> None:
    problem = assert_problem(api.post(URL, {}), 400, "validation-error")
    assert sorted((e["pointer"], e["code"]) for e in problem["errors"]) == [
        ("/email", "required"),
        ("/password", "required"),
        ("/username", "required"),
    ]


@pytest.mark.parametrize("body", ["[]", "null", "7", '"text"', "{", "NaN", "", "\ufeff{}"])
def test_a_body_that_is_no_object_is_malformed(api: APIClient, body: str) -> None:
    assert_problem(api.post(URL, body, content_type="application/json"), 400, "malformed-json")


def test_a_key_that_appears_twice_is_refused(api: APIClient) -> None:
    body = '{"username": "a-name", "username": "b-name", "email": "a@example.com", "password": "nanoseconds"}'
    assert_problem(api.post(URL, body, content_type="application/json"), 400, "duplicate-key")
    assert not User.objects.exists()


def test_only_json_is_read(api: APIClient) -> None:
    answer = api.post(URL, "username=grace", content_type="application/x-www-form-urlencoded")
    assert_problem(answer, 415, "unsupported-media-type")


def test_a_query_parameter_is_refused(api: APIClient) -> None:
    assert_problem(api.post(f"{URL}?role=admin", GOOD), 400, "unknown-parameter")


def test_a_bad_token_is_not_an_anonymous_newcomer(api: APIClient) -> None:
    answer = api.post(URL, GOOD, HTTP_AUTHORIZATION="Bearer nonsense")
    assert_problem(answer, 401, "token-invalid")
    assert not User.objects.exists()


def test_other_methods_are_not_offered(api: APIClient) -> None:
    answer = api.get(URL)
    assert_problem(answer, 405, "method-not-allowed")
    assert answer["Allow"] == "POST, OPTIONS"


def test_registration_can_be_closed(
    api: APIClient, ada: User, configured: Callable[..., None], sent_letters: Callable[[], list[Any]]
) -> None:
    configured(registration_open=False)
    for body in (GOOD, GOOD | {"email": ada.email}, GOOD | {"username": "ada"}):
        assert_problem(api.post(URL, body), 403, "registration-closed")
    assert User.objects.count() == 1
    assert not sent_letters()


def test_one_address_is_registered_five_times_an_hour(
    api: APIClient, ada: User, sent_letters: Callable[[], list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its owner's mailbox is not filled; and the refusal does not tell either whether the address is known."""
    monkeypatch.setattr("user_service.accounts.registration.make_password", lambda _: "!")
    for email in (ada.email, "grace@example.com"):
        answers = [api.post(URL, GOOD | {"username": f"user{n}{email[0]}", "email": email}) for n in range(6)]
        assert [answer.status_code for answer in answers] == [201] * 5 + [429]
    assert len(sent_letters()) == 10


def test_trying_names_that_are_taken_does_not_count(api: APIClient, ada: User) -> None:
    for _ in range(6):
        assert_problem(api.post(URL, GOOD | {"username": "ada"}), 409, "username-taken")
    assert api.post(URL, GOOD).status_code == 201


def test_a_known_address_costs_the_same_one_hash(api: APIClient, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    def fake(password: str) -> str:
        hashed.append(password)
        return "!"

    monkeypatch.setattr("user_service.accounts.registration.make_password", fake)
    for number, email in enumerate((ada.email, "grace@example.com"), start=1):
        api.post(URL, GOOD | {"username": f"user{number}", "email": email})
        assert len(hashed) == number
