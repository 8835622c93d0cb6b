"""Verifies access tokens strictly, where PyJWT's defaults accept padding, any `typ` and several audiences."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NoReturn, Protocol

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from servicekit.auth.principal import ROLES, Principal
from servicekit.errors import TokenExpired, TokenInvalid
from servicekit.ids import is_uuid

LEEWAY_SECONDS = 30
LONGEST = 4096  # characters; ours are about 900
CLAIMS = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "sid", "role", "username", "auth_time", "acr")
TIMES = ("exp", "nbf", "iat", "auth_time")
SEGMENTS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", re.ASCII)
LATEST = 253402300799  # 9999-12-31; later instants are no dates, and a huge `exp` must not become a 500


class PublicKeys(Protocol):
    """Where verification keys come from."""

    def get(self, kid: str) -> RSAPublicKey | None: ...


class TokenVerifier:
    """Turns a token into a Principal, or refuses it. Local: no request leaves the process for a known key."""

    def __init__(self, keys: PublicKeys, *, issuer: str, audience: str) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience

    def verify(self, token: str) -> Principal:
        """Raises TokenExpired or TokenInvalid; nothing else, whatever the token holds."""
        return _principal(self.claims(token))

    def claims(self, token: str) -> Mapping[str, Any]:
        """What the token says, once it is known to be one of ours. The same refusals."""
        key = self._keys.get(_kid(token))
        if key is None:
            raise TokenInvalid("The token names a key that is not ours.")
        claims = self._signed(token, key)
        _refuse_odd(claims)
        return claims

    def _signed(self, token: str, key: RSAPublicKey) -> Mapping[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                issuer=self._issuer,
                audience=self._audience,
                leeway=LEEWAY_SECONDS,
                options={"require": list(CLAIMS), "strict_aud": True},
            )
        except jwt.ExpiredSignatureError:
            raise TokenExpired("The access token has expired: refresh it.") from None
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError):
            raise TokenInvalid from None
        return claims


def _kid(token: str) -> str:
    """The key id of a well-formed token of ours: three canonical base64url segments, RS256, typ at+jwt (RFC 9068)."""
    if len(token) > LONGEST or not SEGMENTS.fullmatch(token):
        raise TokenInvalid
    segments = token.split(".")
    header = _object(_canonical(segments[0]))
    # PyJWT reads the claims with a parser that keeps the last of two equal names, and takes NaN.
    _object(_canonical(segments[1]))
    _canonical(segments[2])
    if header.get("alg") != "RS256" or header.get("typ") != "at+jwt" or header.keys() - {"alg", "typ", "kid"}:
        raise TokenInvalid
    kid = header.get("kid")
    if not isinstance(kid, str):
        raise TokenInvalid
    return kid


def _canonical(segment: str) -> bytes:
    """Decodes base64url that is its own re-encoding: one token has exactly one spelling (RFC 7515, section 2)."""
    try:
        raw = base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))
    except (binascii.Error, ValueError):
        raise TokenInvalid from None
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != segment:
        raise TokenInvalid
    return raw


def _object(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw, object_pairs_hook=_unique, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise TokenInvalid from None
    if not isinstance(value, dict):
        raise TokenInvalid
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise TokenInvalid
    return made


def _refuse(constant: str) -> NoReturn:
    raise TokenInvalid


def _refuse_odd(claims: Mapping[str, Any]) -> None:
    """Values that we never sign. What the rest of a service makes of them must not matter."""
    texts = [claims[name] for name in ("sub", "username", "role", "sid", "jti", "acr")]
    if not all(isinstance(text, str) for text in (*texts, claims.get("org", ""))):
        raise TokenInvalid
    ids = [claims["sub"], claims["sid"], *([claims["org"]] if claims.get("org") else [])]
    if claims["role"] not in ROLES or not all(is_uuid(each) for each in ids):
        raise TokenInvalid
    # PyJWT takes "1", 1.5 and true for a time as well.
    if not all(type(claims[name]) is int and 0 <= claims[name] <= LATEST for name in TIMES):
        raise TokenInvalid


def _principal(claims: Mapping[str, Any]) -> Principal:
    return Principal(
        id=claims["sub"],
        username=claims["username"],
        role=claims["role"],
        session_id=claims["sid"],
        token_id=claims["jti"],
        expires_at=datetime.fromtimestamp(claims["exp"], UTC),
        acr=claims["acr"],
        auth_time=datetime.fromtimestamp(claims["auth_time"], UTC),
        org=claims.get("org", ""),
    )
