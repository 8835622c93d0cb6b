"""The provider port in front of two providers, each a process of its own: what is promised is asked of both."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from payments_service.payments.adapters.sandbox import SandboxProvider
from payments_service.payments.ports import Provider
from payments_service.tests.conftest import ROOT, Sandbox

STRIPE_KEY = "sk_test_of_the_tests"


@dataclass(frozen=True)
class Desk:
    """A provider, and what a test has to know about it."""

    name: str
    provider: Provider
    good: str
    declined: str
    poor: str
    # Takes an operation, an outcome, and whether it happens before.
    script: Callable[..., None]
    # Charges under a key, in the provider's own books.
    charges: Callable[[str], int]
    # A person at the provider's dashboard gives so much of a charge back.
    by_hand: Callable[[str, int], None]


@dataclass(frozen=True)
class StandIn:
    url: str

    def aside(self, method: str, path: str, **body: Any) -> Any:
        answer = httpx.request(method, f"{self.url}/stand-in/{path}", json=body or None, timeout=30, trust_env=False)
        return answer.raise_for_status().json()

    def charges(self, key: str) -> int:
        return sum(intent["metadata"]["key"] == key for intent in self.aside("GET", "events")["intents"])


@pytest.fixture(scope="session")
def stripe_process() -> Iterator[StandIn]:
    command = [sys.executable, "-m", "payments_service.tests.stripe_stand_in"]
    process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    yield StandIn(f"http://{json.loads(process.stdout.readline())['address']}")
    process.kill()
    process.wait(10)
    process.stdout.close()


@pytest.fixture
def stand_in(stripe_process: StandIn) -> Iterator[StandIn]:
    yield stripe_process
    stripe_process.aside("DELETE", "script")


@pytest.fixture
def stripe_desk(stand_in: StandIn) -> Iterator[Desk]:
    from payments_service.payments.adapters.stripe import StripeProvider  # noqa: PLC0415 - it loads the library

    provider = StripeProvider(url=stand_in.url, api_key=STRIPE_KEY)
    yield Desk(
        "stripe",
        provider,
        good="pm_card_visa",
        declined="pm_card_chargeDeclined",
        poor="pm_card_chargeDeclinedInsufficientFunds",
        script=lambda operation, outcome, **more: stand_in.aside(
            "POST", "script", operation=operation, outcome=outcome, **more
        ),
        charges=stand_in.charges,
        by_hand=lambda charge, amount: stand_in.aside("POST", "refund", payment_intent=charge, amount=amount),
    )
    provider.close()


@pytest.fixture
def sandbox_desk(sandbox: Sandbox, connect: Callable[..., SandboxProvider]) -> Desk:
    def by_hand(charge: str, amount: int) -> None:
        headers = {"Idempotency-Key": f"hand:{charge}:{amount}"}
        sandbox.call("POST", f"/v1/charges/{charge}/refunds", json={"amount": amount}, headers=headers)

    return Desk(
        "sandbox",
        connect(sandbox.url),
        good="tok_success",
        declined="tok_decline",
        poor="tok_insufficient_funds",
        script=sandbox.script,
        charges=lambda key: len(sandbox.call("GET", f"/v1/charges?key={key}").json()["data"]),
        by_hand=by_hand,
    )


@pytest.fixture(params=["sandbox", "stripe"])
def desk(request: pytest.FixtureRequest) -> Desk:
    made: Desk = request.getfixturevalue(f"{request.param}_desk")
    return made
