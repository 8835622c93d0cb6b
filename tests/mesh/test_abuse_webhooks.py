"""PAY rows of the abuse list about webhooks, through the gateway: what is signed counts, and it only says "look"."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.abuse import door, refused, send
from tests.harness import Mesh, Shopper, eventually, new_product
from tools.mesh import PROVIDER_KEY, WEBHOOK_SECRET

HOOK = "/api/payments/webhooks/sandbox/"
Deliver = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def lamp(admin: Shopper) -> int:
    return new_product(admin, stock=100, price="50.00")


@pytest.fixture(scope="module")
def provider(mesh: Mesh) -> Iterator[httpx.Client]:
    """The provider's own counter: what somebody with its API key can do there, past the shop."""
    with door(mesh, "sandbox") as client:
        client.headers["Authorization"] = f"Bearer {PROVIDER_KEY}"
        yield client


@pytest.fixture
def deliver(wire: httpx.Client) -> Deliver:
    def to_the_gateway(event: dict[str, Any] | bytes, header: str | None = None, **headers: str) -> httpx.Response:
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        answer: httpx.Response = send(
            wire, HOOK, body, Sandbox_Signature=signed(body) if header is None else header, **headers
        )
        return answer

    return to_the_gateway


def mac(stamp: object, body: bytes, secret: str = WEBHOOK_SECRET) -> str:
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()


def signed(body: bytes, *, late: int = 0, secret: str = WEBHOOK_SECRET) -> str:
    stamp = int(time.time()) - late
    return f"t={stamp},v1={mac(stamp, body, secret)}"


def event(kind: str = "charge.captured", **charge: Any) -> dict[str, Any]:
    told = {"id": f"ch_{uuid.uuid4().hex}", "key": f"authorize:{uuid.uuid4()}", **charge}
    return {"id": f"evt_{uuid.uuid4().hex}", "type": kind, "created": 1, "data": {"object": told}}


def body_of(**charge: Any) -> bytes:
    return json.dumps(event(**charge)).encode()


def paid(alice: Shopper, provider: httpx.Client, lamp: int) -> tuple[dict[str, Any], str]:
    """An order that is paid, and its charge as the provider has it."""
    order_id = alice.settled((lamp, 1)).json()["id"]

    def taken() -> list[dict[str, Any]]:
        charges = provider.get("/v1/charges", params={"reference": order_id}).json()["data"]
        return [charge for charge in charges if charge["status"] == "captured"]

    [charge] = eventually(taken, within=30)
    return charge, order_id


def refund_by_hand(provider: httpx.Client, charge: dict[str, Any], amount: int) -> None:
    path, headers = f"/v1/charges/{charge['id']}/refunds", {"Idempotency-Key": f"hand-{uuid.uuid4()}"}
    assert provider.post(path, json={"amount": amount}, headers=headers).status_code == 201


def refunded(alice: Shopper, order_id: str) -> str:
    [payment] = alice.payments_of(order_id)
    said: str = payment["refunded"]
    return said


def test_pay_22_pay_28_another_signature_is_none(deliver: Deliver) -> None:
    body = body_of()
    for header in ("", "t=1,v1=00", signed(body + b" "), signed(body, secret="whsec_of_another_endpoint")):
        refused(deliver(body, header), 400, "webhook-signature-invalid")


@pytest.mark.parametrize("late", [301, 3600, -330])
def test_pay_24_an_old_stamp_and_one_from_the_future_are_out_of_range(deliver: Deliver, late: int) -> None:
    body = body_of()
    refused(deliver(body, signed(body, late=late)), 400, "webhook-timestamp-out-of-range")


@pytest.mark.parametrize("stamp", ["", "yesterday", "-1", "1e18", str(10**18)])
def test_pay_26_a_stamp_that_is_none_is_refused_although_it_is_signed(deliver: Deliver, stamp: str) -> None:
    body = body_of()
    refused(deliver(body, f"t={stamp},v1={mac(stamp, body)}"), 400, "webhook-signature-invalid")


def test_pay_26_no_stamp_and_two_stamps_are_refused(deliver: Deliver) -> None:
    body = body_of()
    good = signed(body)
    stamp, _, rest = good.partition(",")
    for header in (rest, f"{stamp},{good}"):
        refused(deliver(body, header), 400, "webhook-signature-invalid")


@pytest.mark.parametrize("entries", [6, 1000])
def test_pay_30_more_than_five_signatures_are_not_tried(wire: httpx.Client, entries: int) -> None:
    body = body_of()
    stamp, _, good = signed(body).partition(",")
    answer = send(
        wire, HOOK, body, Sandbox_Signature=",".join([stamp, *[f"v1={i:064x}" for i in range(entries - 1)], good])
    )
    # 1,000 of them are more than any header here may hold: the gateway says so before anybody computes anything.
    assert answer.status_code == (400 if entries == 6 else 431)


def test_pay_32_a_refund_made_at_the_provider_is_entered_once_however_often_it_is_told(
    alice: Shopper, provider: httpx.Client, deliver: Deliver, lamp: int
) -> None:
    charge, order_id = paid(alice, provider, lamp)
    provider.post("/v1/script", json={"operation": "webhook", "outcome": "duplicate"})
    refund_by_hand(provider, charge, 1200)
    told = event("charge.refunded", id=charge["id"], key=charge["key"], refunded=1200)
    assert {deliver(told).status_code for _ in range(10)} == {200}
    eventually(lambda: refunded(alice, order_id) == "12.00", within=30)
    # One more, later: it is known, and nothing happens twice.
    assert deliver(event("charge.refunded", id=charge["id"], key=charge["key"], refunded=1200)).status_code == 200
    refund_by_hand(provider, charge, 300)
    eventually(lambda: refunded(alice, order_id) == "15.00", within=30)


def test_pay_34_events_in_any_order_end_in_what_the_provider_has(
    alice: Shopper, provider: httpx.Client, lamp: int
) -> None:
    provider.post("/v1/script", json={"operation": "webhook", "outcome": "shuffle", "times": 5, "seconds": 2})
    charge, order_id = paid(alice, provider, lamp)
    for amount in (100, 200):
        refund_by_hand(provider, charge, amount)
    eventually(lambda: refunded(alice, order_id) == "3.00", within=30)
    [payment] = alice.payments_of(order_id)
    assert (payment["status"], payment["captured"]) == ("partially_refunded", "50.00")


def test_pay_36_what_nobody_acts_on_is_taken(deliver: Deliver) -> None:
    for kind in ("charge.dispute.created", "payout.paid", "thought.of.next_year"):
        answer = deliver(event(kind))
        assert (answer.status_code, answer.json()) == (200, {"received": True})


def test_pay_40_a_burst_is_kept_or_refused_and_nothing_comes_of_it_twice(
    alice: Shopper, provider: httpx.Client, deliver: Deliver, lamp: int
) -> None:
    charge, order_id = paid(alice, provider, lamp)
    refund_by_hand(provider, charge, 700)
    burst = [event("charge.refunded", id=charge["id"], key=charge["key"], refunded=700) for _ in range(60)]
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda one: deliver(one).status_code, burst * 2))
    assert set(answers) <= {200, 503}
    eventually(lambda: refunded(alice, order_id) == "7.00", within=30)


def test_pay_42_only_post_and_no_cookie_or_token_counts(wire: httpx.Client, deliver: Deliver) -> None:
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        refused(wire.request(method, HOOK), 405, "method-not-allowed")
    nonsense = {"Cookie": "rt=x; __Host-rt=y", "Authorization": "Bearer nonsense"}
    assert deliver(event(), **nonsense).status_code == 200
    refused(deliver(event(), "", Authorization=f"Bearer {WEBHOOK_SECRET}"), 400, "webhook-signature-invalid")


def test_an_event_has_256_kib_at_most_and_must_be_one(deliver: Deliver) -> None:
    refused(deliver(b'{"padding": "' + b"x" * (256 * 1024) + b'"}'), 413, "payload-too-large")
    for nonsense in (b"[]", b"{}", b"\xff{}", b'{"id": 1, "type": "charge.captured", "data": {"object": {}}}'):
        refused(deliver(nonsense), 400, "malformed-json")


def test_the_endpoint_of_a_provider_that_is_not_in_use_believes_nobody(wire: httpx.Client) -> None:
    body = body_of()
    for secret in (WEBHOOK_SECRET, ""):
        header = signed(body, secret=secret)
        answer = send(wire, "/api/payments/webhooks/stripe/", body, Stripe_Signature=header)
        refused(answer, 400, "webhook-signature-invalid")
    refused(send(wire, "/api/payments/webhooks/paypal/", body, Stripe_Signature=signed(body)), 404, "not-found")
