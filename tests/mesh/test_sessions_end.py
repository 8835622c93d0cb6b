"""What sessions must not outlive: disabled, given another role or password, somebody is out everywhere in five seconds.

Services verify tokens alone and learn of the end by event; nothing asks user_service.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.abuse import Forge, refused
from tests.harness import NO_TLS, Mesh, Shopper

Shoppers = Callable[..., Shopper]
End = Callable[[Mesh, Shopper, str], httpx.Response]

PROMISED = 5.0  # seconds
PASSWORD = "quiet-harbour-lantern"
# One path of each service that verifies for itself. A bad token is refused where anybody may look, too.
EVERYWHERE = ("/api/products/", "/api/cart/", "/api/orders/", "/api/payments/")


def by_admin(mesh: Mesh, admin: Shopper, user_id: str, what: str, body: object = None) -> httpx.Response:
    """As somebody who showed a second factor a moment ago."""
    token = Forge(mesh.state, admin.tokens["access"]).token(acr="mfa", auth_time=int(time.time()))
    method = "PUT" if body else "POST"
    headers = {"Authorization": f"Bearer {token}"}
    return admin.http.request(method, f"/api/admin/users/{user_id}/{what}/", json=body, headers=headers)


@pytest.fixture
def administrator(mesh: Mesh) -> Iterator[Shopper]:
    someone = Shopper.signed_in(mesh, "admin")
    yield someone
    someone.close()


def until_refused(tokens: list[str], mesh: Mesh) -> dict[str, float]:
    """Seconds until each path refused every one of the tokens, and went on to."""
    began, out = time.monotonic(), dict[str, float]()
    with httpx.Client(base_url=mesh.url, timeout=10, verify=NO_TLS) as client:
        while len(out) < len(EVERYWHERE):
            assert time.monotonic() - began < 3 * PROMISED, f"still let in; refused so far: {out}"
            for path in EVERYWHERE:
                answers = [client.get(path, headers={"Authorization": f"Bearer {token}"}) for token in tokens]
                if all(answer.status_code == httpx.codes.UNAUTHORIZED for answer in answers):
                    refused(answers[0], 401, "token-revoked")
                    out.setdefault(path, time.monotonic() - began)
                else:
                    assert path not in out, "let in again"
    return out


def disabled(mesh: Mesh, admin: Shopper, user_id: str) -> httpx.Response:
    return by_admin(mesh, admin, user_id, "disable")


def promoted(mesh: Mesh, admin: Shopper, user_id: str) -> httpx.Response:
    return by_admin(mesh, admin, user_id, "role", {"role": "staff"})


def signed_out(mesh: Mesh, admin: Shopper, user_id: str) -> httpx.Response:
    return by_admin(mesh, admin, user_id, "end-sessions")


def is_out(mesh: Mesh, someone: Shopper, tokens: list[dict[str, str]]) -> None:
    """Refresh and user_service at once, everybody else in five seconds."""
    for pair in tokens:
        refused(someone.post("/api/token/refresh/", {"refresh": pair["refresh"]}), 401, "token-revoked")
    refused(someone.get("/api/users/me/"), 401, "token-revoked")
    taken = until_refused([pair["access"] for pair in tokens], mesh)
    assert max(taken.values()) <= PROMISED, taken


def logged_in_again(someone: Shopper, times: int, password: str = PASSWORD) -> list[dict[str, str]]:
    """So many sessions more, with the one there is."""
    pairs = [someone.tokens]
    for _ in range(times):
        someone.sign_in(someone.username, password)
        pairs.append(someone.tokens)
    return pairs


@pytest.mark.parametrize("end", [disabled, promoted, signed_out])
def test_whoever_an_administrator_ends_is_out_everywhere_in_five_seconds(
    mesh: Mesh, administrator: Shopper, shopper: Shoppers, end: End
) -> None:
    someone = shopper()
    pairs = logged_in_again(someone, 2)
    assert {someone.get(path).status_code for path in EVERYWHERE} == {200}
    user_id = someone.get("/api/users/me/").json()["id"]
    assert end(mesh, administrator, user_id).status_code == 200
    is_out(mesh, someone, pairs)
    again = someone.post("/api/token/", {"username": someone.username, "password": PASSWORD})
    assert again.status_code == (401 if end is disabled else 200)


def test_another_password_ends_every_session_but_the_new_one(mesh: Mesh, shopper: Shoppers) -> None:
    someone = shopper()
    pairs = logged_in_again(someone, 9)
    change = {"current_password": PASSWORD, "new_password": "a second quiet harbour"}
    answer = someone.put("/api/auth/password/", change)
    assert answer.status_code == 200, answer.text
    is_out(mesh, someone, pairs)
    fresh = {"Authorization": f"Bearer {answer.json()['access']}"}
    assert {someone.get(path, headers=fresh).status_code for path in EVERYWHERE} == {200}
