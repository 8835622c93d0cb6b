"""The provider tells the shop what happened: signed, at least once, for as long as it takes."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from payments_service.tests.conftest import Sandbox
from payments_service.webhooks.domain import notice, signature

SECRET = "whsec_of_the_tests"
Eventually = Callable[..., None]


@dataclass
class Shop:
    """What listens where the provider delivers. `refuse`: so many deliveries are answered with 503 first."""

    url: str = ""
    refuse: int = 0
    delivered: list[dict[str, Any]] = field(default_factory=list)

    def types(self) -> list[str]:
        return [event["type"] for event in self.delivered]


@pytest.fixture
def shop() -> Iterator[Shop]:
    listening = Shop()

    class Endpoint(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            signature.verify(self.headers["Sandbox-Signature"], body, secrets=[SECRET], now=time.time())
            status = 503 if listening.refuse else 200
            listening.refuse = max(0, listening.refuse - 1)
            if status == 200:
                listening.delivered.append(json.loads(body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    listening.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    yield listening
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def telling(tmp_path: Path, shop: Shop) -> Iterator[Sandbox]:
    settings = {"PROVIDER_WEBHOOK_URL": shop.url, "PROVIDER_WEBHOOK_SECRET": SECRET}
    sandbox = Sandbox(tmp_path / "books.sqlite3", settings=settings)
    sandbox.start()
    yield sandbox
    if sandbox.process is not None:
        sandbox.kill()


def charge(sandbox: Sandbox, key: str = "", token: str = "tok_success") -> str:
    body = {"amount": 1000, "currency": "EUR", "token": token, "reference": "order-1"}
    headers = {"Idempotency-Key": key or f"authorize:{uuid4()}"}
    return str(sandbox.call("POST", "/v1/charges", json=body, headers=headers).json()["id"])


def test_every_change_is_told_once_and_readable(telling: Sandbox, shop: Shop, eventually: Eventually) -> None:
    key = f"authorize:{uuid4()}"
    held, other = charge(telling, key), charge(telling)
    charge(telling, token="tok_decline")
    for _ in range(2):
        telling.call("POST", f"/v1/charges/{held}/capture")
        telling.call("POST", f"/v1/charges/{other}/void")
        refund = {"json": {"amount": 300}, "headers": {"Idempotency-Key": "r1"}}
        telling.call("POST", f"/v1/charges/{held}/refunds", **refund)
    kinds = ["authorized", "authorized", "declined", "captured", "voided", "refunded"]
    eventually(lambda: len(shop.delivered) == len(kinds), seconds=20)
    assert sorted(shop.types()) == sorted(f"charge.{kind}" for kind in kinds)
    assert len({event["id"] for event in shop.delivered}) == len(kinds)
    told = notice.read(json.dumps(next(each for each in shop.delivered if each["type"] == "charge.refunded")))
    assert (told.charge_id, told.refunded, f"authorize:{told.payment_id}") == (held, 300, key)


def test_a_shop_that_refuses_is_told_again(telling: Sandbox, shop: Shop, eventually: Eventually) -> None:
    shop.refuse = 2
    charge(telling)
    eventually(lambda: shop.types() == ["charge.authorized"], seconds=20)
    assert shop.refuse == 0


def test_what_was_not_delivered_survives_a_kill(telling: Sandbox, shop: Shop, eventually: Eventually) -> None:
    shop.refuse = 1000
    charge(telling)
    eventually(lambda: shop.refuse < 1000, seconds=20)
    telling.kill()
    shop.refuse = 0
    telling.start()
    eventually(lambda: shop.types() == ["charge.authorized"], seconds=20)


def test_events_come_more_than_once_late_in_any_order_or_never(
    telling: Sandbox, shop: Shop, eventually: Eventually
) -> None:
    telling.script("webhook", "drop")
    telling.script("webhook", "duplicate")
    telling.script("webhook", "delay", seconds=0.3)
    telling.script("webhook", "shuffle", seconds=0.3, times=3)
    for _ in range(6):
        charge(telling)
    eventually(lambda: len(shop.delivered) == 14, seconds=20)
    ids = [event["id"] for event in shop.delivered]
    assert len(set(ids)) == 5
    assert max(map(ids.count, ids)) == 10
    assert telling.call("GET", "/v1/script").json() == {"steps": []}


@pytest.mark.parametrize(("operation", "outcome"), [("webhook", "html"), ("capture", "duplicate")])
def test_a_script_that_makes_no_sense_is_refused(sandbox: Sandbox, operation: str, outcome: str) -> None:
    answer = sandbox.call("POST", "/v1/script", json={"operation": operation, "outcome": outcome})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_request")
