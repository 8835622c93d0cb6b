"""What is said to clients: that something changed, by id. What it is now they read over REST, where their rights are.

Ids and statuses only: whoever looks over somebody's shoulder at this socket learns no name, address or amount.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from servicekit.events.event import Envelope

Topic = Literal["orders", "payments"]
TOPICS: frozenset[str] = frozenset({"orders", "payments"})
# Who works with everybody's orders and payments may hear of everybody's.
OVERSEERS = frozenset({"admin", "staff", "viewer"})
# A payment's status after its event, where the event alone decides it: a refund may be of a part, what failed may be
# open again, or cancelled.
PAYMENT_STATUS = {"initiated": "initiated", "authorized": "authorized", "captured": "completed"}
ORDER_STATUS = {"placed": "pending"}


def said(kind: str, **facts: object) -> str:
    return json.dumps({"type": kind, **facts}, separators=(",", ":"))


# The broker is away, so silence means nothing: pages ask again by themselves, until `fresh`.
STALE = said("stale")
FRESH = said("fresh")
# Messages were left out for this client: it reads again whatever it shows.
RESYNC = said("resync")


@dataclass(frozen=True)
class Update:
    """One event as clients hear of it, and whose it is."""

    topic: Topic
    type: str
    owners: frozenset[str]
    text: str


def update(envelope: Envelope) -> Update | None:
    """None for events that no client is told of."""
    noun, _, happened = envelope.type.partition(".")
    if noun == "order":
        facts = {"order_id": _text(envelope.data, "order_id"), "status": ORDER_STATUS.get(happened, happened)}
        return _made("orders", "order:update", envelope, facts, ["customer_id"])
    if noun == "payment":
        ids = {name: _text(envelope.data, name) for name in ("payment_id", "order_id")}
        status = {"status": PAYMENT_STATUS[happened]} if happened in PAYMENT_STATUS else {}
        return _made("payments", "payment:update", envelope, ids | status, ["customer_id", "vendor_id"])
    return None


def _made(topic: Topic, kind: str, envelope: Envelope, data: Mapping[str, str], owners: Iterable[str]) -> Update:
    moment = envelope.occurred_at.isoformat()
    text = said(kind, id=envelope.id, at=moment, event=envelope.type, data=data)
    return Update(topic, kind, frozenset(_text(envelope.data, name) for name in owners) - {""}, text)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""
