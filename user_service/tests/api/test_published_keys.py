from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings
from rest_framework.test import APIClient

from servicekit.auth.keyring import parse_jwks
from servicekit.testing.api import assert_problem
from user_service.keys import store
from user_service.keys.domain.lifecycle import Key, KeyState
from user_service.keys.ring import ring

JWKS = "/.well-known/jwks.json"
PEM = "/api/auth/public-key/"
DISCOVERY = "/.well-known/openid-configuration"


def test_the_key_set_holds_public_members_only(api: APIClient) -> None:
    answer = api.get(JWKS)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=60"
    [key] = answer.json()["keys"]
    assert key.keys() == {"kty", "use", "alg", "kid", "n", "e"}
    assert (key["kty"], key["use"], key["alg"], key["kid"]) == ("RSA", "sig", "RS256", ring().active_kid)


def test_the_other_services_can_read_the_key_set(api: APIClient) -> None:
    known = parse_jwks(api.get(JWKS).content)
    assert known[ring().active_kid].public_numbers() == ring().active.public_key().public_numbers()


def test_the_pem_is_the_active_key(api: APIClient) -> None:
    answer = api.get(PEM)
    assert answer["Cache-Control"] == "public, max-age=60"
    body = answer.json()
    assert (body["kid"], body["algorithm"]) == (ring().active_kid, "RS256")
    token = jwt.encode({"sub": "x"}, ring().active, algorithm="RS256")
    assert jwt.decode(token, load_pem_public_key(body["public_key"].encode()), algorithms=["RS256"]) == {"sub": "x"}  # type: ignore[arg-type] # an RSA key, as the line above shows


def test_the_discovery_document_points_at_the_public_origin(api: APIClient) -> None:
    body = api.get(DISCOVERY, HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example").json()
    assert body["issuer"] == settings.SHOPMESH.token_issuer
    assert body["jwks_uri"] == "http://localhost:8080/.well-known/jwks.json"
    assert "evil" not in str(body)


@pytest.mark.parametrize("path", [JWKS, PEM, DISCOVERY])
def test_keys_are_public_even_to_a_stale_token(api: APIClient, path: str) -> None:
    assert api.get(path, HTTP_AUTHORIZATION="Bearer stale").status_code == 200


@pytest.mark.parametrize("path", [JWKS, PEM, DISCOVERY])
def test_keys_are_read_and_not_written(api: APIClient, path: str) -> None:
    assert_problem(api.post(path, {}), 405, "method-not-allowed")


@pytest.mark.parametrize("path", ["/.well-known/jwks", "/api/auth/private-key/", "/admin/"])
def test_other_paths_are_problem_documents_too(api: APIClient, path: str) -> None:
    assert_problem(api.get(path), 404, "not-found")


def test_a_verifier_that_asks_again_is_sent_nothing(api: APIClient) -> None:
    first = api.get(JWKS)
    again = api.get(JWKS, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, max-age=60"
    assert api.get(JWKS, HTTP_IF_NONE_MATCH='"another"').status_code == 200


PRIVATE_MEMBERS = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}


def test_no_member_of_any_key_is_private_whatever_its_state(api: APIClient, own_keys: Path) -> None:
    active = store.read_manifest(own_keys)
    kinds = [(KeyState.NEXT, store.generate()), (KeyState.RETIRING, store.generate())]
    for _, made in kinds:
        store.write_private(own_keys, made)
    store.write_manifest(own_keys, (*active, *(Key(made.kid, state, active[0].since) for state, made in kinds)))
    keys = api.get(JWKS).json()["keys"]
    assert [key["kid"] for key in keys] == [active[0].kid, *(made.kid for _, made in kinds)]
    assert not any(key.keys() & PRIVATE_MEMBERS for key in keys)
