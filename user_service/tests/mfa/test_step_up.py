"""Confirming in the middle of a session that it is still me (RFC 9470)."""

from collections.abc import Callable
from typing import Any

import jwt
import pytest
from rest_framework.test import APIClient

from servicekit import clock
from servicekit.auth import stepup
from servicekit.testing.api import assert_problem
from user_service.accounts.models import LoginAttempts, User
from user_service.mfa import services
from user_service.passkeys.models import Passkey
from user_service.sessions.domain.proof import BY_PASSWORD, BY_PASSWORD_AND_CODE, BY_SMS, LEVELS, Proof
from user_service.sessions.models import RefreshToken, Session

pytestmark = pytest.mark.django_db

STEP_UP, OPTIONS = "/api/auth/step-up/", "/api/auth/step-up/options/"
DISABLE, SETUP = "/api/users/2fa/disable/", "/api/users/2fa/setup/"
PASSWORD = "a quiet engine hums"

Client = Callable[..., APIClient]


def claims(access: str) -> dict[str, Any]:
    return dict(jwt.decode(access, options={"verify_signature": False}))


def test_without_a_second_factor_the_password_confirms(ada: User, client_of: Client, bearer: Client) -> None:
    client = client_of(ada, minutes_ago=10)
    told = client.get(STEP_UP).json()
    assert (told["methods"], told["acr"]) == (["password"], "pwd")
    assert_problem(client.post(SETUP, {}), 401, "insufficient-user-authentication")
    answer = client.post(STEP_UP, {"method": "password", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer.json().keys() == {"access", "token_type", "expires_in"}
    fresh = claims(answer.json()["access"])
    assert (fresh["acr"], fresh["amr"]) == ("pwd", ["pwd"])
    assert abs(fresh["auth_time"] - clock.now().timestamp()) < 10
    assert bearer(answer.json()["access"]).post(SETUP, {}).status_code == 201


def test_with_a_second_factor_a_code_confirms(ada_protected: Any, client_of: Client, bearer: Client) -> None:
    client = client_of(ada_protected.user, minutes_ago=10)
    assert client.get(STEP_UP).json()["methods"] == ["totp", "backup_code"]
    answer = client.post(STEP_UP, {"method": "totp", "code": ada_protected.app.code()})
    assert answer.status_code == 200
    fresh = claims(answer.json()["access"])
    assert (fresh["acr"], fresh["amr"]) == ("mfa", ["pwd", "otp", "mfa"])
    assert bearer(answer.json()["access"]).post(DISABLE, {}).status_code == 204


def test_a_backup_code_confirms_once(ada_protected: Any, client_of: Client) -> None:
    client, body = client_of(ada_protected.user), {"method": "backup_code", "code": ada_protected.paper[0]}
    assert client.post(STEP_UP, body).status_code == 200
    assert_problem(client.post(STEP_UP, body), 401, "mfa-code-invalid")


def test_stepping_up_keeps_the_session_and_its_refresh_token(ada_protected: Any, client_of: Client) -> None:
    client = client_of(ada_protected.user)
    before = RefreshToken.objects.get()
    answer = client.post(STEP_UP, {"method": "totp", "code": ada_protected.app.code()})
    assert claims(answer.json()["access"])["sid"] == str(Session.objects.get().pk)
    after = RefreshToken.objects.get()
    assert (after.digest, after.rotated_at) == (before.digest, None)
    assert not answer.cookies


def test_who_has_a_second_factor_does_not_step_up_by_password(ada_protected: Any, client_of: Client) -> None:
    client = client_of(ada_protected.user, BY_PASSWORD_AND_CODE, minutes_ago=10)
    before = Session.objects.get().auth_time
    answer = client.post(STEP_UP, {"method": "password", "password": PASSWORD})
    assert_problem(answer, 400, "method-not-available")
    assert Session.objects.get().auth_time == before
    assert not LoginAttempts.objects.exists()


def test_a_password_does_not_make_a_code_of_yesterday_look_fresh(
    ada_protected: Any, client_of: Client, bearer: Client
) -> None:
    """The one way there: a factor was shown at login, then removed, then the password typed again."""
    client = client_of(ada_protected.user, BY_PASSWORD_AND_CODE, minutes_ago=10)
    services.factors_disable(user_id=ada_protected.user.pk)
    fresh = client.post(STEP_UP, {"method": "password", "password": PASSWORD}).json()["access"]
    assert (claims(fresh)["acr"], claims(fresh)["amr"]) == ("pwd", ["pwd"])


@pytest.mark.parametrize(
    ("proof", "acr", "amr", "after"),
    [
        (BY_PASSWORD, "pwd", ["pwd"], Proof("pwd", ("pwd",))),
        (BY_PASSWORD, "mfa", ["pwd", "otp", "mfa"], Proof("pwd", ("pwd",))),
        (BY_SMS, "pwd", ["pwd"], Proof("mfa", ("pwd", "sms", "mfa"))),
        (BY_SMS, "mfa", ["pwd", "otp", "mfa"], Proof("mfa", ("pwd", "otp", "mfa", "sms"))),
    ],
)
def test_a_session_is_as_strong_as_its_latest_proof(proof: Proof, acr: str, amr: list[str], after: Proof) -> None:
    assert proof.after(acr=acr, amr=amr) == after


def test_levels_are_those_that_services_ask_for() -> None:
    assert sorted(stepup.STRENGTH, key=lambda level: stepup.STRENGTH[level]) == list(LEVELS)


def test_a_wrong_password_is_refused_and_counted(ada: User, client_of: Client) -> None:
    client = client_of(ada, minutes_ago=10)
    before = Session.objects.get().auth_time
    answer = client.post(STEP_UP, {"method": "password", "password": "wrong"})
    assert_problem(answer, 401, "invalid-credentials")
    assert Session.objects.get().auth_time == before
    assert LoginAttempts.objects.exists()


@pytest.mark.parametrize("method", ["totp", "sms", "passkey", "backup_code"])
def test_who_has_no_second_factor_is_told_so(ada: User, client_of: Client, method: str, signature: Any) -> None:
    body = {"method": method, "code": "123456", "challenge_id": "x", "credential": signature}
    assert_problem(client_of(ada).post(STEP_UP, body), 400, "method-not-available")


@pytest.mark.parametrize("method", ["passkey", "sms"])
def test_there_are_no_options_for_what_one_has_not(ada: User, client_of: Client, method: str) -> None:
    assert_problem(client_of(ada).post(OPTIONS, {"method": method}), 400, "method-not-available")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/method"),
        ({"method": "totp"}, "/code"),
        ({"method": "password"}, "/password"),
        ({"method": "passkey"}, "/challenge_id"),
        ({"method": "totp", "code": "123456", "acr": "mfa"}, "/acr"),
        ({"method": "totp", "code": "12345"}, "/code"),
    ],
)
def test_what_is_missing_or_too_much_is_named(ada: User, client_of: Client, body: Any, pointer: str) -> None:
    answer = client_of(ada).post(STEP_UP, body)
    assert answer.status_code == 400
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


def test_a_passkey_that_signed_nothing_is_refused(
    ada_protected: Any, client_of: Client, passkey_of: Callable[[User], Passkey], signature: Any
) -> None:
    passkey_of(ada_protected.user)
    client = client_of(ada_protected.user)
    options = client.post(OPTIONS, {"method": "passkey"})
    assert options.status_code == 200
    assert options.json()["public_key"]["allowCredentials"]
    body = {"method": "passkey", "challenge_id": options.json()["challenge_id"], "credential": signature}
    assert_problem(client.post(STEP_UP, body), 401, "passkey-invalid")
    assert Session.objects.get().acr == "pwd"


def test_a_passkey_that_signed_nothing_ends_no_login(
    ada_protected: Any, passkey_of: Callable[[User], Passkey], signature: Any
) -> None:
    passkey_of(ada_protected.user)
    token = ada_protected.asked()
    options = APIClient().post("/api/auth/passkey/options/", {"mfa_token": token}).json()
    body = {"mfa_token": token, "method": "passkey", "challenge_id": options["challenge_id"], "credential": signature}
    assert_problem(APIClient().post("/api/users/2fa/verify-login/", body), 401, "passkey-invalid")
    assert not Session.objects.exists()


def test_the_second_step_opens_a_session_that_says_so(ada_protected: Any) -> None:
    answer = ada_protected.verify(ada_protected.app.code(), transport="cookie", HTTP_USER_AGENT="Journey/1.0")
    assert answer.status_code == 200
    assert answer.json().keys() == {"access", "token_type", "expires_in"}
    assert answer.cookies["rt"]["httponly"]
    told = claims(answer.json()["access"])
    assert (told["acr"], told["amr"]) == ("mfa", ["pwd", "otp", "mfa"])
    session = Session.objects.get()
    assert (session.user_id, session.acr, session.user_agent) == (ada_protected.user.pk, "mfa", "Journey/1.0")


def test_the_second_step_forgives_the_login_attempt(ada_protected: Any) -> None:
    body = {"username": "ada", "password": PASSWORD}
    token = APIClient().post("/api/token/", body).json()["mfa_token"]
    counted = sum(LoginAttempts.objects.values_list("failures", flat=True))
    assert counted > 0
    assert ada_protected.verify(ada_protected.app.code(), token=token).status_code == 200
    assert sum(LoginAttempts.objects.values_list("failures", flat=True)) == 0
