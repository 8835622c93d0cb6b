"""The second factor against somebody who means harm: the MFA rows of the abuse list, and their like."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.mfa import services
from user_service.mfa.models import BackupCode, Guesses, TotpDevice
from user_service.sessions.domain.proof import BY_PASSWORD_AND_CODE
from user_service.sessions.models import EndReason, Session
from user_service.sessions.services import end_all

pytestmark = pytest.mark.django_db

SETUP, CONFIRM, DISABLE = "/api/users/2fa/setup/", "/api/users/2fa/verify-setup/", "/api/users/2fa/disable/"
REGENERATE, STATUS = "/api/users/2fa/regenerate-backup-tokens/", "/api/users/2fa/status/"
VERIFY, STEP_UP, TOKEN, REFRESH = (
    "/api/users/2fa/verify-login/",
    "/api/auth/step-up/",
    "/api/token/",
    "/api/token/refresh/",
)
PASSWORD = "a quiet engine hums"

Client = Callable[..., APIClient]


def failures(user: User, method: str = "totp") -> int:
    counted = Guesses.objects.filter(pk=f"{user.pk}:{method}").first()
    return counted.failures if counted else 0


# Setting up


@pytest.mark.parametrize("url", [SETUP, CONFIRM, DISABLE, REGENERATE, "/api/users/2fa/sms/setup/", STEP_UP])
def test_nobody_in_particular_has_no_factors_to_change(api: APIClient, url: str) -> None:
    assert_problem(api.post(url, {}), 401, "unauthenticated")


def test_mfa_02_what_is_in_force_is_not_set_up_again(ada_protected: Any, client_of: Client) -> None:
    before = ada_protected.device.key
    answer = client_of(ada_protected.user, BY_PASSWORD_AND_CODE).post(SETUP, {})
    assert_problem(answer, 409, "mfa-already-enabled")
    assert ada_protected.device.key == before


def test_a_stolen_access_token_sets_nothing_up(ada: User, client_of: Client) -> None:
    answer = client_of(ada, minutes_ago=5.1).post(SETUP, {})
    told = assert_problem(answer, 401, "insufficient-user-authentication")
    assert (told["acr_values"], told["max_age"]) == ("pwd", 300)
    assert 'error="insufficient_user_authentication"' in answer["WWW-Authenticate"]
    assert not TotpDevice.objects.exists()


def test_mfa_04_a_wrong_code_confirms_nothing(ada: User, client_of: Client, app_of: Callable[[str], Any]) -> None:
    client = client_of(ada)
    app = app_of(client.post(SETUP, {}).json()["secret"])
    assert_problem(client.post(CONFIRM, {"code": app.wrong()}), 400, "mfa-code-invalid")
    assert (TotpDevice.objects.get().confirmed, BackupCode.objects.count()) == (False, 0)
    assert client.post(CONFIRM, {"code": app.code()}).status_code == 200


def test_mfa_06_after_eleven_minutes_the_setup_is_over(
    ada: User, client_of: Client, app_of: Callable[[str], Any], held_clock: Any
) -> None:
    client = client_of(ada)
    app = app_of(client.post(SETUP, {}).json()["secret"])
    TotpDevice.objects.update(set_up_at=held_clock.instant - timedelta(minutes=11))
    assert_problem(client.post(CONFIRM, {"code": app.code()}), 410, "mfa-setup-expired")
    assert not TotpDevice.objects.get().confirmed


def test_what_was_never_begun_cannot_be_confirmed(ada: User, client_of: Client) -> None:
    assert_problem(client_of(ada).post(CONFIRM, {"code": "123456"}), 410, "mfa-setup-expired")


def test_a_setup_that_was_begun_again_forgets_the_first_key(
    ada: User, client_of: Client, app_of: Callable[[str], Any]
) -> None:
    client = client_of(ada)
    first = app_of(client.post(SETUP, {}).json()["secret"])
    client.post(SETUP, {})
    assert_problem(client.post(CONFIRM, {"code": first.code()}), 400, "mfa-code-invalid")


# Between password and code


def test_mfa_08_the_right_password_is_not_enough(api: APIClient, ada_protected: Any) -> None:
    answer = api.post(TOKEN, {"username": "ada", "password": PASSWORD, "transport": "cookie"})
    assert answer.status_code == 200
    body = answer.json()
    assert (body["mfa_required"], body["methods"], body["expires_in"]) == (True, ["totp", "backup_code"], 300)
    assert not {"access", "refresh"} & body.keys()
    assert "rt" not in answer.cookies
    assert not Session.objects.exists()


def test_an_mfa_token_opens_nothing_else(api: APIClient, ada_protected: Any, bearer: Client) -> None:
    token = ada_protected.asked()
    assert_problem(bearer(token).get(STATUS), 401, "token-invalid")
    assert_problem(bearer(token).get("/api/users/me/"), 401, "token-invalid")
    assert_problem(api.post(REFRESH, {"refresh": token}), 401, "token-invalid")
    api.cookies["rt"] = token
    assert_problem(api.post(REFRESH, {}, HTTP_ORIGIN="http://localhost:8080"), 401, "token-invalid")
    assert ada_protected.verify(ada_protected.app.code(), token=token).status_code == 200


def test_mfa_10_an_mfa_token_of_one_with_the_code_of_another(
    ada_protected: Any, make_user: Callable[..., User], protect: Callable[[User], Any]
) -> None:
    bob = protect(make_user("bob"))
    assert_problem(ada_protected.verify(bob.app.code()), 401, "mfa-code-invalid")
    assert_problem(ada_protected.verify(bob.paper[0], method="backup_code"), 401, "mfa-code-invalid")
    assert bob.verify(bob.app.code()).status_code == 200


def test_an_mfa_token_works_once(ada_protected: Any) -> None:
    token = ada_protected.asked()
    assert ada_protected.verify(ada_protected.paper[0], token=token, method="backup_code").status_code == 200
    again = ada_protected.verify(ada_protected.paper[1], token=token, method="backup_code")
    assert_problem(again, 401, "token-invalid")
    assert Session.objects.count() == 1


def test_mfa_12_after_five_minutes_the_mfa_token_has_expired(ada_protected: Any, held_clock: Any) -> None:
    token = ada_protected.asked()
    held_clock.advance(minutes=5)
    assert_problem(ada_protected.verify(ada_protected.app.code(), token=token), 401, "token-expired")


@pytest.mark.parametrize("token", ["", "x", "eyJhbGciOiJub25lIn0.e30.", "\u0665" * 43, "a" * 201, None, 7, ["x"]])
def test_what_is_no_mfa_token_opens_nothing(api: APIClient, ada_protected: Any, token: object) -> None:
    answer = api.post(VERIFY, {"mfa_token": token, "code": ada_protected.app.code()})
    assert (answer.status_code, answer.json()["type"]) in {
        (400, "/problems/validation-error"),
        (401, "/problems/token-invalid"),
    }
    assert not Session.objects.exists()


def test_five_wrong_codes_then_not_even_the_right_one(ada_protected: Any) -> None:
    token = ada_protected.asked()
    for _ in range(5):
        assert_problem(ada_protected.verify(ada_protected.app.wrong(), token=token), 401, "mfa-code-invalid")
    answer = ada_protected.verify(ada_protected.app.code(), token=token)
    assert_problem(answer, 429, "rate-limited")
    assert 890 <= int(answer["Retry-After"]) <= 900
    assert not Session.objects.exists()


def test_mfa_14_logging_in_again_brings_no_fresh_counter(ada_protected: Any) -> None:
    for _ in range(5):
        assert_problem(ada_protected.verify(ada_protected.app.wrong()), 401, "mfa-code-invalid")
    assert_problem(ada_protected.verify(ada_protected.app.code()), 429, "rate-limited")


def test_a_token_has_five_tries_whatever_they_are_spent_on(ada_protected: Any) -> None:
    token = ada_protected.asked()
    for code in ["aaaa-aaaa-aaaa-aaaa"] * 3:
        assert ada_protected.verify(code, token=token, method="backup_code").status_code == 401
    for _ in range(2):
        assert ada_protected.verify(ada_protected.app.wrong(), token=token).status_code == 401
    assert_problem(ada_protected.verify(ada_protected.app.code(), token=token), 401, "token-invalid")
    assert ada_protected.verify(ada_protected.app.code()).status_code == 200


def test_mfa_46_before_the_second_factor_there_is_nothing_to_refresh(api: APIClient, ada_protected: Any) -> None:
    api.post(TOKEN, {"username": "ada", "password": PASSWORD, "transport": "cookie"})
    answer = api.post(REFRESH, {}, HTTP_ORIGIN="http://localhost:8080")
    assert_problem(answer, 401, "unauthenticated")


def test_mfa_48_before_the_right_password_nobody_sees_the_second_factor(
    ada_protected: Any, make_user: Callable[..., User]
) -> None:
    make_user("bob")
    fixed: dict[str, Any] = {"HTTP_X_REQUEST_ID": "01890a5d-ac96-774b-bcce-b302099a8057"}
    with_it, without, nobody = (
        APIClient().post(TOKEN, {"username": name, "password": "wrong"}, **fixed) for name in ("ada", "bob", "nobody")
    )
    assert with_it.content == without.content == nobody.content
    assert sorted(with_it.items()) == sorted(without.items()) == sorted(nobody.items())


def disabled(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def deleted(user: User) -> None:
    user.delete()


def another_password(user: User) -> None:
    User.objects.filter(pk=user.pk).update(password="argon2$another")


@pytest.mark.parametrize("meanwhile", [disabled, deleted, another_password])
def test_mfa_52_what_happens_to_the_user_between_password_and_code(
    ada_protected: Any, meanwhile: Callable[[User], None]
) -> None:
    token, code = ada_protected.asked(), ada_protected.app.code()
    meanwhile(ada_protected.user)
    assert_problem(ada_protected.verify(code, token=token), 401, "invalid-credentials")
    assert not Session.objects.exists()


def test_a_factor_that_was_removed_between_the_steps_is_not_asked_any_more(ada_protected: Any) -> None:
    token, code = ada_protected.asked(), ada_protected.app.code()
    services.factors_disable(user_id=ada_protected.user.pk)
    assert_problem(ada_protected.verify(code, token=token), 401, "mfa-code-invalid")
    paper = ada_protected.verify(ada_protected.paper[0], token=token, method="backup_code")
    assert_problem(paper, 401, "mfa-code-invalid")
    assert not Session.objects.exists()


def test_two_mfa_tokens_at_once_share_the_codes_and_the_counter(ada_protected: Any) -> None:
    first, second = ada_protected.asked(), ada_protected.asked()
    code = ada_protected.app.code()
    assert ada_protected.verify(code, token=first).status_code == 200
    assert_problem(ada_protected.verify(code, token=second), 401, "mfa-code-invalid")
    assert ada_protected.verify(ada_protected.app.code(1), token=second).status_code == 200


# Codes of the app


def test_mfa_16_a_code_works_once(ada_protected: Any) -> None:
    code = ada_protected.app.code()
    assert ada_protected.verify(code).status_code == 200
    assert_problem(ada_protected.verify(code), 401, "mfa-code-invalid")


def test_after_a_code_the_ones_before_it_are_worth_nothing(ada_protected: Any) -> None:
    assert ada_protected.verify(ada_protected.app.code(1)).status_code == 200
    for earlier in (0, -1, 1):
        assert_problem(ada_protected.verify(ada_protected.app.code(earlier)), 401, "mfa-code-invalid")


def test_a_code_of_the_login_does_not_step_up(ada_protected: Any, client_of: Client) -> None:
    code = ada_protected.app.code()
    access = ada_protected.verify(code).json()["access"]
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    assert_problem(client.post(STEP_UP, {"method": "totp", "code": code}), 401, "mfa-code-invalid")
    assert client.post(STEP_UP, {"method": "totp", "code": ada_protected.app.code(1)}).status_code == 200
    assert_problem(ada_protected.verify(ada_protected.app.code(1)), 401, "mfa-code-invalid")


def test_the_code_that_confirmed_the_setup_does_not_log_in(
    ada: User, client_of: Client, app_of: Callable[[str], Any]
) -> None:
    client = client_of(ada)
    code = app_of(client.post(SETUP, {}).json()["secret"]).code()
    assert client.post(CONFIRM, {"code": code}).status_code == 200
    token = APIClient().post(TOKEN, {"username": "ada", "password": PASSWORD}).json()["mfa_token"]
    assert_problem(APIClient().post(VERIFY, {"mfa_token": token, "code": code}), 401, "mfa-code-invalid")


@pytest.mark.parametrize("steps", [-2, 2, -3, 3, 10, -10])
def test_mfa_18_a_code_of_two_steps_away_is_wrong(ada_protected: Any, steps: int) -> None:
    if ada_protected.app.code(steps) not in {ada_protected.app.code(near) for near in (-1, 0, 1)}:
        assert_problem(ada_protected.verify(ada_protected.app.code(steps)), 401, "mfa-code-invalid")


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_mfa_28_a_clock_may_be_off_by_thirty_seconds(ada_protected: Any, seconds: int) -> None:
    assert ada_protected.verify(ada_protected.app.code(seconds // 30)).status_code == 200


ODD_CODES = [
    " 123456",
    "123456 ",
    "123456\n",
    "+123456",
    "-123456",
    "0000123456",
    "1_2_3_4_5_6",
    "１２３４５６",
    "١٢٣٤٥٦",
    "१२३४५६",
    "𝟏𝟐𝟑𝟒𝟓𝟔",
    "12345",
    "1234567",
    "1.2345",
    "123 456",
    "0x1234",
    "1e5000",
    "123456\x00",
    "\ud800",
    "",
    " ",
    123456,
    123456.0,
    True,
    None,
    ["123456"],
    ["000000", "000001", "000002"],
    {"code": "123456"},
    {},
    [],
    "9" * 65,
]


@pytest.mark.parametrize("code", ODD_CODES, ids=repr)
def test_mfa_20_and_24_what_is_not_six_ascii_digits_is_not_looked_at(
    post_json: Callable[..., Any], ada_protected: Any, code: object
) -> None:
    answer = post_json(VERIFY, {"mfa_token": ada_protected.asked(), "code": code})
    problem = assert_problem(answer, 400, "validation-error")
    assert [error["pointer"] for error in problem["errors"]] == ["/code"]
    assert failures(ada_protected.user) == 0


@pytest.mark.parametrize("spelling", [" {}", "{} ", "+{}", "0000{}", "{}\n"])
def test_mfa_20_the_right_number_in_another_spelling_is_refused(ada_protected: Any, spelling: str) -> None:
    """What int() would take."""
    answer = ada_protected.verify(spelling.format(ada_protected.app.code()))
    assert_problem(answer, 400, "validation-error")
    assert ada_protected.device.last_t == -1


def test_confirming_and_stepping_up_are_as_strict(ada_protected: Any, client_of: Client) -> None:
    client = client_of(ada_protected.user)
    for code in ODD_CODES:
        for url, body in ((CONFIRM, {"code": code}), (STEP_UP, {"method": "totp", "code": code})):
            answer = client.post(url, json.dumps(body), content_type="application/json")
            assert_problem(answer, 400, "validation-error")


def test_mfa_22_leading_zeros_count(ada_protected: Any, held_clock: Any) -> None:
    while not ada_protected.app.code().startswith("0"):
        held_clock.advance(seconds=30)
    assert ada_protected.verify(ada_protected.app.code()).status_code == 200


def test_mfa_26_forged_addresses_bring_no_more_guesses(ada_protected: Any) -> None:
    wrong = ada_protected.app.wrong()
    statuses = [
        ada_protected.verify(
            wrong, HTTP_X_FORWARDED_FOR=f"203.0.113.{host}", HTTP_X_REAL_IP=f"198.51.100.{host}"
        ).status_code
        for host in range(8)
    ]
    assert statuses == [401] * 5 + [429] * 3


def test_the_lock_ends_after_a_quarter_of_an_hour_and_cannot_be_kept_up(ada_protected: Any, held_clock: Any) -> None:
    for _ in range(5):
        ada_protected.verify(ada_protected.app.wrong())
    held_clock.advance(minutes=14, seconds=59)
    for _ in range(20):
        assert ada_protected.verify(ada_protected.app.wrong()).status_code == 429
    held_clock.advance(seconds=1)
    assert ada_protected.verify(ada_protected.app.code()).status_code == 200


def test_mfa_30_ten_late_codes_in_a_row_move_no_clock(ada_protected: Any, held_clock: Any) -> None:
    for _ in range(10):
        held_clock.advance(minutes=1)
        assert ada_protected.verify(ada_protected.app.code(1)).status_code == 200
    held_clock.advance(minutes=5)
    assert_problem(ada_protected.verify(ada_protected.app.code(2)), 401, "mfa-code-invalid")
    assert not hasattr(ada_protected.device, "drift")


@pytest.mark.parametrize("url", [DISABLE, REGENERATE])
@pytest.mark.parametrize(("proof", "minutes_ago"), [(None, 0), (BY_PASSWORD_AND_CODE, 5.1)])
def test_mfa_32_a_factor_is_changed_only_by_who_just_showed_it(
    ada_protected: Any, client_of: Client, url: str, proof: Any, minutes_ago: float
) -> None:
    client = client_of(ada_protected.user, *([proof] if proof else []), minutes_ago=minutes_ago)
    told = assert_problem(client.post(url, {}), 401, "insufficient-user-authentication")
    assert told["acr_values"] == "mfa"
    assert ada_protected.device.confirmed
    assert BackupCode.objects.filter(used_at=None).count() == 10


@pytest.mark.parametrize("name", ["device", "device_id", "otp_device", "persistent_id"])
def test_mfa_34_no_device_can_be_named(ada_protected: Any, name: str) -> None:
    token = ada_protected.asked()
    for value in ("auth.User/1", "x/../y", "mfa.totpdevice/1", "otp_totp.totpdevice/1"):
        answer = ada_protected.verify(ada_protected.app.code(), token=token, **{name: value})
        problem = assert_problem(answer, 400, "unknown-field")
        assert [error["pointer"] for error in problem["errors"]] == [f"/{name}"]


@pytest.mark.parametrize("method", ["auth.User/1", "x/../y", "password", "TOTP", "", None, ["totp"], 1, {"a": 1}])
def test_mfa_34_only_known_methods_are_methods(ada_protected: Any, method: object) -> None:
    answer = ada_protected.verify(ada_protected.app.code(), method=method)
    assert_problem(answer, 400, "validation-error")


# Codes on paper


def test_mfa_36_a_backup_code_works_once(ada_protected: Any) -> None:
    [code, *_] = ada_protected.paper
    assert ada_protected.verify(code, method="backup_code").status_code == 200
    assert_problem(ada_protected.verify(code, method="backup_code"), 401, "mfa-code-invalid")


def test_new_codes_end_the_old_ones(ada_protected: Any, client_of: Client) -> None:
    client = client_of(ada_protected.user, BY_PASSWORD_AND_CODE)
    fresh = client.post(REGENERATE, {}).json()["backup_codes"]
    assert len(set(fresh)) == 10
    assert not set(fresh) & set(ada_protected.paper)
    assert_problem(ada_protected.verify(ada_protected.paper[0], method="backup_code"), 401, "mfa-code-invalid")
    assert ada_protected.verify(fresh[0], method="backup_code").status_code == 200


@pytest.mark.parametrize("path", ["backup-codes/", "backup-tokens/", "recovery-codes/", "codes/"])
def test_mfa_38_backup_codes_are_never_shown_again(ada_protected: Any, client_of: Client, path: str) -> None:
    client = client_of(ada_protected.user, BY_PASSWORD_AND_CODE)
    assert_problem(client.get(f"/api/users/2fa/{path}"), 404, "not-found")
    assert_problem(client.get(REGENERATE), 405, "method-not-allowed")
    shown = client.get(STATUS).content.decode()
    assert not [code for code in ada_protected.paper if code in shown or code.replace("-", "") in shown]


@pytest.mark.parametrize(
    "spelled",
    [
        str.upper,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code} \t",
        lambda code: code.replace("-", " \u2013 "),
        lambda code: "-".join(code.replace("-", "").upper()),
    ],
)
def test_mfa_40_case_blanks_and_hyphens_of_a_backup_code_do_not_matter(
    ada_protected: Any, spelled: Callable[[str], str]
) -> None:
    assert ada_protected.verify(spelled(ada_protected.paper[0]), method="backup_code").status_code == 200


@pytest.mark.parametrize("code", [7, True, None, ["a"], {"a": 1}, "x" * 65])
def test_a_backup_code_is_one_short_text(ada_protected: Any, code: object) -> None:
    assert_problem(ada_protected.verify(code, method="backup_code"), 400, "validation-error")


@pytest.mark.parametrize("code", ["%", "*", "' OR 1=1 --", "aaaa-aaaa-aaaa-aaa\u212a", "ａ" * 16, ""])
def test_what_is_no_backup_code_opens_nothing(ada_protected: Any, code: str) -> None:
    assert_problem(ada_protected.verify(code, method="backup_code"), 401, "mfa-code-invalid")


def test_mfa_50_a_code_in_the_wrong_box_is_wrong_and_locks_nothing(ada_protected: Any) -> None:
    for _ in range(6):
        assert_problem(ada_protected.verify(ada_protected.paper[0], method="totp"), 401, "mfa-code-invalid")
        code = ada_protected.app.code()
        assert_problem(ada_protected.verify(code, method="backup_code"), 401, "mfa-code-invalid")
    assert not Guesses.objects.exists()
    assert ada_protected.verify(ada_protected.app.code()).status_code == 200
    assert ada_protected.verify(ada_protected.paper[0], method="backup_code").status_code == 200


def test_guessing_one_method_does_not_lock_the_other(ada_protected: Any) -> None:
    for _ in range(6):
        ada_protected.verify("aaaa-aaaa-aaaa-aaaa", method="backup_code")
    assert ada_protected.verify(ada_protected.paper[0], method="backup_code").status_code == 429
    assert failures(ada_protected.user) == 0
    assert ada_protected.verify(ada_protected.app.code()).status_code == 200


# The rest of the wire


def test_the_whole_session_ends_when_an_administrator_resets_the_factors(ada_protected: Any, client_of: Client) -> None:
    client = client_of(ada_protected.user, BY_PASSWORD_AND_CODE)
    with transaction.atomic():
        services.factors_reset(ada_protected.user)
    assert_problem(client.get(STATUS), 401, "token-revoked")
    assert Session.objects.get().end_reason == EndReason.FACTORS
    assert not TotpDevice.objects.exists()
    assert not BackupCode.objects.exists()


def test_an_ended_session_does_not_step_up(ada_protected: Any, client_of: Client) -> None:
    client = client_of(ada_protected.user)
    end_all(user_id=ada_protected.user.pk, reason=EndReason.ENDED)
    answer = client.post(STEP_UP, {"method": "totp", "code": ada_protected.app.code()})
    assert_problem(answer, 401, "token-revoked")
    assert ada_protected.device.last_t == -1


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_foreign_page_cannot_plant_a_session_in_the_second_step(ada_protected: Any, origin: str) -> None:
    answer = ada_protected.verify(ada_protected.app.code(), transport="cookie", HTTP_ORIGIN=origin)
    assert_problem(answer, 403, "csrf-failed")
    assert ada_protected.device.last_t == -1


def test_other_methods_are_not_offered(ada: User, client_of: Client) -> None:
    client = client_of(ada)
    for url in (VERIFY, SETUP, CONFIRM, DISABLE, REGENERATE):
        for method in ("get", "put", "patch", "delete"):
            answer = getattr(client, method)(url)
            assert_problem(answer, 405, "method-not-allowed")
            assert answer["Allow"] == "POST, OPTIONS"


@pytest.mark.parametrize("body", ["[]", "null", "7", "", "{", '{"code":"1","code":"2"}'])
def test_the_body_is_one_object(api: APIClient, body: str) -> None:
    answer = api.post(VERIFY, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["type"] in {"/problems/malformed-json", "/problems/duplicate-key"}
