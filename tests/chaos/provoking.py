"""What has to happen for a failpoint to be passed, where shopping alone does not do it."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import Any

import nats

from tests.chaos import books
from tests.chaos.books import Ask
from tests.chaos.people import People
from tests.chaos.world import World
from tools.faults import scripts


@dataclass(frozen=True)
class Stage:
    """What a provocation may use. `turn_back(service, table, columns, where)` lets dates pass."""

    world: World
    people: People
    ask: Ask
    turn_back: Callable[[str, str, Sequence[str], str], None]


Provocation = Callable[[Stage], object]


def nothing(stage: Stage) -> None:
    """People shop, cards are refused, answers are lost: most points are passed by that."""


def cancel(stage: Stage) -> None:
    """A confirmed order is cancelled by staff: the money goes back, the units too."""
    order = stage.people.bought()
    stage.people.admin.ask("PATCH", f"/api/orders/{order['id']}/status/", {"status": "cancelled"})


def push(stage: Stage) -> None:
    """Staff tell a checkout that waits for the provider to try again at once."""
    order = stage.people.buy("tok_error")
    stage.people.admin.ask("POST", f"/api/orders/{order['id']}/saga/retry/")


def hold_ends(stage: Stage) -> None:
    """The reservation of a checkout that waits runs out: its payment is let go."""
    stage.people.buy("tok_timeout_then_success")
    stage.turn_back("product", "stock_reservation", ["expires_at"], "state = 'held'")


def reshelve(stage: Stage) -> None:
    """Staff write down what broke, count again, and say from how many down it is few."""
    product, admin = f"/api/products/{stage.people.product}/", stage.people.admin
    admin.post(f"{product}stock/adjustments/", {"quantity": 1, "reason": "found"})
    low_at = (admin.ask("GET", f"{product}stock/").json()["low_at"] + 1) % 10
    admin.ask("PATCH", f"{product}stock/", {"low_at": low_at}, **{"If-Match": "*"})
    counted = admin.ask("GET", f"{product}stock/").json()["on_hand"] + 1
    admin.ask("PATCH", product, {"stock": counted}, **{"If-Match": "*"})


def request(stage: Stage) -> None:
    """A vendor asks for money, changes their mind about the amount, and is paid."""
    made = stage.people.asked()
    path = f"/api/payments/{made['id']}/"
    tag = stage.people.vendor.ask("GET", path).headers.get("etag", "")
    stage.people.vendor.ask("PUT", path, {"amount": "13.00"}, **{"If-Match": tag})
    body = {"type": "payment", "payment_id": made["id"], "method": "card", "token": "tok_success"}
    stage.people.customer.post("/api/payments/", body)


def withdraw(stage: Stage) -> None:
    made = stage.people.asked()
    stage.people.vendor.ask("DELETE", f"/api/payments/{made['id']}/")


def run_out(stage: Stage) -> None:
    stage.people.asked()
    stage.turn_back("payments", "payments_payment", ["expires_at", "next_attempt_at"], "status = 'initiated'")


def let_go(stage: Stage) -> None:
    """Money that was only held is not taken in the end."""
    made = stage.people.paid(capture="manual")
    stage.people.vendor.ask("POST", f"/api/payments/{made['id']}/status/", {"status": "cancelled"})


def give_up(stage: Stage) -> None:
    """The provider never answers for this card, and a minute later somebody looks once more."""
    stage.people.buy("tok_error")
    late = "status = 'declined' AND next_attempt_at IS NOT NULL"
    stage.turn_back("payments", "payments_payment", ["next_attempt_at"], late)


def refund_elsewhere(stage: Stage) -> None:
    """The provider gave money back without being asked by us, and tells so."""
    order = stage.people.bought()
    charges = [row for row in stage.ask("sandbox", CHARGED) if books.uuid(row["reference"]) == order["id"]]
    charge: str = charges[0]["id"]
    stage.people.at_provider(f"/v1/charges/{charge}/refunds", {"amount": charges[0]["captured"]})


def too_early(stage: Stage) -> None:
    """The second event of something comes before the first."""
    order = str(uuid.uuid4())
    _publish(stage, [_early(order, 2), _early(order, 1)])


def missing(stage: Stage) -> None:
    """What is missing never comes: ten minutes later the event is a dead letter, and somebody goes on without."""
    _publish(stage, [_early(str(uuid.uuid4()), 2)])
    stage.turn_back("order", "events_parkedevent", ["next_attempt_at"], "type_seq = 2")
    replay(stage)


def unhandled(stage: Stage) -> None:
    """An event's handler fails as often as it is called, until somebody has it handled again."""
    failing = {"site": "point", "where": "events.consumer.before-commit", "effect": "raise", "times": 5}
    broken = scripts.add(stage.world.state, process="order-worker", **failing)
    try:
        stage.people.bought()
        replay(stage)
    finally:
        scripts.clear(stage.world.state, broken.id)


def replay(stage: Stage) -> None:
    for service in ("users", "products", "orders", "payments"):
        with suppress(TimeoutError):
            stage.people.admin.post(f"/api/{service}/events/dead/replay/", {})


CHARGED = "SELECT id, reference, captured FROM charge WHERE status = 'captured' AND captured > refunded"

PROVOCATIONS: Mapping[str, Provocation] = {
    "order.status.*": cancel,
    "order.cancel*": cancel,
    "order.refund.*": cancel,
    "payments.refund-learned.*": refund_elsewhere,
    "payments.refund.*": cancel,
    "order.retry.*": push,
    "product.expire.*": hold_ends,
    "product.adjust.*": reshelve,
    "product.low-at.*": reshelve,
    "product.recount.*": reshelve,
    "payments.request.*": request,
    "payments.authorize.after-commit": request,
    "payments.change.*": request,
    "payments.pay.*": request,
    "payments.cancel.*": withdraw,
    "payments.expire.*": run_out,
    "payments.void.*": let_go,
    "payments.give-up.*": give_up,
    "payments.late-look.*": give_up,
    "events.parked.before-sweep-commit": missing,
    "events.parked.*": too_early,
    "events.dead-letter.*": unhandled,
    "events.replay.*": unhandled,
}


# Here no mesh can be made to pass by asking politely; the tests of their owners make it happen, on both databases.
ELSEWHERE: Mapping[str, str] = {
    "order.reopen.before-commit": "a payment is authorised in the very moment in which its order is given up",
    "order.extend.after-call": "a payment starts a minute after its stock was held, when its order has run out",
    "product.extend.before-commit": "as above: nobody else prolongs what is held",
    "product.extend.after-commit": "as above",
    "payments.late-look.after-call": "a hold reaches the provider when everybody has stopped waiting for it",
    "payments.refund-refused.before-commit": "the provider refuses a refund of money that it has",
}


def provocation(point: str) -> Provocation:
    return next((does for pattern, does in PROVOCATIONS.items() if fnmatchcase(point, pattern)), nothing)


def _early(order_id: str, type_seq: int) -> tuple[str, bytes]:
    """An event of payments_service about an order that order_service does not know: handled, and without effect."""
    envelope: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "type": "payment.captured",
        "version": 1,
        "aggregate": "payment",
        "aggregate_id": order_id,
        "seq": type_seq,
        "type_seq": type_seq,
        "occurred_at": datetime.now(UTC).isoformat(),
        "trace_id": "",
        "data": {"payment_id": order_id, "order_id": order_id, "amount": 1, "currency": "EUR"},
    }
    return "event.payment.captured.v1", json.dumps(envelope).encode()


def _publish(stage: Stage, messages: list[tuple[str, bytes]]) -> None:
    async def send() -> None:
        line = await nats.connect(f"nats://{stage.world.described.ports.address('nats')}", connect_timeout=5)
        stream = line.jetstream()
        for subject, body in messages:
            await stream.publish(subject, body)
        await line.close()

    with suppress(OSError, TimeoutError, nats.errors.Error):
        asyncio.run(send())
