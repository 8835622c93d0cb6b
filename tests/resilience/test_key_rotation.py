"""The key that signs access tokens changes while people shop, log in and refresh: nobody notices. A stolen one ends."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import jwt

from tests.harness import DEMO_PASSWORDS, NO_TLS, Mesh, Shopper, eventually, problem

Shoppers = Callable[..., Shopper]
# One path of each service that verifies, and user_service itself.
PROTECTED = ("/api/users/me/", "/api/cart/", "/api/orders/", "/api/payments/")
EMERGENCY = 60.0  # seconds: what is promised


def kid_of(access: str) -> str:
    return str(jwt.get_unverified_header(access)["kid"])


def states(mesh: Mesh) -> dict[str, str]:
    keys = json.loads((mesh.state / "keys" / "ring.json").read_text())["keys"]
    return {key["kid"]: key["state"] for key in keys}


def active(mesh: Mesh) -> str:
    return next(kid for kid, state in states(mesh).items() if state == "active")


@dataclass
class Load:
    """People with good tokens, people who log in and people who refresh; what went wrong, and which keys were seen."""

    mesh: Mesh
    asked: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    kids: set[str] = field(default_factory=set)
    over: threading.Event = field(default_factory=threading.Event)

    def note(self, kind: str, answer: httpx.Response) -> None:
        self.asked[kind] = self.asked.get(kind, 0) + 1
        if answer.status_code != httpx.codes.OK:
            told = f"{time.strftime('%H:%M:%S')} {kind}: {answer.status_code} {answer.text[:200]}"
            self.failures.append(told)

    def browse(self, access: str) -> None:
        """With a token that was signed before the rotation, until the end."""
        with httpx.Client(
            base_url=self.mesh.url, headers={"Authorization": f"Bearer {access}"}, timeout=15, verify=NO_TLS
        ) as client:
            while not self.over.wait(0.05):
                for path in PROTECTED:
                    self.note(path, client.get(path))

    def log_in(self, _access: str) -> None:
        """And use the new token at every service at once: it may carry a key that was activated a moment ago."""
        with httpx.Client(base_url=self.mesh.url, timeout=15, verify=NO_TLS) as client:
            while not self.over.wait(0.4):
                answer = client.post("/api/token/", json={"username": "viewer", "password": DEMO_PASSWORDS["viewer"]})
                self.note("login", answer)
                self.use(client, answer)

    def refresh(self, _access: str) -> None:
        with httpx.Client(base_url=self.mesh.url, timeout=15, verify=NO_TLS) as client:
            answer = client.post("/api/token/", json={"username": "staff", "password": DEMO_PASSWORDS["staff"]})
            while not self.over.wait(0.2):
                answer = client.post("/api/token/refresh/", json={"refresh": answer.json()["refresh"]})
                self.note("refresh", answer)
                self.use(client, answer)

    def use(self, client: httpx.Client, answer: httpx.Response) -> None:
        access = answer.json()["access"]
        self.kids.add(kid_of(access))
        for path in PROTECTED:
            self.note("new token", client.get(path, headers={"Authorization": f"Bearer {access}"}))


@contextmanager
def load(mesh: Mesh, access: str) -> Iterator[Load]:
    people = Load(mesh)
    work = (people.browse, people.browse, people.log_in, people.refresh)
    threads = [threading.Thread(target=one, args=(access,)) for one in work]
    for thread in threads:
        thread.start()
    try:
        yield people
    finally:
        people.over.set()
        for thread in threads:
            thread.join()


def test_a_rotation_under_load_fails_no_request(mesh: Mesh, shopper: Shoppers) -> None:
    buyer, before = shopper(), active(mesh)
    early = buyer.tokens["access"]
    with load(mesh, early) as people:
        eventually(lambda: {"login", "refresh", "new token", *PROTECTED} <= people.asked.keys(), within=20)
        done = mesh.dev("rotate-keys", check=False)
        after = active(mesh)
        eventually(lambda: after in people.kids, within=20)
    assert done.returncode == 0, done.stdout
    assert people.failures == []
    assert before != after
    assert people.kids == {before, after}
    assert states(mesh)[before] == "retiring"
    late = buyer.post("/api/token/refresh/", {"refresh": buyer.tokens["refresh"]}).json()["access"]
    assert (kid_of(early), kid_of(late)) == (before, after)
    for access in (early, late):
        told = [buyer.get(path, headers={"Authorization": f"Bearer {access}"}).status_code for path in PROTECTED]
        assert told == [200] * len(PROTECTED)


def test_a_stolen_key_is_out_everywhere_and_nobody_signs_in_again(mesh: Mesh, shopper: Shoppers) -> None:
    buyer = shopper()
    stolen, access = active(mesh), buyer.tokens["access"]
    began = time.monotonic()
    done = mesh.dev("rotate-keys", "--revoke", stolen, check=False)
    assert time.monotonic() - began < EMERGENCY
    assert done.returncode == 0, done.stdout
    for path in PROTECTED:
        problem(buyer.get(path, headers={"Authorization": f"Bearer {access}"}), 401, "token-invalid")
    answer = buyer.post("/api/token/refresh/", {"refresh": buyer.tokens["refresh"]})
    assert answer.status_code == 200
    fresh = answer.json()["access"]
    assert kid_of(fresh) == active(mesh) != stolen
    told = [buyer.get(path, headers={"Authorization": f"Bearer {fresh}"}).status_code for path in PROTECTED]
    assert told == [200] * len(PROTECTED)
    assert not (mesh.state / "keys" / f"{stolen}.pem").exists()
