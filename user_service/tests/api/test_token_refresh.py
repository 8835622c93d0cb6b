from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.sessions.models import RefreshToken, Session

pytestmark = pytest.mark.django_db

URL = "/api/token/refresh/"
SHOP = "http://localhost:8080"
PASSWORD = "a quiet engine hums"
LogIn = Callable[..., dict[str, Any]]


@pytest.fixture
def browser(ada: User) -> APIClient:
    """A client that logged in with the cookie transport."""
    client = APIClient(raise_request_exception=False)
    login = {"username": "ada", "password": PASSWORD, "transport": "cookie"}
    assert client.post("/api/token/", login).status_code == 200
    return client


def test_a_refresh_token_in_the_body_is_exchanged(api: APIClient, ada: User, log_in: LogIn) -> None:
    tokens = log_in()
    answer = api.post(URL, {"refresh": tokens["refresh"]})
    assert answer.status_code == 200
    body = answer.json()
    assert body.keys() == {"access", "refresh", "token_type", "expires_in"}
    assert body["refresh"] != tokens["refresh"]
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_the_new_access_token_works(
    api: APIClient, ada: User, log_in: LogIn, bearer: Callable[[str], APIClient]
) -> None:
    access = api.post(URL, {"refresh": log_in()["refresh"]}).json()["access"]
    assert bearer(access).get("/api/users/me/").json()["username"] == "ada"


def test_the_cookie_is_exchanged_for_the_next_cookie(browser: APIClient) -> None:
    before = browser.cookies["rt"].value
    answer = browser.post(URL, {}, HTTP_ORIGIN=SHOP, HTTP_SEC_FETCH_SITE="same-origin")
    assert answer.status_code == 200
    assert "refresh" not in answer.json()
    assert answer.cookies["rt"].value != before
    assert answer.cookies["rt"]["httponly"] is True


def test_a_cookie_needs_no_body_at_all(browser: APIClient) -> None:
    assert browser.post(URL, HTTP_ORIGIN=SHOP).status_code == 200


def test_the_host_the_request_was_sent_to_is_ours_too(browser: APIClient) -> None:
    assert browser.post(URL, {}, HTTP_HOST="shop.test:9000", HTTP_ORIGIN="http://shop.test:9000").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": SHOP, "HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "http://localhost:3000", "HTTP_SEC_FETCH_SITE": "same-site"},
        {},
    ],
)
def test_another_page_cannot_use_the_cookie(browser: APIClient, headers: dict[str, Any]) -> None:
    assert_problem(browser.post(URL, {}, **headers), 403, "csrf-failed")
    assert RefreshToken.objects.count() == 1
    assert Session.objects.get().ended_at is None


def test_without_any_refresh_token_one_signs_in_first(api: APIClient) -> None:
    assert_problem(api.post(URL, {}), 401, "unauthenticated")


def test_a_second_exchange_at_once_is_told_to_wait(api: APIClient, ada: User, log_in: LogIn) -> None:
    refresh = log_in()["refresh"]
    api.post(URL, {"refresh": refresh})
    answer = api.post(URL, {"refresh": refresh})
    assert_problem(answer, 409, "refresh-in-progress")
    assert answer["Retry-After"] == "1"


def test_a_reuse_ends_the_session_everywhere(
    api: APIClient, ada: User, log_in: LogIn, bearer: Callable[[str], APIClient], held_clock: Any
) -> None:
    first = log_in()
    second = api.post(URL, {"refresh": first["refresh"]}).json()
    held_clock.advance(seconds=6)
    assert_problem(api.post(URL, {"refresh": first["refresh"]}), 401, "token-reused")
    assert_problem(api.post(URL, {"refresh": second["refresh"]}), 401, "token-revoked")
    assert_problem(bearer(second["access"]).get("/api/users/me/"), 401, "token-revoked")
    assert Session.objects.get().end_reason == "token-reused"


def test_an_access_token_is_no_refresh_token(api: APIClient, ada: User, log_in: LogIn) -> None:
    answer = api.post(URL, {"refresh": log_in()["access"]})
    assert answer.status_code == 400  # longer than any refresh token
    assert RefreshToken.objects.count() == 1


@pytest.mark.parametrize("refresh", ["nonsense", "ü", "a.b.c"])
def test_an_unknown_token_is_refused(api: APIClient, refresh: str) -> None:
    assert_problem(api.post(URL, {"refresh": refresh}), 401, "token-invalid")


@pytest.mark.parametrize("refresh", ["\ud800", "a\u0000b", 7, None, [], "x" * 201])
def test_what_is_no_token_at_all_is_named(post_json: Callable[..., Any], refresh: object) -> None:
    problem = assert_problem(post_json(URL, {"refresh": refresh}), 400, "validation-error")
    assert problem["errors"][0]["pointer"] == "/refresh"


def test_a_broken_cookie_is_refused(api: APIClient) -> None:
    api.cookies["rt"] = "%00 broken"
    assert_problem(api.post(URL, {}, HTTP_ORIGIN=SHOP), 401, "token-invalid")


def test_unknown_fields_are_refused(api: APIClient, ada: User, log_in: LogIn) -> None:
    answer = api.post(URL, {"refresh": log_in()["refresh"], "scope": "admin"})
    assert assert_problem(answer, 400, "unknown-field")["errors"][0]["code"] == "unknown-field"
    assert RefreshToken.objects.count() == 1


def test_a_stale_access_token_does_not_prevent_refreshing(api: APIClient, ada: User, log_in: LogIn) -> None:
    answer = api.post(URL, {"refresh": log_in()["refresh"]}, HTTP_AUTHORIZATION="Bearer stale")
    assert answer.status_code == 200
