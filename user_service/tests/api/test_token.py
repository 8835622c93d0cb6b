import re
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

import jwt
import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from servicekit import clock
from servicekit.errors import TooBusy
from servicekit.testing.api import assert_problem
from user_service.accounts import hashers
from user_service.accounts.domain.attempts import Standing
from user_service.accounts.models import LoginAttempts, User
from user_service.keys.ring import ring
from user_service.mfa.models import TotpDevice
from user_service.sessions import places
from user_service.sessions.models import KnownPlace, Session

pytestmark = pytest.mark.django_db

URL = "/api/token/"
PASSWORD = "a quiet engine hums"
SHOP = "http://localhost:8080"
IN_A_BROWSER = {"username": "ada", "password": PASSWORD, "transport": "cookie"}


def test_logging_in_answers_both_tokens(api: APIClient, ada: User) -> None:
    answer = api.post(URL, {"username": "ada", "password": PASSWORD}, HTTP_USER_AGENT="Journey/1.0")
    assert answer.status_code == 200
    body = answer.json()
    assert body.keys() == {"access", "refresh", "token_type", "expires_in"}
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 900)
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    session = Session.objects.get()
    assert (session.user, session.user_agent, session.address) == (ada, "Journey/1.0", "127.0.0.1")


def test_the_access_token_says_who_where_and_how(api: APIClient, ada: User) -> None:
    token = api.post(URL, {"username": "ADA@example.com", "password": PASSWORD}).json()["access"]
    header = jwt.get_unverified_header(token)
    assert header == {"alg": "RS256", "typ": "at+jwt", "kid": ring().active_kid}
    claims = jwt.decode(token, ring().active.public_key(), algorithms=["RS256"], audience="shopmesh")
    assert claims.keys() == set("iss sub aud exp nbf iat jti sid role username auth_time amr acr".split())  # noqa: SIM905 - the sentence of the contract
    session = Session.objects.get()
    assert (claims["sub"], claims["sid"]) == (str(ada.pk), str(session.pk))
    assert (claims["username"], claims["role"]) == ("ada", "customer")
    assert (claims["iss"], claims["aud"]) == ("https://shopmesh.example", "shopmesh")
    assert claims["exp"] - claims["iat"] == 900
    assert claims["auth_time"] == claims["iat"] == claims["nbf"]
    assert (claims["amr"], claims["acr"]) == (["pwd"], "pwd")


def test_the_cookie_transport_keeps_the_refresh_token_out_of_the_body(api: APIClient, ada: User) -> None:
    answer = api.post(URL, {"username": "ada", "password": PASSWORD, "transport": "cookie"}, HTTP_ORIGIN=SHOP)
    assert answer.status_code == 200
    assert "refresh" not in answer.json()
    cookie = answer.cookies["rt"]
    assert len(cookie.value) >= 43
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "Strict", "/", "")
    assert 604_795 <= cookie["max-age"] <= 604_800
    assert cookie["domain"] == ""


def test_over_https_the_cookie_is_bound_to_the_host(api: APIClient, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.SHOPMESH, "public_url", "https://shop.example")
    answer = api.post(URL, {"username": "ada", "password": PASSWORD, "transport": "cookie"})
    assert answer.cookies["__Host-rt"]["secure"] is True
    assert "rt" not in answer.cookies


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_foreign_page_cannot_plant_a_session(api: APIClient, ada: User, origin: str) -> None:
    answer = api.post(URL, {"username": "ada", "password": PASSWORD, "transport": "cookie"}, HTTP_ORIGIN=origin)
    assert_problem(answer, 403, "csrf-failed")
    assert not Session.objects.exists()


def refused(api: APIClient, username: str, password: str = "wrong") -> tuple[bytes, list[tuple[str, str]]]:
    fixed: dict[str, Any] = {"HTTP_X_REQUEST_ID": "01890a5d-ac96-774b-bcce-b302099a8057"}
    answer = api.post(URL, {"username": username, "password": password}, **fixed)
    assert_problem(answer, 401, "invalid-credentials")
    return answer.content, sorted(answer.items())


def test_every_failed_login_is_answered_with_the_same_bytes(api: APIClient, make_user: Callable[..., User]) -> None:
    make_user("ada")
    make_user("off", is_active=False)
    make_user("unusable", password="!")
    wrong = refused(api, "ada")
    assert wrong == refused(api, "nobody")
    assert wrong == refused(api, "off", PASSWORD)
    assert wrong == refused(api, "unusable", PASSWORD)
    assert wrong == refused(api, "nobody@example.com")
    assert not Session.objects.exists()


def test_every_failed_login_takes_about_the_same_time(
    api: APIClient, make_user: Callable[..., User], configured: Callable[..., None], real_argon2: None
) -> None:
    """In CPU time, which a busy machine does not stretch: an answer without hashing would take a fifth of it."""
    configured(login_failures_per_account=50, login_failures_by_strangers=1000)
    make_user("ada", password=make_password(PASSWORD))
    make_user("off", is_active=False, password=make_password(PASSWORD))

    def seconds(username: str) -> float:
        began = process_time()
        refused(api, username, PASSWORD + "?")
        return process_time() - began

    seconds("nobody")
    samples: dict[str, list[float]] = {name: [] for name in ("ada", "off", "nobody")}
    for _ in range(9):
        for name, taken in samples.items():
            taken.append(seconds(name))
    times = [median(taken) for taken in samples.values()]
    assert max(times) < 1.5 * min(times)


def test_too_many_failures_are_told_when_to_come_back(
    api: APIClient, ada: User, configured: Callable[..., None]
) -> None:
    configured(login_failures_per_account=3)
    for _ in range(3):
        refused(api, "ada")
    answer = api.post(URL, {"username": "ada", "password": PASSWORD})
    assert_problem(answer, 429, "rate-limited")
    assert 295 <= int(answer["Retry-After"]) <= 300
    elsewhere = api.post(URL, {"username": "ada", "password": PASSWORD}, HTTP_X_FORWARDED_FOR="198.51.100.9")
    assert elsewhere.status_code == 200


def test_a_forged_forwarding_entry_does_not_count(api: APIClient, ada: User) -> None:
    api.post(URL, {"username": "ada", "password": PASSWORD}, HTTP_X_FORWARDED_FOR="1.2.3.4, 198.51.100.9")
    assert Session.objects.get().address == "198.51.100.9"


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"username": "\ud800", "password": "x"}, "/username", "invalid-characters"),
        ({"username": "ada", "password": "\ud800"}, "/password", "unencodable"),
        ({"username": "ada", "password": "x" * 1025}, "/password", "max-length"),
        ({"username": "a" * 255, "password": "x"}, "/username", "max-length"),
        ({"username": "ada", "password": ""}, "/password", "blank"),
        ({"username": "ada"}, "/password", "required"),
        ({"username": ["ada"], "password": "x"}, "/username", "invalid"),
        ({"username": "ada", "password": "x", "transport": "header"}, "/transport", "invalid-choice"),
        ({"username": "ada", "password": "x", "remember": True}, "/remember", "unknown-field"),
    ],
)
def test_what_is_not_acceptable_is_named(
    post_json: Callable[..., Any], ada: User, body: Any, pointer: str, code: str
) -> None:
    problem = assert_problem(
        post_json(URL, body), 400, "unknown-field" if code == "unknown-field" else "validation-error"
    )
    assert (pointer, code) in [(error["pointer"], error["code"]) for error in problem["errors"]]


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_other_methods_are_not_offered(api: APIClient, method: str) -> None:
    answer = getattr(api, method)(URL)
    assert_problem(answer, 405, "method-not-allowed")
    assert answer["Allow"] == "POST, OPTIONS"


def test_a_stale_token_in_the_header_does_not_prevent_logging_in(api: APIClient, ada: User) -> None:
    answer = api.post(URL, {"username": "ada", "password": PASSWORD}, HTTP_AUTHORIZATION="Bearer stale")
    assert answer.status_code == 200


def test_logging_in_costs_a_fixed_number_of_queries(
    api: APIClient, ada: User, django_assert_num_queries: Callable[[int], Any]
) -> None:
    api.post(URL, {"username": "ada", "password": PASSWORD})  # the first link of the audit, the configuration
    # user, places, attempt 5, factors; then in one transaction: user, forgiving 2, places 2, sessions, session and
    # token, events 4, audit 4; the transactions' own statements included
    with django_assert_num_queries(25):
        api.post(URL, {"username": "ada", "password": PASSWORD})


def test_a_browser_gets_a_cookie_that_its_account_knows_it_by(api: APIClient, ada: User) -> None:
    answer = api.post(URL, IN_A_BROWSER, HTTP_ORIGIN=SHOP)
    cookie = answer.cookies["did"]
    assert len(cookie.value) >= 43
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Strict", "/", "")
    assert cookie["max-age"] == 30 * 24 * 3600
    assert cookie.value not in str([place.__dict__ for place in KnownPlace.objects.all()])
    assert KnownPlace.objects.count() == 2  # the network and the device
    again = api.post(URL, IN_A_BROWSER, HTTP_ORIGIN=SHOP)
    assert again.cookies["did"].value == cookie.value


def test_over_https_the_device_cookie_is_bound_to_the_host(
    api: APIClient, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.SHOPMESH, "public_url", "https://shop.example")
    assert api.post(URL, IN_A_BROWSER).cookies["__Host-did"]["secure"] is True


def test_a_planted_device_cookie_is_replaced(api: APIClient, ada: User, make_user: Callable[..., User]) -> None:
    make_user("mallory")
    planted = api.post(URL, IN_A_BROWSER | {"username": "mallory"}, HTTP_ORIGIN=SHOP).cookies["did"].value
    answer = api.post(URL, IN_A_BROWSER, HTTP_ORIGIN=SHOP)
    assert answer.cookies["did"].value != planted
    assert places.recognise(ada.pk, address="", device=places.device_digest(planted)) is Standing.STRANGER


@pytest.mark.parametrize("device", ["%00", "x" * 3000, "ü"])
def test_a_broken_device_cookie_is_nobody_s(api: APIClient, ada: User, device: str) -> None:
    api.cookies["did"] = device
    answer = api.post(URL, IN_A_BROWSER, HTTP_ORIGIN=SHOP)
    assert answer.status_code == 200
    assert len(answer.cookies["did"].value) == 43


def test_an_api_client_keeps_no_cookie_and_a_failure_sets_none(api: APIClient, ada: User) -> None:
    assert not api.post(URL, {"username": "ada", "password": PASSWORD}).cookies
    assert not api.post(URL, IN_A_BROWSER | {"password": "wrong"}, HTTP_ORIGIN=SHOP).cookies


@pytest.fixture
def with_an_app(ada: User) -> User:
    TotpDevice.objects.create(user=ada, confirmed=True, confirmed_at=clock.now())
    return ada


def test_with_a_second_factor_the_password_alone_opens_nothing(api: APIClient, with_an_app: User) -> None:
    answer = api.post(URL, IN_A_BROWSER, HTTP_ORIGIN=SHOP)
    assert answer.status_code == 200
    body = answer.json()
    assert body.keys() == {"mfa_required", "mfa_token", "methods", "expires_in"}
    assert (body["mfa_required"], body["methods"], body["expires_in"]) == (True, ["totp"], 300)
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert not Session.objects.exists()
    assert not KnownPlace.objects.exists()
    assert_problem(api.post("/api/token/refresh/", {"refresh": body["mfa_token"]}), 401, "token-invalid")
    assert_problem(api.get("/api/users/me/", HTTP_AUTHORIZATION=f"Bearer {body['mfa_token']}"), 401, "token-invalid")


def test_whether_there_is_a_second_factor_is_not_seen_before_the_right_password(
    api: APIClient, with_an_app: User, make_user: Callable[..., User]
) -> None:
    make_user("bob")
    assert refused(api, "ada") == refused(api, "bob") == refused(api, "nobody")
    statements = []
    for name in ("ada", "bob", "nobody"):
        with CaptureQueriesContext(connection) as queries:
            refused(api, name)
        statements.append([re.sub(r"'[^']*'|[0-9a-f-]{32,36}|\d+", "?", query["sql"]) for query in queries])
    assert statements[0] == statements[1] == statements[2]


def test_a_right_password_without_the_second_factor_stays_counted(
    api: APIClient, with_an_app: User, configured: Callable[..., None]
) -> None:
    """Whoever has the password but not the factor cannot ask for ever."""
    configured(login_failures_per_account=3)
    answers = [api.post(URL, IN_A_BROWSER).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]


def test_a_login_that_finds_no_place_to_hash_is_told_so_and_was_no_guess(
    api: APIClient, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashers, "gate_of", lambda _pid: FullGate())
    answer = api.post(URL, {"username": "ada", "password": PASSWORD})
    assert_problem(answer, 503, "overloaded")
    assert answer["Retry-After"] == "2"
    assert set(LoginAttempts.objects.values_list("failures", flat=True)) == {0}


class FullGate:
    def run(self, *_work: object) -> None:
        raise TooBusy(retry_after=2)
