"""Steady traffic from many people at once, each request on a connection of its own, and what became of every one."""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from tests.harness import DEMO_PASSWORDS, NO_TLS, PATIENCE, SHIPPING, Mesh, Shopper

THREADS = 12
TIMEOUT = 15.0  # seconds
CHECKOUT_SECONDS = 2.5  # the gateway gives it 3, of which each hop keeps a little for its own answer
TOO_SLOW = frozenset({"/problems/deadline-exceeded", "/problems/idempotency-in-progress"})


@dataclass
class Traffic:
    """Every answer by kind of request.

    `failures` are those nobody should have to see. `late` are checkouts whose 3 s were over on a machine that was too
    busy; they are repeated under their key, as every client is told to, and counted by what that brings.
    """

    mesh: Mesh
    customer: Shopper
    product: int
    per_second: float
    answers: list[tuple[str, int]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    # No connection is kept: a gateway that is restarted closes those that are idle, and browsers just open another.
    http: httpx.Client = field(
        default_factory=lambda: httpx.Client(
            limits=httpx.Limits(max_keepalive_connections=0), timeout=TIMEOUT, verify=NO_TLS
        )
    )

    def made(self, kind: str) -> int:
        return sum(name == kind for name, _ in self.answers)

    def run(self) -> None:
        """One visitor: asks, waits for the rest of its turn, asks again."""
        turn = THREADS / self.per_second
        chance = random.Random()  # noqa: S311 - which page somebody looks at is no secret
        while not self.over.is_set():
            began = time.monotonic()
            (ask,) = chance.choices(ASKED, WEIGHTS)
            self.note(ask.__name__, ask)
            self.over.wait(max(0.0, turn - (time.monotonic() - began)))

    def note(self, kind: str, ask: Callable[[Traffic], httpx.Response]) -> None:
        began = time.monotonic()
        try:
            answer = ask(self)
        except httpx.HTTPError as error:
            self.failed(kind, began, repr(error))
            return
        self.answers.append((kind, answer.status_code))
        if answer.status_code not in {200, 201, 202}:
            self.failed(kind, began, f"{answer.status_code} {answer.text[:300]}")
        elif kind == "checkout":
            self.orders.append(answer.json()["id"])

    def failed(self, kind: str, began: float, why: str) -> None:
        after = time.monotonic() - began
        self.failures.append(f"{time.strftime('%H:%M:%S')} {kind} after {after:.2f} s: {why}")

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(f"{self.mesh.url}{path}", headers=headers)

    def post(self, path: str, body: object, **headers: str) -> httpx.Response:
        return self.http.post(f"{self.mesh.url}{path}", json=body, headers=headers)

    @property
    def bearer(self) -> str:
        return self.customer.http.headers["Authorization"]


def catalogue(traffic: Traffic) -> httpx.Response:
    return traffic.get("/api/products/")


def order_list(traffic: Traffic) -> httpx.Response:
    return traffic.get("/api/orders/", Authorization=traffic.bearer)


def login(traffic: Traffic) -> httpx.Response:
    return traffic.post("/api/token/", {"username": "viewer", "password": DEMO_PASSWORDS["viewer"]})


def checkout(traffic: Traffic) -> httpx.Response:
    body = {
        "items": [{"product_id": traffic.product, "quantity": 1}],
        "payment": {"method": "card", "token": "tok_success"},
        "shipping": SHIPPING,
    }
    headers = {"Idempotency-Key": str(uuid.uuid4()), "Authorization": traffic.bearer}
    end = time.monotonic() + PATIENCE
    while is_late(answer := traffic.post("/api/orders/", body, **headers)) and time.monotonic() < end:
        traffic.late.append(answer.text[:200])
        time.sleep(float(answer.headers.get("retry-after", 1)))
    return answer


def is_late(answer: httpx.Response) -> bool:
    """Its time was over on this machine, and the answer says to repeat under the same key.

    What a restart breaks is told at once: a 503 before the time is over is no lateness.
    """
    if answer.status_code not in {409, 503, 504}:
        return False
    return answer.json()["type"] in TOO_SLOW or answer.elapsed.total_seconds() >= CHECKOUT_SECONDS


def health(traffic: Traffic) -> httpx.Response:
    return traffic.get("/health")


ASKED = (catalogue, order_list, login, checkout, health)
WEIGHTS = (60, 25, 3, 8, 4)


@contextmanager
def traffic(mesh: Mesh, customer: Shopper, product: int, per_second: float = 50) -> Iterator[Traffic]:
    """Inside, people come and go; after the block their last answers are there."""
    steady = Traffic(mesh, customer, product, per_second)
    visitors = [threading.Thread(target=steady.run) for _ in range(THREADS)]
    for visitor in visitors:
        visitor.start()
    try:
        yield steady
    finally:
        steady.over.set()
        for visitor in visitors:
            visitor.join()
        steady.http.close()
