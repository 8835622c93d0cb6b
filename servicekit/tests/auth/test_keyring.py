"""The issuer may be slow, wrong or gone: known keys go on working and nobody waits."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import jwt
import pytest

from servicekit.auth import keyring
from servicekit.auth.keyring import Keyring
from servicekit.testing.tokens import signing_key


def jwks(*kids: str) -> bytes:
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(signing_key().public_key()))
    return json.dumps({"keys": [public | {"kid": kid} for kid in kids]}).encode()


class Issuer(httpx.BaseTransport):
    def __init__(self, answer: bytes | None) -> None:
        self.answer = answer
        self.fetches = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.fetches += 1
        if self.answer is None:
            raise httpx.ConnectError("refused")
        return httpx.Response(200, content=self.answer)


@pytest.fixture
def cache_file(tmp_path: Path) -> Path:
    return tmp_path / "jwks.json"


def ring(issuer: Issuer, cache_file: Path) -> Keyring:
    return Keyring("http://issuer.test/jwks", cache_file, transport=issuer)


def test_ten_thousand_unknown_kids_cost_one_fetch(cache_file: Path) -> None:
    issuer = Issuer(jwks("a"))
    keys = ring(issuer, cache_file)
    assert keys.get("a")
    assert not any(keys.get(f"forged-{n}") for n in range(10_000))
    assert issuer.fetches == 1


def test_a_service_starts_without_the_issuer_from_its_last_good_copy(cache_file: Path) -> None:
    ring(Issuer(jwks("a")), cache_file).get("a")
    assert ring(Issuer(None), cache_file).get("a")


@pytest.mark.parametrize("answer", [None, b"<html>", b"[]", b"{}", b'{"keys": []}', b'{"keys": [{"kty": "oct"}]}'])
def test_a_bad_answer_leaves_the_known_keys_alone(cache_file: Path, answer: bytes | None) -> None:
    issuer = Issuer(jwks("a"))
    keys = ring(issuer, cache_file)
    keys.get("a")
    issuer.answer = answer
    assert keys.refresh() is False
    assert keys.get("a")


def test_a_new_key_is_found_once_the_pause_is_over(cache_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    issuer = Issuer(jwks("a"))
    keys = ring(issuer, cache_file)
    keys.get("a")
    issuer.answer = jwks("a", "b")
    assert keys.get("b") is None
    monkeypatch.setattr(keyring, "UNKNOWN_KID_PAUSE", 0.0)
    assert keys.get("b")
