"""simplejwt's backend as it is here: it signs with the active key, and reads only what we would accept anywhere."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from rest_framework_simplejwt.exceptions import TokenBackendError, TokenBackendExpiredToken

from servicekit.testing.tokenfuzz import Forger
from servicekit.testing.tokens import claims
from user_service.keys.backend import backend
from user_service.keys.ring import ring

pytestmark = pytest.mark.usefixtures("own_keys")

COUNT = 2000


def signed(**changes: Any) -> Any:
    """Any: where it reads text, simplejwt annotates a class of its own."""
    body = claims(**changes)
    return backend().encode({name: value for name, value in body.items() if name not in {"iss", "aud"}})


def test_the_backend_reads_what_it_signed() -> None:
    read = backend().decode(signed())
    assert (read["iss"], read["aud"], read["role"]) == ("https://shopmesh.example", "shopmesh", "customer")


def test_its_tokens_name_the_active_key_and_their_kind() -> None:
    header = jwt.get_unverified_header(signed())
    assert header == {"alg": "RS256", "typ": "at+jwt", "kid": ring().active_kid}


def test_issuer_and_audience_are_not_the_callers_to_choose() -> None:
    token: Any = backend().encode(claims() | {"iss": "https://evil.example", "aud": ["everything"]})
    assert backend().decode(token)["aud"] == "shopmesh"


def test_an_expired_token_is_told_so() -> None:
    with pytest.raises(TokenBackendExpiredToken):
        backend().decode(signed(exp=int(time.time()) - 40))


@pytest.mark.parametrize("token", ["", "abc", "a.b.c", "..", b"\xff.\xfe.\xfd", None, 7, "\ud800", "e30.e30.e30"])
def test_what_is_no_token_is_refused(token: Any) -> None:
    with pytest.raises(TokenBackendError):
        backend().decode(token)


def test_unverified_claims_are_never_read() -> None:
    good = signed()
    with pytest.raises(TokenBackendError):
        backend().decode(good[:-4] + "AAAA", verify=False)


def test_no_forgery_is_read_and_none_is_an_error(own_keys: Path) -> None:
    key = ring().active
    forger = Forger(
        20261122,
        [signed(), signed(role="admin")],
        key.public_key(),
        ours=lambda told: key.sign(told, padding.PKCS1v15(), hashes.SHA256()),
    )
    for forgery in islice(forger, COUNT):
        made: Any = forgery.token
        with pytest.raises(TokenBackendError):
            backend().decode(made)
