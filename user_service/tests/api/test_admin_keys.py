"""Signing keys at the admin API: who may see and change them, and what is done."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit import clock
from servicekit.auth import stepup
from servicekit.auth.principal import Principal
from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.audit.models import AuditEntry
from user_service.keys import ring, services

pytestmark = pytest.mark.django_db

KEYS = "/api/admin/keys/"
ROTATE = "/api/admin/keys/rotate/"


@pytest.fixture(autouse=True)
def directory(own_keys: Path) -> Path:
    return own_keys


def revoke(kid: str) -> str:
    return f"/api/admin/keys/{kid}/revoke/"


@pytest.fixture
def asks(make_user: Callable[..., User]) -> Callable[..., APIClient]:
    """`asks("admin")`: with a second factor shown just now; `asks("admin", acr="pwd")`, `asks("admin", minutes=6)`."""

    def make(role: str, *, acr: str = stepup.MFA, minutes: int = 0) -> APIClient:
        user = make_user(role, role=role)
        at = clock.now()
        principal = Principal(
            id=str(user.pk), username=role, role=role, session_id="", token_id="", expires_at=at, acr=acr,
            auth_time=at - timedelta(minutes=minutes),
        )  # fmt: skip
        client = APIClient(raise_request_exception=False)
        client.force_authenticate(principal)  # type: ignore[arg-type] # our principal is what request.user is here
        return client

    return make


def states() -> dict[str, str]:
    return {key.kid: key.state.value for key in services.known()}


def test_an_administrator_sees_every_key_and_when_it_changes(asks: Callable[..., APIClient]) -> None:
    services.key_revoke(kid=ring.ring().active_kid)
    body: dict[str, Any] = asks("admin", acr="pwd").get(KEYS).json()
    assert [(key["state"], key["used_for"], key["revoked"]) for key in body["results"]] == [
        ("retired", "nothing", True),
        ("active", "signing", False),
    ]
    assert body["rotation"]["every_days"] == 30
    assert body["rotation"]["next_at"] is not None


def test_nothing_private_is_shown(asks: Callable[..., APIClient], directory: Path) -> None:
    answer = asks("admin").get(KEYS)
    assert answer.json()["results"][0].keys() == {"kid", "state", "since", "used_for", "revoked"}
    pem = (directory / f"{ring.ring().active_kid}.pem").read_text()
    assert pem.splitlines()[1] not in answer.content.decode()


def test_a_rotation_is_begun_once(asks: Callable[..., APIClient], held_clock: Any) -> None:
    admin = asks("admin")
    first = admin.post(ROTATE, {})
    assert first.status_code == 202
    assert admin.post(ROTATE, {}).json() == first.json()
    assert states()[first.json()["next"]] == "next"
    active_at = (held_clock.instant + timedelta(minutes=10)).isoformat().replace("+00:00", "Z")
    assert first.json()["active_at"] == active_at
    assert AuditEntry.objects.filter(action="key.created").count() == 1


def test_a_revoked_key_ends_and_another_one_signs(asks: Callable[..., APIClient]) -> None:
    stolen = ring.ring().active_kid
    answer = asks("admin").post(revoke(stolen), {})
    assert answer.status_code == 200
    assert answer.json() == {"revoked": stolen, "active": ring.ring().active_kid}
    assert ring.ring().active_kid != stolen
    assert ring.ring().get(stolen) is None


def test_a_key_ends_once(asks: Callable[..., APIClient]) -> None:
    stolen, admin = ring.ring().active_kid, asks("admin")
    admin.post(revoke(stolen), {})
    before = states()
    assert_problem(admin.post(revoke(stolen), {}), 409, "invalid-state")
    assert states() == before


@pytest.mark.parametrize("kid", ["nobody", "..%2F..%2Fring.json", "a' OR 1=1 --", "k" * 300, "a%00b"])
def test_a_key_nobody_knows_is_not_found(asks: Callable[..., APIClient], kid: str) -> None:
    before = states()
    assert asks("admin").post(revoke(kid), {}).status_code == 404
    assert states() == before


@pytest.mark.parametrize("path", [ROTATE, revoke("KID")])
@pytest.mark.parametrize("role", ["staff", "vendor", "customer", "viewer"])
def test_only_administrators_may(asks: Callable[..., APIClient], role: str, path: str) -> None:
    before, someone = states(), asks(role)
    assert_problem(someone.get(KEYS), 403, "forbidden")
    assert_problem(someone.post(path.replace("KID", ring.ring().active_kid), {}), 403, "forbidden")
    assert states() == before


@pytest.mark.parametrize("path", [ROTATE, revoke("KID")])
@pytest.mark.parametrize("proof", [{"acr": "pwd"}, {"minutes": 6}])
def test_an_administrator_shows_the_second_factor_first(
    asks: Callable[..., APIClient], path: str, proof: dict[str, Any]
) -> None:
    before = states()
    answer = asks("admin", **proof).post(path.replace("KID", ring.ring().active_kid), {})
    assert_problem(answer, 401, "insufficient-user-authentication")
    assert states() == before


@pytest.mark.parametrize("path", [ROTATE, revoke("KID")])
def test_nobody_in_particular_is_refused(api: APIClient, path: str) -> None:
    before = states()
    assert_problem(api.get(KEYS), 401, "unauthenticated")
    assert_problem(api.post(path.replace("KID", ring.ring().active_kid), {}), 401, "unauthenticated")
    assert states() == before


@pytest.mark.parametrize("path", [ROTATE, revoke("KID")])
def test_a_body_that_says_something_is_refused(asks: Callable[..., APIClient], path: str) -> None:
    before = states()
    answer = asks("admin").post(path.replace("KID", ring.ring().active_kid), {"force": True})
    assert_problem(answer, 400, "unknown-field")
    assert states() == before
