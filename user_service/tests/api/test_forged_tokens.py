"""No token but ours: every forgery is a 401 with a problem document, and none becomes an anonymous visitor."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.keys.ring import ring

pytestmark = pytest.mark.django_db

ME = "/api/users/me/"
REGISTER = "/api/users/register/"
STRANGER = generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def good(ada: User, log_in: Callable[..., dict[str, Any]]) -> str:
    access: str = log_in("ada")["access"]
    return access


@pytest.fixture
def claims(good: str) -> dict[str, Any]:
    body: dict[str, Any] = jwt.decode(good, options={"verify_signature": False})
    return body


def sign(claims: dict[str, Any], key: Any = None, **header: Any) -> str:
    headers = {"kid": ring().active_kid, "typ": "at+jwt"} | header
    return jwt.encode(claims, key or ring().active, algorithm="RS256", headers=headers)


def segment(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def hs256(good: str) -> str:
    """Algorithm confusion: the public key, which everybody has, used as an HMAC secret."""
    header = segment({"alg": "HS256", "typ": "at+jwt", "kid": ring().active_kid})
    signed = f"{header}.{good.split('.')[1]}"
    mac = hmac.new(ring().public_pem().encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def without_algorithm(good: str, name: str, signature: str) -> str:
    return f"{segment({'alg': name, 'typ': 'at+jwt', 'kid': ring().active_kid})}.{good.split('.')[1]}.{signature}"


def tampered(good: str, **changes: Any) -> str:
    header, body, signature = good.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    return f"{header}.{segment(claims | changes)}.{signature}"


def last_bit_changed(good: str) -> str:
    # 3072 bits are 512 whole characters; another spelling of the last one is another signature.
    return good[:-1] + ("A" if good[-1] != "A" else "B")


FORGERIES: dict[str, Callable[[str, dict[str, Any]], str]] = {
    "hs256 with the public key": lambda good, claims: hs256(good),
    "alg none": lambda good, claims: without_algorithm(good, "none", ""),
    "alg None with a signature": lambda good, claims: without_algorithm(good, "None", good.split(".")[2]),
    "alg RS512": lambda good, claims: without_algorithm(good, "RS512", good.split(".")[2]),
    "jwk header": lambda good, claims: sign(
        claims, STRANGER, jwk=json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(STRANGER.public_key()))
    ),
    "jku header": lambda good, claims: sign(claims, jku="http://127.0.0.1:9/jwks.json"),
    "x5u header": lambda good, claims: sign(claims, x5u="http://127.0.0.1:9/cert.pem"),
    "crit header": lambda good, claims: sign(claims, crit=["exp"]),
    "another key under our kid": lambda good, claims: sign(claims, STRANGER),
    "unknown kid": lambda good, claims: sign(claims, kid="nobody"),
    "kid as a path": lambda good, claims: sign(claims, kid="../../../../dev/null"),
    "padded signature": lambda good, claims: good + "==",
    "last bit of the signature": lambda good, claims: last_bit_changed(good),
    "changed role": lambda good, claims: tampered(good, role="admin"),
    "changed subject": lambda good, claims: tampered(good, sub="00000000-0000-4000-8000-000000000000"),
    "typ JWT": lambda good, claims: sign(claims, typ="JWT"),
    "wrong audience": lambda good, claims: sign(claims | {"aud": "another-api"}),
    "several audiences": lambda good, claims: sign(claims | {"aud": ["shopmesh", "another-api"]}),
    "no audience": lambda good, claims: sign({k: v for k, v in claims.items() if k != "aud"}),
    "wrong issuer": lambda good, claims: sign(claims | {"iss": "https://evil.example"}),
    "no session": lambda good, claims: sign({k: v for k, v in claims.items() if k != "sid"}),
    "no expiry": lambda good, claims: sign({k: v for k, v in claims.items() if k != "exp"}),
    "expiry as text": lambda good, claims: sign(claims | {"exp": "tomorrow"}),
    "expiry beyond all calendars": lambda good, claims: sign(claims | {"exp": 10**18}),
    "not yet valid": lambda good, claims: sign(claims | {"nbf": int(time.time()) + 60}),
    "issued in the future": lambda good, claims: sign(claims | {"iat": int(time.time()) + 60}),
    "unknown role": lambda good, claims: sign(claims | {"role": "root"}),
    "a line break": lambda good, claims: good.replace(".", ".\\n", 1),
    "two segments": lambda good, claims: ".".join(good.split(".")[:2]),
    "nothing but dots": lambda good, claims: "..",
    "very long": lambda good, claims: "a" * 5000,
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_token_is_refused(api: APIClient, good: str, claims: dict[str, Any], forgery: str) -> None:
    token = FORGERIES[forgery](good, claims)
    answer = api.get(ME, HTTP_AUTHORIZATION=f"Bearer {token}")
    told = assert_problem(answer, 401, "token-invalid")
    assert "ada" not in f"{told['title']} {told['detail']}"


def test_an_expired_token_is_told_so(api: APIClient, claims: dict[str, Any]) -> None:
    expired = sign(claims | {"exp": int(time.time()) - 31})
    assert_problem(api.get(ME, HTTP_AUTHORIZATION=f"Bearer {expired}"), 401, "token-expired")


def test_clocks_may_differ_by_half_a_minute(api: APIClient, claims: dict[str, Any]) -> None:
    late = sign(claims | {"exp": int(time.time()) - 20})
    assert api.get(ME, HTTP_AUTHORIZATION=f"Bearer {late}").status_code == 200


def test_a_well_signed_token_of_a_session_we_never_opened_is_refused(api: APIClient, claims: dict[str, Any]) -> None:
    stray = sign(claims | {"sid": "00000000-0000-4000-8000-000000000000"})
    assert_problem(api.get(ME, HTTP_AUTHORIZATION=f"Bearer {stray}"), 401, "token-revoked")


def test_a_refresh_token_is_no_access_token(api: APIClient, ada: User, log_in: Callable[..., Any]) -> None:
    assert_problem(api.get(ME, HTTP_AUTHORIZATION=f"Bearer {log_in()['refresh']}"), 401, "token-invalid")


@pytest.mark.parametrize("header", ["Basic YWRhOnB3", "Bearer", "Bearer ", "token abc"])
def test_other_schemes_are_no_way_in(api: APIClient, ada: User, header: str) -> None:
    assert_problem(api.get(ME, HTTP_AUTHORIZATION=header), 401, "token-invalid")


def test_our_own_token_is_good(api: APIClient, good: str) -> None:
    assert api.get(ME, HTTP_AUTHORIZATION=f"Bearer {good}").status_code == 200
    assert api.get(ME, HTTP_AUTHORIZATION=f"bearer {good}").status_code == 200
