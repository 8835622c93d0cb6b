"""`./dev test --compose`: the containers as a stranger starts them, and a purchase that outlives them.

Builds the images, waits for health, buys something through the gateway, takes the containers down and up again, finds
the order, and removes everything. Needs a Docker engine with Compose; uses port 80 when it is free.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import httpx

from tests.harness import Mesh, Shopper, eventually
from tools import ports
from tools.console import Failure, heading, say
from tools.state import ROOT, State

PROJECT = "shopmesh-test"
PRODUCT = 1
HTTP = 80
PATIENCE = "420"  # seconds for every container to be healthy; a minute on two idle cores


def main(_arguments: list[str]) -> int:
    require_engine()
    port = HTTP if not ports.busy(HTTP) else ports.free()
    passed = 0
    heading(f"containers, on port {port}")
    with containers(port) as compose:
        for number, check in enumerate(checks(compose, port), start=1):
            began = time.monotonic()
            check.run()
            passed = number
            say(f"  ok    {check.says} ({time.monotonic() - began:.0f} s)")
    say(f"\n{passed} passed, 0 failed")
    return 0


@dataclass(frozen=True)
class Check:
    says: str
    run: Callable[[], object]


Compose = Callable[..., str]


def checks(compose: Compose, port: int) -> list[Check]:
    """In this order; each builds on the one before."""
    visit = Visit(Mesh(State.current().folder, port))
    return [
        Check("the images build, unmodified", lambda: compose("build")),
        Check("every container is healthy", lambda: compose("up", "-d", "--wait", "--wait-timeout", PATIENCE)),
        Check("the gateway serves the shop and every service", visit.looks_around),
        Check("a purchase is confirmed, its stock taken and its money captured", visit.buys),
        Check("orders come under a new key while the shop is open", lambda: rotated(compose)),
        Check("everything stops, and starts again from its volumes", lambda: again(compose)),
        Check("the order is still there, and so is the session's owner", visit.finds_the_order),
        Check("containers run as nobody special", lambda: unprivileged(compose)),
    ]


class Visit:
    """One customer, before and after."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.order = ""
        self.buyer = Shopper(mesh)

    def looks_around(self) -> None:
        eventually(lambda: self.buyer.get("/health").json()["status"] == "healthy", within=30)
        expect(self.buyer.get("/").text.lstrip().lower().startswith("<!doctype html>"), "the shell is not served")
        expect(
            self.buyer.get("/mfe/manifest.json").json()["remotes"].keys()
            >= {"catalog", "checkout", "payments", "account", "admin"},
            "remotes",
        )
        for service in ("user", "product", "order", "payments"):
            expect(
                self.buyer.get(f"/docs/{service}/openapi.json").status_code == httpx.codes.OK, f"schema of {service}"
            )
        expect(self.buyer.get("/media/products/1f4bb.webp").status_code == httpx.codes.OK, "product pictures")

    def buys(self) -> None:
        self.buyer = Shopper.registered(self.mesh)
        before = self.buyer.available(PRODUCT)
        answer = self.buyer.settled((PRODUCT, 1))
        expect(answer.status_code == httpx.codes.CREATED, f"checkout answered {answer.status_code}: {answer.text}")
        self.order = answer.json()["id"]
        expect(self.buyer.available(PRODUCT) == before - 1, "the stock was not taken")
        expect(self.buyer.payments_of(self.order)[0]["status"] == "completed", "the money was not captured")

    def finds_the_order(self) -> None:
        returning = Shopper(self.mesh)
        returning.sign_in(self.buyer.username, "quiet-harbour-lantern")
        expect(returning.order(self.order)["status"] == "confirmed", "the order is gone")
        expect(len(returning.payments_of(self.order)) == 1, "the payment is gone")


def rotated(compose: Compose) -> None:
    for action in ("rotate", "reencrypt"):
        command = ["-m", "order_service", "manage", "field_keys", action]
        compose("run", "--rm", "--no-deps", "-T", "--entrypoint", "python", "order-migrate", *command)


def again(compose: Compose) -> None:
    compose("down")
    compose("up", "-d", "--wait", "--wait-timeout", PATIENCE)


def unprivileged(compose: Compose) -> None:
    for service in ("user-web", "order-worker", "payments-grpc", "gateway", "gateway-health"):
        expect(compose("exec", "-T", service, "id", "-u").strip() != "0", f"{service} runs as root")


def expect(true: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not true:
        raise Failure(otherwise)


@contextmanager
def containers(port: int) -> Iterator[Compose]:
    """Runs `docker compose …` of this checkout; at the end nothing of it is left, volumes included."""
    url = "http://localhost" if port == HTTP else f"http://localhost:{port}"
    environment = os.environ | {"SHOPMESH_PORT": str(port), "PUBLIC_URL": url, "COMPOSE_PROJECT_NAME": PROJECT}

    def compose(*arguments: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own arguments
            ["docker", "compose", "-p", PROJECT, *arguments],  # noqa: S607 - whichever docker the caller uses
            cwd=ROOT,
            env=environment,
            check=False,
            text=True,
            capture_output=True,
        )
        if done.returncode:
            raise Failure(f"docker compose {arguments[0]} failed:\n{(done.stdout + done.stderr)[-4000:]}")
        return done.stdout

    try:
        yield compose
    except Failure:
        with suppress(Failure):
            say(compose("ps", "-a"))
            say(compose("logs", "--tail", "15")[-8000:])
        raise
    finally:
        compose("down", "-v", "--remove-orphans")


def require_engine() -> None:
    asked = ["docker", "compose", "version"], ["docker", "info"]
    if not shutil.which("docker") or any(quietly(command) for command in asked):
        raise Failure("./dev test --compose needs a running Docker engine with the Compose plugin.")


def quietly(command: list[str]) -> int:
    return subprocess.run(command, check=False, capture_output=True).returncode  # noqa: S603 - our own arguments
