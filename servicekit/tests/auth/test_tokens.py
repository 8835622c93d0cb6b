"""What is a token of ours, and everything that only looks like one."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from servicekit.auth.tokens import TokenVerifier
from servicekit.errors import TokenExpired, TokenInvalid
from servicekit.testing.tokens import KID, claims, sign, signing_key, user_id


class OneKey:
    def get(self, kid: str) -> rsa.RSAPublicKey | None:
        return signing_key().public_key() if kid == KID else None


verifier = TokenVerifier(OneKey(), issuer="https://shopmesh.example", audience="shopmesh")


def b64(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_a_good_token_names_its_user() -> None:
    principal = verifier.verify(sign(claims("vendor", "vera")))
    assert (principal.id, principal.username, principal.role) == (user_id("vera"), "vera", "vendor")


def test_a_token_is_good_for_thirty_seconds_past_its_end_and_not_longer() -> None:
    now = int(time.time())
    verifier.verify(sign(claims(exp=now - 20)))
    with pytest.raises(TokenExpired):
        verifier.verify(sign(claims(exp=now - 40)))


IN_FIVE_MINUTES = "in five minutes"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-api"},
        {"aud": ["shopmesh"]},
        {"aud": None},
        {"exp": None},
        {"exp": "tomorrow"},
        {"exp": 10**400},
        {"exp": 2.5e18},
        {"nbf": IN_FIVE_MINUTES},
        {"iat": IN_FIVE_MINUTES},
        {"sub": 7},
        {"sub": "root"},
        {"sid": None},
        {"jti": None},
        {"role": "emperor"},
        {"role": ["admin"]},
        {"username": None},
    ],
    ids=str,
)
def test_a_signed_token_with_odd_claims_is_refused(changes: dict[str, Any]) -> None:
    # From now on, and not from when the tests were collected: a slow run may be that late.
    changes = {name: int(time.time()) + 300 if value is IN_FIVE_MINUTES else value for name, value in changes.items()}
    with pytest.raises(TokenInvalid):
        verifier.verify(sign(claims(**changes)))


@pytest.mark.parametrize(
    "header",
    [{"typ": "JWT"}, {"typ": None}, {"kid": "other"}, {"jku": "https://evil.example"}, {"crit": ["x"]}],
)
def test_a_signed_token_with_an_odd_header_is_refused(header: dict[str, Any]) -> None:
    with pytest.raises(TokenInvalid):
        verifier.verify(sign(claims(), **header))


def test_hs256_keyed_with_the_public_key_is_refused() -> None:
    pem = (
        signing_key()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    header, payload = b64({"alg": "HS256", "typ": "at+jwt", "kid": KID}), b64(claims())
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256)
    made = signature.sign(f"{header}.{payload}".encode(), pem)
    with pytest.raises(TokenInvalid):
        verifier.verify(f"{header}.{payload}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}")


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE"])
def test_an_unsigned_token_is_refused(algorithm: str) -> None:
    for signature in ("", "AA"):
        with pytest.raises(TokenInvalid):
            verifier.verify(f"{b64({'alg': algorithm, 'typ': 'at+jwt', 'kid': KID})}.{b64(claims())}.{signature}")


def test_a_key_inside_the_token_is_not_believed() -> None:
    own = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(own.public_key()))
    forged = jwt.encode(claims("admin"), own, algorithm="RS256", headers={"typ": "at+jwt", "kid": KID, "jwk": jwk})
    with pytest.raises(TokenInvalid):
        verifier.verify(forged)


def test_a_token_has_one_spelling() -> None:
    token = sign(claims())
    for other in (token + "==", token + "=", token + "\n", " " + token, token.replace(".", "..", 1)):
        with pytest.raises(TokenInvalid):
            verifier.verify(other)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_no_mutation_of_a_token_is_accepted(data: st.DataObject) -> None:
    token = sign(claims())
    position = data.draw(st.integers(0, len(token) - 1))
    replacement = data.draw(st.characters(codec="utf-8").filter(lambda c: c != token[position]))
    with pytest.raises((TokenInvalid, TokenExpired)):
        verifier.verify(token[:position] + replacement + token[position + 1 :])


@given(st.text(max_size=200))
def test_noise_is_refused(text: str) -> None:
    with pytest.raises(TokenInvalid):
        verifier.verify(text)
