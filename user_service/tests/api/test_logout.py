from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.sessions.models import Session

pytestmark = pytest.mark.django_db

URL = "/api/auth/logout/"
SHOP = "http://localhost:8080"
PASSWORD = "a quiet engine hums"
LogIn = Callable[..., dict[str, Any]]
Bearer = Callable[[str], APIClient]


def terminated(published: Callable[[], list[Any]]) -> list[Any]:
    return [event for event in published() if event.type == "session.terminated"]


def test_the_refresh_token_s_session_ends(
    api: APIClient, ada: User, log_in: LogIn, bearer: Bearer, published: Callable[[], list[Any]]
) -> None:
    tokens = log_in()
    answer = api.post(URL, {"refresh": tokens["refresh"]})
    assert (answer.status_code, answer.content) == (204, b"")
    [event] = terminated(published)
    assert event.data["session_id"] == str(Session.objects.get().pk)
    assert (event.data["user_id"], event.data["reason"]) == (str(ada.pk), "logout")
    assert_problem(bearer(tokens["access"]).get("/api/users/me/"), 401, "token-revoked")
    assert_problem(api.post("/api/token/refresh/", {"refresh": tokens["refresh"]}), 401, "token-revoked")


def test_the_cookie_s_session_ends_and_the_cookie_goes(ada: User) -> None:
    browser = APIClient()
    browser.post("/api/token/", {"username": "ada", "password": PASSWORD, "transport": "cookie"})
    answer = browser.post(URL, HTTP_ORIGIN=SHOP)
    assert answer.status_code == 204
    assert (answer.cookies["rt"].value, answer.cookies["rt"]["max-age"]) == ("", 0)
    assert Session.objects.get().end_reason == "logout"


def test_another_page_cannot_log_anybody_out(ada: User) -> None:
    browser = APIClient()
    browser.post("/api/token/", {"username": "ada", "password": PASSWORD, "transport": "cookie"})
    assert_problem(browser.post(URL, HTTP_ORIGIN="https://evil.example"), 403, "csrf-failed")
    assert Session.objects.get().ended_at is None


def test_an_access_token_alone_ends_its_own_session(ada: User, log_in: LogIn, bearer: Bearer) -> None:
    here, there = log_in(), log_in()
    assert bearer(here["access"]).post(URL).status_code == 204
    assert_problem(bearer(here["access"]).get("/api/users/me/"), 401, "token-revoked")
    assert bearer(there["access"]).get("/api/users/me/").status_code == 200


def test_logging_out_twice_tells_the_mesh_once(
    api: APIClient, ada: User, log_in: LogIn, published: Callable[[], list[Any]]
) -> None:
    refresh = log_in()["refresh"]
    assert [api.post(URL, {"refresh": refresh}).status_code for _ in range(2)] == [204, 204]
    assert len(terminated(published)) == 1


def test_an_older_link_of_the_chain_ends_the_session_too(api: APIClient, ada: User, log_in: LogIn) -> None:
    first = log_in()["refresh"]
    api.post("/api/token/refresh/", {"refresh": first})
    assert api.post(URL, {"refresh": first}).status_code == 204
    assert Session.objects.get().end_reason == "logout"


def test_an_unknown_refresh_token_is_as_good_as_logged_out(
    api: APIClient, ada: User, log_in: LogIn, published: Callable[[], list[Any]]
) -> None:
    log_in()
    assert api.post(URL, {"refresh": "nonsense"}).status_code == 204
    assert not terminated(published)


def test_a_stale_access_token_does_not_prevent_logging_out(api: APIClient, ada: User, log_in: LogIn) -> None:
    answer = api.post(URL, {"refresh": log_in()["refresh"]}, HTTP_AUTHORIZATION="Bearer stale")
    assert answer.status_code == 204
    assert Session.objects.get().end_reason == "logout"


def test_with_nothing_in_hand_one_signs_in_first(api: APIClient) -> None:
    assert_problem(api.post(URL), 401, "unauthenticated")


def test_a_forged_access_token_ends_nothing(api: APIClient, ada: User, log_in: LogIn) -> None:
    log_in()
    assert_problem(api.post(URL, HTTP_AUTHORIZATION="Bearer nonsense"), 401, "token-invalid")
    assert Session.objects.get().ended_at is None
