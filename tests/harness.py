"""What tests, journeys and benchmarks need of a running mesh: start it, hurt it, and speak to it as a person would."""

from __future__ import annotations

import io
import json
import os
import ssl
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

import httpx
import jwt

from tests import seeded
from tools import cli, ports

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds
# A mesh is asked in plain HTTP. A client that may make its own context reads all certificates of the machine for it,
# 20 ms of CPU each: as much as five requests.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
LATER = frozenset({503, 504})
DEMO_PASSWORDS = {name: f"{name}123" for name in ("admin", "staff", "vendor", "user", "viewer")}
SHIPPING = {
    "name": "Ada Lovelace",
    "line1": "12 St James's Square",
    "city": "London",
    "postal_code": "SW1Y 4JH",
    "country": "GB",
}


@dataclass
class Mesh:
    """A mesh started by `./dev up` in its own state folder."""

    state: Path
    port: int
    stopped: set[str] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def dev(self, *arguments: str, check: bool = True, timeout: float = 600) -> subprocess.CompletedProcess[str]:
        """Runs `./dev ARGUMENTS` on this mesh."""
        return subprocess.run(
            [sys.executable, str(ROOT / "dev"), *arguments],
            env=os.environ | {"SHOPMESH_STATE": str(self.state)},
            check=check,
            text=True,
            capture_output=True,
            timeout=timeout,
        )

    def here(self, *arguments: str) -> str:
        """What `./dev ARGUMENTS` says itself, in this process: another one costs half a second of CPU at its start."""
        said = io.StringIO()
        with mock.patch.dict(os.environ, {"SHOPMESH_STATE": str(self.state)}), redirect_stdout(said):
            done = cli.main([*arguments])
        assert done == 0, said.getvalue()
        return said.getvalue()

    def stop(self, *names: str) -> None:
        """Processes that stay down until `heal`."""
        self.stopped.update(names)
        for name in names:
            self.here("stop", name)

    def start(self, *names: str) -> None:
        self.stopped.difference_update(names)
        for name in names:
            self.here("start", name)

    def heal(self) -> None:
        if self.stopped:
            self.start(*self.stopped)
            eventually(self.healthy, within=30)

    def healthy(self) -> bool:
        return bool(httpx.get(f"{self.url}/health", verify=NO_TLS).json()["status"] == "healthy")


# One client here is a whole crowd. The limit itself is tested in api_gateway/tests/test_kept.py.
UNHURRIED = {"SHOPMESH_READ_RATE": "100000", "SHOPMESH_READ_BURST": "100000"}


def start_mesh(state: Path, *options: str, environment: dict[str, str] | None = None) -> Mesh:
    """`./dev up` on a free port, without the gateway's limit for reads. The output is shown when it fails."""
    mesh = Mesh(state, free_port())
    if "--postgres" not in options:
        seeded.lay(state)
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev"), "up", "--port", str(mesh.port), *options],
        env=os.environ | {"SHOPMESH_STATE": str(state)} | UNHURRIED | (environment or {}),
        check=False,
        text=True,
        capture_output=True,
        timeout=900,
    )
    if done.returncode:
        mesh.dev("down", check=False)
        raise RuntimeError(f"./dev up failed:\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}")
    return mesh


def running_mesh(state: Path) -> Mesh:
    """The mesh that was started in `state`."""
    facts = json.loads((state / "run" / "mesh.json").read_text())
    return Mesh(state, facts["ports"]["gateway"])


def free_port() -> int:
    """None that an outgoing connection may be given before a server binds it."""
    return ports.spare()


def eventually(question: Callable[[], T], *, within: float = 10, every: float = 0.1) -> T:
    """The first truthy answer. AssertionError, with the last answer, when there was none in time."""
    deadline = time.monotonic() + within
    while not (answer := question()):
        assert time.monotonic() < deadline, f"still {answer!r} after {within} s"
        time.sleep(every)
    return answer


class Shopper:
    """Somebody at the gateway's REST edge, with a session of their own."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.http = httpx.Client(base_url=mesh.url, timeout=15, verify=NO_TLS)
        self.username = ""
        self.tokens: dict[str, Any] = {}

    @classmethod
    def registered(cls, mesh: Mesh) -> Shopper:
        someone = cls(mesh)
        name = f"shopper-{uuid.uuid4().hex[:12]}"
        password = "quiet-harbour-lantern"
        body = {"username": name, "email": f"{name}@example.com", "password": password}
        someone.post("/api/users/register/", body).raise_for_status()
        someone.sign_in(name, password)
        return someone

    @classmethod
    def signed_in(cls, mesh: Mesh, username: str) -> Shopper:
        someone = cls(mesh)
        someone.sign_in(username, DEMO_PASSWORDS.get(username, "password123"))
        return someone

    def sign_in(self, username: str, password: str) -> None:
        answer = self.post("/api/token/", {"username": username, "password": password})
        answer.raise_for_status()
        self.username = username
        self.tokens = answer.json()
        self.http.headers["Authorization"] = f"Bearer {self.tokens['access']}"

    def close(self) -> None:
        self.http.close()

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.http.get(path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> httpx.Response:
        return self.http.post(path, json=body, **options)

    def put(self, path: str, body: Any, **options: Any) -> httpx.Response:
        return self.http.put(path, json=body, **options)

    def patch(self, path: str, body: Any, **options: Any) -> httpx.Response:
        return self.http.patch(path, json=body, **options)

    def buy(self, *lines: tuple[int, int], token: str = "tok_success", key: str = "", **changes: Any) -> httpx.Response:
        """`buy((product_id, quantity), …)`: checks out."""
        body = {
            "items": [{"product_id": product, "quantity": quantity} for product, quantity in lines],
            "payment": {"method": "card", "token": token},
            "shipping": SHIPPING,
        }
        return self.post("/api/orders/", body | changes, headers={"Idempotency-Key": key or str(uuid.uuid4())})

    def settled(self, *lines: tuple[int, int], key: str = "", **options: Any) -> httpx.Response:
        """As `buy`, and sent again under its key while the answer is "later": what every client is told to do."""
        key = key or str(uuid.uuid4())
        deadline = time.monotonic() + PATIENCE
        while (answer := self.buy(*lines, key=key, **options)).status_code in LATER and time.monotonic() < deadline:
            time.sleep(float(answer.headers.get("retry-after", 1)))
        return answer

    def bought(self, *lines: tuple[int, int], **options: Any) -> dict[str, Any]:
        """The confirmed order of a purchase, also where a busy machine took longer than the request's 3 s."""
        answer = self.settled(*lines, **options)
        assert answer.status_code in {201, 202}, answer.text
        order_id = answer.json()["id"]
        eventually(lambda: self.order(order_id)["status"] == "confirmed", within=PATIENCE)
        return self.order(order_id)

    def order(self, order_id: str) -> dict[str, Any]:
        answer = self.get(f"/api/orders/{order_id}/")
        answer.raise_for_status()
        body: dict[str, Any] = answer.json()
        return body

    def payments_of(self, order_id: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.get("/api/payments/").json()["results"]
        return [row for row in rows if row["order_id"] == order_id]

    def available(self, product_id: int) -> int:
        free: int = self.get(f"/api/products/{product_id}/").json()["stock"]["available"]
        return free


def new_product(admin: Shopper, *, stock: int, price: str = "20.00", name: str = "") -> int:
    """A product nobody else in the tests buys."""
    sku = f"TEST-{uuid.uuid4().hex[:10].upper()}"
    category = admin.get("/api/categories/").json()
    slug = (category["results"] if isinstance(category, dict) else category)[0]["slug"]
    body = {
        "sku": sku,
        "name": name or f"Test lamp {sku}",
        "description": "A lamp for tests.",
        "category": slug,
        "price": price,
        "currency": "EUR",
        "stock": stock,
    }
    answer = admin.post("/api/products/", body)
    assert answer.status_code == 201, answer.text
    made: int = answer.json()["id"]
    return made


def with_second_factor(mesh: Mesh, access: str) -> str:
    """The same session's token, had its user shown a second factor: signed with the mesh's own key."""
    claims = jwt.decode(access, options={"verify_signature": False})
    kid = jwt.get_unverified_header(access)["kid"]
    key = (mesh.state / "keys" / f"{kid}.pem").read_bytes()
    return jwt.encode(
        claims | {"acr": "mfa", "auth_time": int(time.time())}, key, "RS256", headers={"kid": kid, "typ": "at+jwt"}
    )


def problem(answer: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    """Asserts an RFC 9457 answer and returns its document."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    body: dict[str, Any] = answer.json()
    assert body["type"] == f"/problems/{slug}", body
    return body
