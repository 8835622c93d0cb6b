"""Ten thousand forged tokens, none accepted, none an error; the million is `./dev soak tokens`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.test import override_settings
from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from servicekit.auth.tokens import TokenVerifier
from servicekit.errors import TokenInvalid
from servicekit.testing.tokenfuzz import Forger, Outcome, b64, tried, written
from servicekit.testing.tokens import KID, claims, sign, signing_key

SEED = 20261122
COUNT = 10_000
HTTP_COUNT = 300
SURVIVES_A_HEADER = set(map(chr, range(0x20, 0x100))) - {"\x7f"}


class OneKey:
    def get(self, kid: str) -> rsa.RSAPublicKey | None:
        return signing_key().public_key() if kid == KID else None


class WhoAmI(APIView):
    """Open to everybody: a bad token must be refused here as well, and never count as nobody's."""

    permission_classes = (AllowAny,)

    def get(self, request: Request) -> Response:
        return Response({"id": str(request.user.id)})


urlpatterns = [path("whoami/", WhoAmI.as_view())]


@pytest.fixture
def seed() -> int:
    """Another one each time would make a failure a rumour; the soak draws a new one, and prints it."""
    print(f"seed {SEED}")  # noqa: T201 - shown when a test fails
    return SEED


def forger(seed: int) -> Forger:
    good = [sign(claims(role, name)) for role, name in (("customer", "alice"), ("viewer", "vera"), ("admin", "adam"))]
    ours = signing_key()
    return Forger(seed, good, ours.public_key(), ours=lambda told: ours.sign(told, padding.PKCS1v15(), hashes.SHA256()))


def test_the_tokens_that_are_forged_from_are_good_themselves(seed: int) -> None:
    verifier = TokenVerifier(OneKey(), issuer="https://shopmesh.example", audience="shopmesh")
    assert [verifier.verify(token).username for token in forger(seed).good] == ["alice", "vera", "adam"]


def test_no_forgery_is_accepted_and_none_is_an_error(seed: int) -> None:
    verifier = TokenVerifier(OneKey(), issuer="https://shopmesh.example", audience="shopmesh")
    outcome = tried(verifier, forger(seed), COUNT)
    assert (outcome.accepted, outcome.broken) == ([], [])
    assert outcome.tried == COUNT
    assert len(outcome.refused) == len(forger(seed).families)
    assert min(outcome.refused.values()) > COUNT / len(outcome.refused) / 3


def test_the_same_seed_makes_the_same_forgeries() -> None:
    made = forger(7)
    again = Forger(7, made.good, made.public, ours=made.ours)
    families = [f.family for f in islice(made, 200)]
    assert [f.family for f in islice(again, 200)] == families


def test_a_verifier_that_lets_one_through_is_found_out(seed: int) -> None:
    """As PyJWT does by itself: padding, any `typ`."""

    class Lax:
        def verify(self, token: str) -> None:
            TokenVerifier(OneKey(), issuer="https://shopmesh.example", audience="shopmesh").verify(token.rstrip("="))

    outcome: Outcome = tried(Lax(), forger(seed), 2000)  # type: ignore[arg-type] # stands for a verifier
    assert {forgery.family for forgery in outcome.accepted} == {"spelled"}


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_over_http_every_forgery_is_a_401(seed: int) -> None:
    client = APIClient(raise_request_exception=False)
    made = forger(seed)
    assert client.get("/whoami/", HTTP_AUTHORIZATION=f"Bearer {made.good[0]}").status_code == 200
    answers = {token: client.get("/whoami/", HTTP_AUTHORIZATION=f"Bearer {token}") for token in sent(made)}
    wrong = {token: answer.status_code for token, answer in answers.items() if answer.status_code != 401}
    assert wrong == {}
    assert all(answer["Content-Type"] == "application/problem+json" for answer in answers.values())


def sent(made: Forger) -> Iterator[str]:
    """Those that a header can carry."""
    tokens = (forgery.token for forgery in made)
    return islice((token for token in tokens if SURVIVES_A_HEADER.issuperset(token)), HTTP_COUNT)


ODD_HEADERS = [
    "Bearer", "Bearer ", "bearer", "Bearer\t{}", "Bearer  {}", "Bearer {} ", "Bearer {},{}", "Bearer {}, Bearer {}",
    "{}", "Bearer {} {}", "Token {}", "Basic {}", "JWT {}", "Bearer: {}", "Bearer={}", "\xa0Bearer {}", "Bearer\xa0{}",
    'Bearer "{}"',
    "Bearer {}\x00", "Bear\u00e9r {}", "", " ", "Bearer null", "Bearer undefined", "Bearer " + "a" * 100_000, "DPoP {}",
]  # fmt: skip


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("header", ODD_HEADERS, ids=lambda header: repr(header[:24]))
def test_a_header_that_is_not_exactly_a_bearer_token_is_a_401(header: str) -> None:
    """Even around a good token."""
    client = APIClient(raise_request_exception=False)
    answer = client.get("/whoami/", HTTP_AUTHORIZATION=header.replace("{}", sign(claims())))
    assert answer.status_code == 401
    assert answer.json()["type"] == "/problems/token-invalid"


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "BeArEr"])
def test_the_scheme_is_written_in_any_case(scheme: str) -> None:
    """RFC 9110, 11.1."""
    answer = APIClient().get("/whoami/", HTTP_AUTHORIZATION=f"{scheme} {sign(claims())}")
    assert answer.status_code == 200


def raw(header: dict[str, Any], body: bytes) -> str:
    told = f"{written({'alg': 'RS256', 'typ': 'at+jwt', 'kid': KID} | header)}.{b64(body)}"
    return f"{told}.{b64(signing_key().sign(told.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


BODIES = {
    "nested a thousand deep": b'{"a":' * 1000 + b"1" + b"}" * 1000,
    "an array": b"[]",
    "a text": b'"x"',
    "null": b"null",
    "nothing": b" ",
    "no JSON": b"\xff\xfe\x00",
    "UTF-16": '{"exp": 1}'.encode("utf-16"),
    "a lone surrogate": b'{"sub":"\\ud800"}',
    "a number of 3,000 digits": b'{"exp":' + b"9" * 3000 + b"}",
    "infinity": b'{"exp":Infinity}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_our_own_signature_under_anything_else_is_refused(body: bytes) -> None:
    verifier = TokenVerifier(OneKey(), issuer="https://shopmesh.example", audience="shopmesh")
    with pytest.raises(TokenInvalid):
        verifier.verify(raw({}, body))
