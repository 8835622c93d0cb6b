"""Codes by text message, through the local sink."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.errors import DependencyUnavailable
from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.mfa import guesses, selectors
from user_service.mfa.adapters.sms_files import SmsFiles
from user_service.mfa.models import BackupCode, Guesses, SmsDevice
from user_service.sessions.domain.proof import BY_PASSWORD_AND_CODE
from user_service.sessions.models import Session

pytestmark = pytest.mark.django_db

SETUP, CONFIRM, SEND = "/api/users/2fa/sms/setup/", "/api/users/2fa/sms/verify-setup/", "/api/users/2fa/sms/send/"
REMOVE, VERIFY, STEP_UP = "/api/users/2fa/sms/", "/api/users/2fa/verify-login/", "/api/auth/step-up/"
PHONE = "+491711234542"

Client = Callable[..., APIClient]
Texts = Callable[[], list[str]]


def code_in(text: str) -> str:
    found = re.search(r"\b[0-9]{6}\b", text)
    assert found
    return found[0]


def other_than(code: str) -> str:
    return "000000" if code != "000000" else "000001"


@pytest.fixture
def telephone(ada: User, client_of: Client, texts: Texts) -> list[str]:
    """Ada has a telephone; her backup codes."""
    client = client_of(ada)
    assert client.post(SETUP, {"phone": PHONE}).status_code == 202
    answer = client.post(CONFIRM, {"code": code_in(texts()[-1])})
    assert answer.status_code == 200
    codes: list[str] = answer.json()["backup_codes"]
    return codes


def sent_for(user: User, texts: Texts) -> tuple[str, str]:
    """An mfa_token, and the code that went to the telephone for it."""
    token = APIClient().post("/api/token/", {"username": user.username, "password": "a quiet engine hums"}).json()
    answer = APIClient().post(SEND, {"mfa_token": token["mfa_token"]})
    assert answer.status_code == 202
    assert answer.json() == {"phone_hint": "…42", "expires_in": 300}
    return token["mfa_token"], code_in(texts()[-1])


def verify(token: str, code: str) -> Any:
    return APIClient().post(VERIFY, {"mfa_token": token, "method": "sms", "code": code})


def test_a_telephone_is_a_factor_once_its_code_came_back(ada: User, client_of: Client, texts: Texts) -> None:
    client = client_of(ada)
    answer = client.post(SETUP, {"phone": "+49 (171) 123-4542"})
    assert (answer.status_code, answer.json()) == (202, {"phone_hint": "…42", "expires_in": 300})
    [text] = texts()
    assert f"To: {PHONE}" in text
    assert selectors.methods(ada.pk) == []
    told = client.post(CONFIRM, {"code": code_in(text)}).json()
    assert len(told["backup_codes"]) == 10
    assert selectors.methods(ada.pk) == ["sms", "backup_code"]
    assert Session.objects.get().acr == "mfa"
    assert SmsDevice.objects.get().phone == PHONE


def test_beside_an_app_a_telephone_brings_no_other_backup_codes(
    ada_protected: Any, client_of: Client, texts: Texts
) -> None:
    client = client_of(ada_protected.user, BY_PASSWORD_AND_CODE)
    client.post(SETUP, {"phone": PHONE})
    assert client.post(CONFIRM, {"code": code_in(texts()[-1])}).json()["backup_codes"] == []
    assert ada_protected.verify(ada_protected.paper[0], method="backup_code").status_code == 200


def test_a_code_that_was_sent_ends_the_login_once(ada: User, telephone: list[str], texts: Texts) -> None:
    token, code = sent_for(ada, texts)
    assert verify(token, code).status_code == 200
    again, _ = sent_for(ada, texts)
    assert_problem(verify(again, code), 401, "mfa-code-invalid")
    assert Session.objects.latest("pk").amr == ["pwd", "sms", "mfa"]


def test_a_newer_code_ends_the_one_before(ada: User, telephone: list[str], texts: Texts) -> None:
    token, first = sent_for(ada, texts)
    APIClient().post(SEND, {"mfa_token": token})
    if code_in(texts()[-1]) != first:
        assert_problem(verify(token, first), 401, "mfa-code-invalid")
    assert verify(token, code_in(texts()[-1])).status_code == 200


def test_a_code_is_worth_nothing_after_five_minutes(
    ada: User, telephone: list[str], texts: Texts, held_clock: Any
) -> None:
    _, code = sent_for(ada, texts)
    held_clock.advance(minutes=5)
    fresh = APIClient().post("/api/token/", {"username": "ada", "password": "a quiet engine hums"}).json()
    assert_problem(verify(fresh["mfa_token"], code), 401, "mfa-code-invalid")


def test_three_messages_in_a_quarter_of_an_hour(ada: User, telephone: list[str], texts: Texts, held_clock: Any) -> None:
    token, _ = sent_for(ada, texts)
    APIClient().post(SEND, {"mfa_token": token})
    refused = APIClient().post(SEND, {"mfa_token": token}, HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert_problem(refused, 429, "rate-limited")
    assert len(texts()) == 3  # one of the setup, two of the login
    held_clock.advance(minutes=15)
    sent_for(ada, texts)


def test_many_accounts_do_not_keep_one_phone_ringing(
    make_user: Callable[..., User], client_of: Client, texts: Texts, held_clock: Any
) -> None:
    statuses = [
        client_of(make_user(name)).post(SETUP, {"phone": PHONE}).status_code for name in ("abe", "bob", "cid", "dan")
    ]
    assert statuses == [202, 202, 202, 429]
    assert len(texts()) == 3
    assert not SmsDevice.objects.filter(user__username="dan").exists()
    held_clock.advance(minutes=15)
    assert guesses.forget_sends() == 4  # three accounts' and the number's
    assert not Guesses.objects.exists()


def test_five_wrong_codes_end_the_code_and_lock_the_telephone(ada: User, telephone: list[str], texts: Texts) -> None:
    token, code = sent_for(ada, texts)
    for _ in range(5):
        assert_problem(verify(token, other_than(code)), 401, "mfa-code-invalid")
    assert_problem(verify(token, code), 429, "rate-limited")
    paper = {"mfa_token": token, "method": "backup_code", "code": telephone[0]}
    assert_problem(APIClient().post(VERIFY, paper), 401, "token-invalid")  # this token's five tries are spent
    paper["mfa_token"], _ = sent_for(ada, texts)
    assert APIClient().post(VERIFY, paper).status_code == 200


def test_five_wrong_codes_end_a_setup(ada: User, client_of: Client, texts: Texts) -> None:
    client = client_of(ada)
    client.post(SETUP, {"phone": PHONE})
    code = code_in(texts()[-1])
    for _ in range(5):
        assert_problem(client.post(CONFIRM, {"code": other_than(code)}), 400, "mfa-code-invalid")
    assert_problem(client.post(CONFIRM, {"code": code}), 429, "rate-limited")
    assert not SmsDevice.objects.get().confirmed


def test_a_code_of_a_telephone_is_not_one_of_an_app(ada: User, telephone: list[str], texts: Texts) -> None:
    token, code = sent_for(ada, texts)
    answer = APIClient().post(VERIFY, {"mfa_token": token, "code": code})
    assert_problem(answer, 401, "mfa-code-invalid")


def test_stepping_up_by_text_message(ada: User, telephone: list[str], client_of: Client, texts: Texts) -> None:
    client = client_of(ada)
    assert client.post("/api/auth/step-up/options/", {"method": "sms"}).status_code == 202
    assert client.post(STEP_UP, {"method": "sms", "code": code_in(texts()[-1])}).status_code == 200


def test_signed_in_a_code_is_sent_without_a_token_of_a_login(
    ada: User, telephone: list[str], client_of: Client, texts: Texts
) -> None:
    assert client_of(ada).post(SEND, {}).status_code == 202
    assert len(texts()) == 2


@pytest.mark.parametrize(("body", "slug"), [({}, "unauthenticated"), ({"mfa_token": "x" * 43}, "token-invalid")])
def test_nobody_sends_messages_to_strangers(api: APIClient, texts: Texts, body: Any, slug: str) -> None:
    assert_problem(api.post(SEND, body), 401, slug)
    assert texts() == []


def test_without_a_telephone_nothing_is_sent(ada_protected: Any, texts: Texts) -> None:
    answer = APIClient().post(SEND, {"mfa_token": ada_protected.asked()})
    assert_problem(answer, 400, "method-not-available")
    assert texts() == []


@pytest.mark.parametrize(
    "phone",
    ["0171 1234567", "+49", "+0049171123456", "+49171123456789012", "+٤٩١٧١١٢٣٤٥٦", "", "x", None, 49171, ["+49171"]],
)
def test_a_number_has_its_country_code(ada: User, client_of: Client, texts: Texts, phone: object) -> None:
    problem = assert_problem(client_of(ada).post(SETUP, {"phone": phone}), 400, "validation-error")
    assert [error["pointer"] for error in problem["errors"]] == ["/phone"]
    assert texts() == []


def test_a_stolen_access_token_sets_no_telephone_up(ada: User, client_of: Client, texts: Texts) -> None:
    client = client_of(ada, minutes_ago=5.1)
    assert_problem(client.post(SETUP, {"phone": PHONE}), 401, "insufficient-user-authentication")
    assert texts() == []


def test_a_telephone_in_force_is_not_replaced_unasked(
    ada: User, telephone: list[str], client_of: Client, texts: Texts
) -> None:
    client = client_of(ada, BY_PASSWORD_AND_CODE)
    assert_problem(client.post(SETUP, {"phone": "+15005550006"}), 409, "mfa-already-enabled")
    assert_problem(client.post(CONFIRM, {"code": "123456"}), 409, "mfa-already-enabled")
    assert SmsDevice.objects.get().phone == PHONE


def test_removing_the_last_factor_removes_the_paper_too(ada: User, telephone: list[str], client_of: Client) -> None:
    assert_problem(client_of(ada).delete(REMOVE), 401, "insufficient-user-authentication")
    client = client_of(ada, BY_PASSWORD_AND_CODE)
    assert client.delete(REMOVE).status_code == 204
    assert not SmsDevice.objects.exists()
    assert not BackupCode.objects.exists()
    assert selectors.methods(ada.pk) == []


def test_when_nobody_delivers_the_caller_is_told(
    ada: User, telephone: list[str], client_of: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: SmsFiles, **_message: str) -> None:
        raise DependencyUnavailable("Text messages cannot be sent right now.", target="sms")

    monkeypatch.setattr(SmsFiles, "send", broken)
    answer = client_of(ada).post(SEND, {})
    assert_problem(answer, 503, "dependency-unavailable")
    assert answer["Retry-After"]


def test_a_setup_that_was_never_begun_cannot_be_confirmed(ada: User, client_of: Client) -> None:
    assert_problem(client_of(ada).post(CONFIRM, {"code": "123456"}), 410, "mfa-setup-expired")
