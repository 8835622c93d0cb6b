"""POST /api/users/passkeys/options/ and POST /api/users/passkeys/."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from fido2.cose import ES256, RS256, CoseKey
from fido2.utils import websafe_decode
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock
from user_service.accounts.models import User
from user_service.passkeys import services
from user_service.passkeys.domain.purpose import Purpose
from user_service.passkeys.models import Passkey, PasskeyChallenge
from user_service.sessions.domain.proof import BY_PASSKEY, BY_PASSWORD
from user_service.tests.authenticator import BE, BS, PRESENT, UP, UV, Authenticator, Ed25519, Es256, Rsa

pytestmark = pytest.mark.django_db

OPTIONS, CREATE = "/api/users/passkeys/options/", "/api/users/passkeys/"
Go = Callable[..., Any]


def answered(client: APIClient, device: Authenticator, name: str = "Phone", **bent: Any) -> Any:
    begun = client.post(OPTIONS, {}).json()
    credential = device.create(begun["public_key"], **bent)
    return client.post(CREATE, {"challenge_id": begun["challenge_id"], "name": name, "credential": credential})


def test_options_ask_for_a_verified_user_and_name_the_passkeys_there_are(ada: User, adas: Passkey, sign_in: Go) -> None:
    answer = sign_in(ada).post(OPTIONS, {})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    body = answer.json()
    asked = body["public_key"]
    assert asked["challenge"] == body["challenge_id"]
    assert asked["rp"] == {"name": "Shopmesh", "id": "localhost"}
    assert (asked["user"]["name"], asked["user"]["displayName"]) == ("ada", "Ada Lovelace")
    assert [one["alg"] for one in asked["pubKeyCredParams"]] == [-7, -8, -257]
    assert asked["authenticatorSelection"] == {
        "residentKey": "required",
        "userVerification": "required",
        "requireResidentKey": True,
    }
    assert asked["attestation"] == "none"
    excluded = {"type": "public-key", "id": adas.credential_id, "transports": ["hybrid", "internal"]}
    assert asked["excludeCredentials"] == [excluded]


@pytest.mark.parametrize("key", [Es256, Ed25519, Rsa])
def test_a_passkey_is_kept_as_the_device_describes_it(ada: User, sign_in: Go, key: Any) -> None:
    device = Authenticator(key=key(), counter=3, flags=PRESENT | BE | BS)
    answer = answered(sign_in(ada), device, name="  Ada's phone ")
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert body.keys() == {"id", "name", "created_at", "last_used_at", "backed_up", "transports"}
    assert (body["name"], body["last_used_at"], body["backed_up"]) == ("Ada's phone", None, True)
    assert body["transports"] == ["hybrid", "internal"], "unknown ones are left out"
    kept = Passkey.objects.get()
    assert (kept.user, kept.pk, kept.credential_id) == (ada, UUID(body["id"]), device.id)
    assert (kept.sign_count, kept.backup_eligible, kept.aaguid) == (3, True, UUID(int=0))


def test_it_needs_a_password_typed_just_now(ada: User, sign_in: Go, held_clock: HeldClock) -> None:
    client = sign_in(ada, BY_PASSWORD)
    begun = client.post(OPTIONS, {}).json()
    held_clock.advance(minutes=5, seconds=1)
    credential = Authenticator().create(begun["public_key"])
    body = {"challenge_id": begun["challenge_id"], "name": "Phone", "credential": credential}
    for path, sent in ((OPTIONS, {}), (CREATE, body)):
        answer = client.post(path, sent)
        assert_problem(answer, 401, "insufficient-user-authentication")
        assert 'error="insufficient_user_authentication"' in answer["WWW-Authenticate"]
    assert not Passkey.objects.exists()


@pytest.mark.parametrize("path", [OPTIONS, CREATE])
def test_nobody_in_particular_adds_nothing(api: APIClient, path: str) -> None:
    assert_problem(api.post(path, {}), 401, "unauthenticated")
    assert not PasskeyChallenge.objects.exists()


def _weak() -> CoseKey:
    modulus = b"\xff" + bytes(126) + b"\x01"
    return RS256({1: 3, 3: -257, -1: modulus, -2: b"\x01\x00\x01"})


def _off_the_curve() -> CoseKey:
    return ES256({1: 2, 3: -7, -1: 1, -2: bytes(31) + b"\x05", -3: bytes(31) + b"\x05"})


def _another_algorithm() -> CoseKey:
    return CoseKey(Es256().cose | {3: -9})


def _padded() -> CoseKey:
    return ES256(Es256().cose | {99: bytes(2000)})


BENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another origin": ({"origin": "https://sh0p.example"}, {}),
    "another relying party": ({"rp_id": "sh0p.example"}, {}),
    "another challenge": ({}, {"challenge": "n6hCP2nN3fKrUTcGlNmEwJPC0lbNpdcXmZJjP4UKVbk"}),
    "the answer of a login": ({}, {"kind": "webauthn.get"}),
    "from inside a frame": ({}, {"frame": {"crossOrigin": True}}),
    "user not verified": ({"flags": UP}, {}),
    "user not present": ({"flags": UV}, {}),
    "backed up, but not eligible": ({"flags": PRESENT | BS}, {}),
    "a credential id that can be guessed": ({"credential_id": b"0123456789abcde"}, {}),
    "a credential id that is too long": ({"credential_id": bytes(1024)}, {}),
    "an algorithm that was not offered": ({}, {"cose": _another_algorithm()}),
    "an algorithm nobody knows": ({}, {"cose": CoseKey({1: 2, 3: -65000})}),
    "no algorithm at all": ({}, {"cose": ES256({1: 2, 3: -7})}),
    "an RSA key that is too short": ({}, {"cose": _weak()}),
    "an RSA key that is too long": ({}, {"cose": RS256({1: 3, 3: -257, -1: b"\xff" * 700, -2: b"\x03"})}),
    "a point that is not on the curve": ({}, {"cose": _off_the_curve()}),
    "a key with luggage": ({}, {"cose": _padded()}),
}


@pytest.mark.parametrize(("device", "answer"), BENT.values(), ids=BENT.keys())
def test_what_was_not_asked_for_is_not_kept(
    ada: User, sign_in: Go, device: dict[str, Any], answer: dict[str, Any]
) -> None:
    refused = answered(sign_in(ada), Authenticator(**device), **answer)
    assert refused.status_code == 400, refused.content
    assert refused.json()["type"] in {"/problems/passkey-not-accepted", "/problems/validation-error"}
    assert not Passkey.objects.exists()


def test_the_id_outside_is_the_one_inside(ada: User, sign_in: Go) -> None:
    begun = sign_in(ada).post(OPTIONS, {}).json()
    credential = Authenticator().create(begun["public_key"])
    credential |= {"id": Authenticator().id}
    credential |= {"rawId": credential["id"]}
    body = {"challenge_id": begun["challenge_id"], "name": "Phone", "credential": credential}
    assert_problem(sign_in(ada).post(CREATE, body), 400, "passkey-not-accepted")
    assert not Passkey.objects.exists()


@pytest.mark.parametrize(
    "junk",
    [
        "AA",
        "gYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGB" * 400,  # arrays in arrays in arrays
        "m______-__8",  # an array of 2^63 things
        "v__________" * 4,  # a map without end
        "W10",
        "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YfY",  # authData: null
    ],
)
@pytest.mark.parametrize("part", ["clientDataJSON", "attestationObject"])
def test_bytes_that_are_something_else_are_refused(ada: User, sign_in: Go, part: str, junk: str) -> None:
    client = sign_in(ada)
    begun = client.post(OPTIONS, {}).json()
    credential = Authenticator().create(begun["public_key"])
    credential["response"][part] = junk
    answer = client.post(CREATE, {"challenge_id": begun["challenge_id"], "name": "Phone", "credential": credential})
    assert answer.status_code == 400
    assert answer.json()["type"] in {"/problems/passkey-not-accepted", "/problems/validation-error"}
    assert not Passkey.objects.exists()


WRONG_TYPES = [None, 7, True, [], {}, "", "a b", "a==", "é", "A", ["QUJD"], {"a": 1}, "\ud800"]
FINE: dict[str, list[Any]] = {"name": ["a b", "a==", "é", "A"], "credential/response/transports": [[], ["QUJD"]]}
PATHS = [
    "challenge_id",
    "name",
    "credential",
    "credential/id",
    "credential/rawId",
    "credential/type",
    "credential/response",
    "credential/response/clientDataJSON",
    "credential/response/attestationObject",
    "credential/response/transports",
]


@pytest.mark.parametrize("path", PATHS)
def test_values_of_other_types_are_named(ada: User, sign_in: Go, path: str) -> None:
    client = sign_in(ada)
    *outer, last = path.split("/")
    for wrong in WRONG_TYPES:
        if wrong in FINE.get(path, ()):
            continue
        challenge_id, options = services.options_for(ada, Purpose.REGISTER)
        body: dict[str, Any] = {
            "challenge_id": challenge_id,
            "name": "x",
            "credential": Authenticator().create(options),
        }
        inner = body
        for name in outer:
            inner = inner[name]
        inner[last] = wrong
        answer = client.generic("POST", CREATE, json.dumps(body), content_type="application/json")
        if path.endswith("transports") and wrong == []:
            assert answer.status_code == 201
            Passkey.objects.all().delete()
            continue
        assert answer.status_code == 400, (wrong, answer.content)
        slug = answer.json()["type"]
        assert slug in {"/problems/validation-error", "/problems/passkey-not-accepted"}
        if slug == "/problems/validation-error":
            assert all(error["pointer"].startswith(f"/{path}") for error in answer.json()["errors"])
    assert not Passkey.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "a\u202eb", "\u200b", "a\x00b"])
def test_a_name_is_something_to_read(ada: User, sign_in: Go, name: str) -> None:
    told = assert_problem(answered(sign_in(ada), Authenticator(), name=name), 400, "validation-error")
    assert [error["pointer"] for error in told["errors"]] == ["/name"]
    assert not Passkey.objects.exists()


def test_a_challenge_of_somebody_else_adds_nothing(ada: User, make_user: Go, sign_in: Go) -> None:
    challenge_id, options = services.options_for(make_user("bob"), Purpose.REGISTER)
    body = {"challenge_id": challenge_id, "name": "Phone", "credential": Authenticator().create(options)}
    assert_problem(sign_in(ada).post(CREATE, body), 400, "passkey-not-accepted")
    assert not Passkey.objects.exists()
    assert PasskeyChallenge.objects.get().used_at is None


@pytest.mark.parametrize("purpose", [Purpose.STEP_UP, Purpose.SECOND_FACTOR])
def test_a_challenge_for_something_else_adds_nothing(ada: User, sign_in: Go, purpose: Purpose) -> None:
    challenge_id, options = services.options_for(ada, purpose)
    options |= {"user": {"id": "AAAA"}}
    body = {"challenge_id": challenge_id, "name": "Phone", "credential": Authenticator().create(options)}
    assert_problem(sign_in(ada).post(CREATE, body), 400, "passkey-not-accepted")
    assert not Passkey.objects.exists()


def test_an_answer_adds_one_passkey(ada: User, sign_in: Go) -> None:
    client = sign_in(ada)
    begun = client.post(OPTIONS, {}).json()
    credential = Authenticator().create(begun["public_key"])
    body = {"challenge_id": begun["challenge_id"], "name": "Phone", "credential": credential}
    assert client.post(CREATE, body).status_code == 201
    stronger = sign_in(ada, BY_PASSKEY)
    assert_problem(stronger.post(CREATE, body), 400, "passkey-not-accepted")
    assert Passkey.objects.count() == 1


def test_a_credential_belongs_to_one_user(ada: User, adas: Passkey, make_user: Go, sign_in: Go) -> None:
    """Told like anything else that is not accepted: the answer does not say that somebody has it."""
    thief = Authenticator(credential_id=websafe_decode(adas.credential_id))
    assert_problem(answered(sign_in(make_user("bob")), thief), 400, "passkey-not-accepted")
    assert Passkey.objects.get().user == ada


def test_twenty_are_as_many_as_an_account_may_have(ada: User, sign_in: Go, adas: Passkey) -> None:
    client = sign_in(ada)
    begun = client.post(OPTIONS, {}).json()
    credential = Authenticator().create(begun["public_key"])
    _more(adas, 19)
    assert_problem(client.post(OPTIONS, {}), 409, "too-many-passkeys")
    body = {"challenge_id": begun["challenge_id"], "name": "Phone", "credential": credential}
    assert_problem(client.post(CREATE, body), 409, "too-many-passkeys")
    assert Passkey.objects.count() == 20


def _more(passkey: Passkey, number: int) -> None:
    copied = {"user": passkey.user, "public_key": passkey.public_key, "aaguid": passkey.aaguid}
    Passkey.objects.bulk_create(
        Passkey(name=f"{index}", credential_id=Authenticator().id, **copied) for index in range(number)
    )
