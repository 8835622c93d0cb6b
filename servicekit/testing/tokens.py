"""Access tokens for tests, signed by a key that the service under test trusts."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

KID = "test-key"


@cache
def signing_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def user_id(username: str) -> str:
    """The fixed id of a seeded user."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{username}.shopmesh.example"))


def claims(role: str = "customer", username: str = "alice", **changes: Any) -> dict[str, Any]:
    """The claims of a good token; `changes` replace some, None removes one."""
    now = int(time.time())
    good = {
        "iss": "https://shopmesh.example",
        "aud": "shopmesh",
        "sub": user_id(username),
        "username": username,
        "role": role,
        "sid": str(uuid.uuid5(uuid.NAMESPACE_DNS, f"session.{username}.shopmesh.example")),
        "jti": str(uuid.uuid4()),
        "iat": now,
        "nbf": now,
        "exp": now + 900,
        "auth_time": now,
        "acr": "pwd",
    }
    return {name: value for name, value in (good | changes).items() if value is not None}


def sign(payload: dict[str, Any], **header: Any) -> str:
    headers = {"kid": KID, "typ": "at+jwt"} | header
    return jwt.encode(payload, signing_key(), algorithm="RS256", headers=headers)


@pytest.fixture(autouse=True, scope="session")
def trusted_test_key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Puts the test key where the last good JWKS document is kept."""
    from django.conf import settings

    document = {"keys": [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(signing_key().public_key())) | {"kid": KID}]}
    cache_file = settings.SHOPMESH.jwks_cache
    cache_file.parent.mkdir(parents=True, exist_ok=True)
    cache_file.write_text(json.dumps(document))
    # Asked once, not every 20 s: that nobody answers is a log line, which may fall into a test that reads the log.
    settings.SHOPMESH.jwks_refresh_seconds = 3600.0
    yield
    cache_file.unlink(missing_ok=True)


@pytest.fixture
def tokens() -> Callable[..., str]:
    """`tokens("admin")`, `tokens("customer", username="bob")`: an access token that is good for 15 minutes."""

    def make(role: str = "customer", username: str = "alice", **changes: Any) -> str:
        return sign(claims(role, username, **changes))

    return make
