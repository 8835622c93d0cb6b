"""POST /api/auth/passkey/options/ and /api/auth/passkey/login/."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.conf import settings
from rest_framework.test import APIClient

from servicekit import clock
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock
from user_service.accounts.models import User
from user_service.keys.ring import ring
from user_service.mfa.challenges import challenge_begin
from user_service.passkeys import services
from user_service.passkeys.domain.purpose import Purpose
from user_service.passkeys.models import Passkey, PasskeyChallenge
from user_service.sessions.models import Session
from user_service.sessions.services import session_open
from user_service.tests.authenticator import BE, BS, PRESENT, SHOP, UP, UV, Authenticator, Ed25519, Es256, Rsa

pytestmark = pytest.mark.django_db

OPTIONS, LOGIN = "/api/auth/passkey/options/", "/api/auth/passkey/login/"
Go = Callable[..., Any]


@pytest.mark.parametrize("key", [Es256, Ed25519, Rsa])
def test_a_passkey_opens_a_session_with_both_factors_proved(ada: User, add: Go, log_in_with: Go, key: Any) -> None:
    device = Authenticator(key=key())
    passkey = add(ada, device)
    answer = log_in_with(device)
    assert answer.status_code == 200, answer.content
    assert answer.json().keys() == {"access", "refresh", "token_type", "expires_in"}
    assert answer["Cache-Control"] == "no-store"
    public_key = ring().active.public_key()
    claims = jwt.decode(answer.json()["access"], public_key, algorithms=["RS256"], audience="shopmesh")
    assert (claims["sub"], claims["acr"], claims["amr"]) == (str(ada.pk), "mfa", ["swk", "user", "mfa"])
    passkey.refresh_from_db()
    assert passkey.last_used_at is not None
    assert passkey.last_used_at <= clock.now()


def test_the_cookie_transport_works_from_our_own_pages_only(
    api: APIClient, adas: Passkey, phone: Authenticator
) -> None:
    for origin, status in (("https://elsewhere.example", 403), (SHOP, 200)):
        begun = api.post(OPTIONS, {}).json()
        body = {"challenge_id": begun["challenge_id"], "credential": phone.get(begun["public_key"])}
        answer = api.post(LOGIN, body | {"transport": "cookie"}, HTTP_ORIGIN=origin)
        assert answer.status_code == status
        assert ("rt" in answer.cookies) is (status == 200)
    assert "refresh" not in answer.json()


def test_options_name_no_account_and_demand_verification(api: APIClient, adas: Passkey) -> None:
    answer = api.post(OPTIONS, {})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    body = answer.json()
    assert body["public_key"] == {
        "challenge": body["challenge_id"],
        "timeout": 300_000,
        "rpId": "localhost",
        "userVerification": "required",
    }
    row = PasskeyChallenge.objects.get(purpose=Purpose.LOGIN)
    assert row.digest != body["challenge_id"]
    assert (row.user, row.used_at) == (None, None)


def test_a_token_of_a_waiting_login_is_asked_with_its_users_passkeys_only(
    api: APIClient, ada: User, adas: Passkey, make_user: Go, add: Go
) -> None:
    add(make_user("bob"), Authenticator())
    token = challenge_begin(user=ada, attempt="")
    body = api.post(OPTIONS, {"mfa_token": token}).json()
    assert [one["id"] for one in body["public_key"]["allowCredentials"]] == [adas.credential_id]
    assert PasskeyChallenge.objects.get(purpose=Purpose.SECOND_FACTOR).user == ada


def test_a_token_of_no_login_gets_no_options(api: APIClient) -> None:
    assert_problem(api.post(OPTIONS, {"mfa_token": "made-up"}), 401, "token-invalid")
    assert not PasskeyChallenge.objects.exists()


BENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another origin": ({"origin": "https://sh0p.example"}, {}),
    "our origin on another scheme": ({"origin": "https://localhost:8080"}, {}),
    "an origin of another type": ({"origin": ["http://localhost:8080"]}, {}),
    "another relying party": ({"rp_id": "sh0p.example"}, {}),
    "another challenge": ({}, {"challenge": "n6hCP2nN3fKrUTcGlNmEwJPC0lbNpdcXmZJjP4UKVbk"}),
    "a challenge that is no text": ({}, {"challenge": 17}),
    "the answer of a registration": ({}, {"kind": "webauthn.create"}),
    "from inside a frame": ({}, {"frame": {"crossOrigin": True}}),
    "from inside somebody's frame": ({}, {"frame": {"topOrigin": "https://elsewhere.example"}}),
    "user not verified": ({"flags": UP}, {}),
    "user not present": ({"flags": UV}, {}),
    "backed up all at once": ({"flags": PRESENT | BE | BS}, {}),
    "backed up, but not eligible": ({"flags": PRESENT | BS}, {}),
    "a counter that went back": ({"counter": 4}, {}),
    "a counter that stood still": ({"counter": 5}, {}),
    "somebody else's user handle": ({"user_handle": b"0123456789abcdef"}, {}),
    "no user handle": ({"user_handle": None}, {}),
    "signed with another key": ({"key": Es256()}, {}),
    "signed with a key of another kind": ({"key": Ed25519()}, {}),
    "an unknown credential": ({"credential_id": bytes(32)}, {}),
}


@pytest.mark.parametrize(("device", "answer"), BENT.values(), ids=BENT.keys())
def test_every_wrong_answer_is_one_refusal_that_changes_nothing(
    ada: User, add: Go, log_in_with: Go, device: dict[str, Any], answer: dict[str, Any]
) -> None:
    phone = Authenticator(counter=5)
    before = _facts(add(ada, phone))
    phone.counter = 6
    for name, value in device.items():
        setattr(phone, name, value)
    refused = log_in_with(phone, **answer)
    assert _without_instance(assert_problem(refused, 401, "passkey-invalid")) == REFUSED
    assert not Session.objects.exists()
    assert _facts(Passkey.objects.get()) == before


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("where", [0, -1])
def test_every_changed_byte_is_noticed(
    api: APIClient, adas: Passkey, phone: Authenticator, part: str, where: int
) -> None:
    begun = api.post(OPTIONS, {}).json()
    credential = phone.get(begun["public_key"])
    credential["response"][part] = _other(credential["response"][part], where)
    answer = api.post(LOGIN, {"challenge_id": begun["challenge_id"], "credential": credential})
    assert_problem(answer, 401, "passkey-invalid")
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "junk",
    [
        "AA",
        "gYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGB" * 400,  # arrays in arrays in arrays
        "_" * 20_000,
        "W10",  # []
        "bnVsbA",  # null
        "eyJ0eXBlIjp7fX0",  # {"type":{}}
    ],
)
@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature", "userHandle"])
def test_bytes_that_are_something_else_are_refused(
    api: APIClient, adas: Passkey, phone: Authenticator, part: str, junk: str
) -> None:
    begun = api.post(OPTIONS, {}).json()
    credential = phone.get(begun["public_key"])
    credential["response"][part] = junk
    answer = api.post(LOGIN, {"challenge_id": begun["challenge_id"], "credential": credential})
    assert answer.status_code in {400, 401}
    assert answer.json()["type"] in {"/problems/validation-error", "/problems/passkey-invalid"}
    assert not Session.objects.exists()


WRONG_TYPES = [None, 7, True, [], {}, "", "a b", "a==", "é", "A", ["QUJD"], {"a": 1}, "\ud800"]


@pytest.mark.parametrize(
    "path",
    [
        "challenge_id",
        "credential",
        "transport",
        "credential/id",
        "credential/rawId",
        "credential/type",
        "credential/response",
        "credential/response/clientDataJSON",
        "credential/response/authenticatorData",
        "credential/response/signature",
        "credential/response/userHandle",
    ],
)
def test_values_of_other_types_are_named(post_json: Go, adas: Passkey, phone: Authenticator, path: str) -> None:
    *outer, last = path.split("/")
    for wrong in WRONG_TYPES:
        challenge_id, options = services.options_for(None, Purpose.LOGIN)
        body: dict[str, Any] = {"challenge_id": challenge_id, "credential": phone.get(options)}
        inner = body
        for name in outer:
            inner = inner[name]
        inner[last] = wrong
        answer = post_json(LOGIN, body)
        if answer.status_code == 401:  # of the right type, but not the right value
            assert_problem(answer, 401, "passkey-invalid")
        else:
            told = assert_problem(answer, 400, "validation-error")["errors"]
            assert all(error["pointer"].startswith(f"/{path}") for error in told), (wrong, told)
    assert not Session.objects.exists()


@pytest.mark.parametrize("missing", ["id", "rawId", "type", "response"])
def test_a_member_that_is_missing_is_named(api: APIClient, adas: Passkey, phone: Authenticator, missing: str) -> None:
    challenge_id, options = services.options_for(None, Purpose.LOGIN)
    credential = phone.get(options)
    del credential[missing]
    answer = api.post(LOGIN, {"challenge_id": challenge_id, "credential": credential})
    told = assert_problem(answer, 400, "validation-error")
    assert [error["pointer"] for error in told["errors"]] == [f"/credential/{missing}"]
    assert PasskeyChallenge.objects.get(purpose=Purpose.LOGIN).used_at is None


def test_two_ids_that_differ_are_refused(api: APIClient, adas: Passkey, phone: Authenticator) -> None:
    challenge_id, options = services.options_for(None, Purpose.LOGIN)
    credential = phone.get(options) | {"id": "QUJDREVGR0hJSktMTU5PUA"}
    assert_problem(api.post(LOGIN, {"challenge_id": challenge_id, "credential": credential}), 401, "passkey-invalid")


def test_an_answer_counts_once(api: APIClient, adas: Passkey, phone: Authenticator) -> None:
    begun = api.post(OPTIONS, {}).json()
    body = {"challenge_id": begun["challenge_id"], "credential": phone.get(begun["public_key"])}
    assert api.post(LOGIN, body).status_code == 200
    assert_problem(api.post(LOGIN, body), 401, "passkey-invalid")
    assert Session.objects.count() == 1


def test_a_failed_answer_uses_the_challenge_up_as_well(api: APIClient, adas: Passkey, phone: Authenticator) -> None:
    begun = api.post(OPTIONS, {}).json()
    phone.origin = "https://sh0p.example"
    bad = {"challenge_id": begun["challenge_id"], "credential": phone.get(begun["public_key"])}
    assert_problem(api.post(LOGIN, bad), 401, "passkey-invalid")
    phone.origin = SHOP
    good = bad | {"credential": phone.get(begun["public_key"])}
    assert_problem(api.post(LOGIN, good), 401, "passkey-invalid")


def test_a_challenge_is_good_for_five_minutes(
    api: APIClient, adas: Passkey, phone: Authenticator, held_clock: HeldClock
) -> None:
    for wait, status in ((timedelta(minutes=5), 401), (timedelta(minutes=5, seconds=-1), 200)):
        begun = api.post(OPTIONS, {}).json()
        held_clock.advance(seconds=wait.total_seconds())
        body = {"challenge_id": begun["challenge_id"], "credential": phone.get(begun["public_key"])}
        assert api.post(LOGIN, body).status_code == status
    assert services.challenges_purge() == 2  # the registration's and the one that came too late


@pytest.mark.parametrize("purpose", [Purpose.REGISTER, Purpose.SECOND_FACTOR, Purpose.STEP_UP])
def test_a_challenge_for_something_else_opens_nothing(
    api: APIClient, ada: User, adas: Passkey, phone: Authenticator, purpose: Purpose
) -> None:
    challenge_id, options = services.options_for(ada, purpose)
    answer = api.post(LOGIN, {"challenge_id": challenge_id, "credential": phone.get(options)})
    assert_problem(answer, 401, "passkey-invalid")
    assert PasskeyChallenge.objects.get(purpose=purpose, used_at__isnull=True).user == ada


def test_a_disabled_user_is_answered_like_a_stranger(
    ada: User, adas: Passkey, phone: Authenticator, log_in_with: Go
) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert _without_instance(assert_problem(log_in_with(phone), 401, "passkey-invalid")) == REFUSED
    assert not Session.objects.exists()


def test_a_user_disabled_while_signing_in_is_answered_the_same(
    ada: User, adas: Passkey, phone: Authenticator, log_in_with: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disable_first(**asked: Any) -> Any:
        User.objects.filter(pk=ada.pk).update(is_active=False)
        return session_open(**asked)

    monkeypatch.setattr("user_service.passkeys.services.session_open", disable_first)
    assert _without_instance(assert_problem(log_in_with(phone), 401, "passkey-invalid")) == REFUSED
    assert not Session.objects.exists()


def test_a_deleted_user_leaves_no_passkey_behind(
    ada: User, adas: Passkey, phone: Authenticator, log_in_with: Go
) -> None:
    ada.delete()
    assert_problem(log_in_with(phone), 401, "passkey-invalid")


def test_a_removed_passkey_opens_nothing(ada: User, adas: Passkey, phone: Authenticator, log_in_with: Go) -> None:
    services.passkey_remove(user_id=ada.pk, passkey_id=adas.pk)
    assert_problem(log_in_with(phone), 401, "passkey-invalid")


def test_a_counter_that_goes_on_is_remembered(ada: User, add: Go, log_in_with: Go) -> None:
    device = Authenticator(counter=1)
    passkey = add(ada, device)
    for count in (2, 9):
        device.counter = count
        assert log_in_with(device).status_code == 200
        passkey.refresh_from_db()
        assert passkey.sign_count == count


def test_a_passkey_that_is_copied_to_another_device_says_so(ada: User, add: Go, log_in_with: Go) -> None:
    device = Authenticator(flags=PRESENT | BE)
    passkey = add(ada, device)
    assert (passkey.backup_eligible, passkey.backed_up) == (True, False)
    device.flags |= BS
    assert log_in_with(device).status_code == 200
    passkey.refresh_from_db()
    assert passkey.backed_up


@pytest.mark.parametrize("path", [OPTIONS, LOGIN])
def test_unknown_fields_and_parameters_are_refused(api: APIClient, path: str) -> None:
    assert_problem(api.post(f"{path}?next=/", {}), 400, "unknown-parameter")
    assert api.post(path, {"username": "ada"}).status_code == 400
    assert not PasskeyChallenge.objects.exists()


def test_a_bad_bearer_does_not_stand_in_the_way(
    bearer: Callable[[str], APIClient], adas: Passkey, phone: Authenticator
) -> None:
    client = bearer("stale")
    begun = client.post(OPTIONS, {}).json()
    body = {"challenge_id": begun["challenge_id"], "credential": phone.get(begun["public_key"])}
    assert client.post(LOGIN, body).status_code == 200


def test_in_production_only_the_public_address_counts(
    api: APIClient, adas: Passkey, phone: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Host that was asked is an origin of ours in development; in production whoever asks could choose it."""
    phone.origin = "http://testserver"
    for environment, status in (("production", 401), ("development", 200)):
        monkeypatch.setattr(settings.SHOPMESH, "shopmesh_env", environment)
        begun = api.post(OPTIONS, {}).json()
        body = {"challenge_id": begun["challenge_id"], "credential": phone.get(begun["public_key"])}
        assert api.post(LOGIN, body, HTTP_HOST="testserver").status_code == status


REFUSED = {
    "type": "/problems/passkey-invalid",
    "title": "The passkey was not accepted",
    "status": 401,
    "detail": "Ask for new options and try again, or sign in another way.",
}


def _without_instance(problem: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in problem.items() if name != "instance"}


def _facts(passkey: Passkey) -> tuple[Any, ...]:
    return (passkey.sign_count, passkey.last_used_at, passkey.backed_up)


def _other(text: str, where: int) -> str:
    index = where % len(text)
    return text[:index] + ("A" if text[index] != "A" else "Q") + text[index + 1 :]
