"""What an event says, as far as anybody here is interested: which charge to look at, and how it was when it was told.

Nothing of it is believed. It decides whether to ask the provider, never what a payment becomes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from payments_service.payments.domain.payment import ChargeStatus


class Topic(StrEnum):
    """What there is to look at."""

    CHARGE = "charge"
    REFUND = "refund"


# Sandbox and Stripe, whose names differ: what an event is about, and what the charge was then.
TOPICS: Mapping[str, tuple[Topic, ChargeStatus | None]] = {
    "charge.authorized": (Topic.CHARGE, ChargeStatus.AUTHORIZED),
    "charge.declined": (Topic.CHARGE, ChargeStatus.DECLINED),
    "charge.voided": (Topic.CHARGE, ChargeStatus.VOIDED),
    "charge.captured": (Topic.CHARGE, ChargeStatus.CAPTURED),
    "charge.refunded": (Topic.REFUND, ChargeStatus.CAPTURED),
    "payment_intent.amount_capturable_updated": (Topic.CHARGE, ChargeStatus.AUTHORIZED),
    "payment_intent.payment_failed": (Topic.CHARGE, ChargeStatus.DECLINED),
    "payment_intent.canceled": (Topic.CHARGE, ChargeStatus.VOIDED),
    "payment_intent.succeeded": (Topic.CHARGE, ChargeStatus.CAPTURED),
    "refund.created": (Topic.REFUND, ChargeStatus.CAPTURED),
    "refund.updated": (Topic.REFUND, ChargeStatus.CAPTURED),
}

EVENT_ID = re.compile(r"[A-Za-z0-9_]{1,120}", re.ASCII)
EVENT_TYPE = re.compile(r"[a-z0-9_.]{1,100}", re.ASCII)
# An order's payment, or an attempt to pay what somebody was asked for: domain.keys.of_authorization.
AUTHORIZATION = re.compile(r"(?:authorize:([0-9a-f-]{36})|pay:([0-9a-f-]{36}):[0-9]{1,9})", re.ASCII)
LONGEST_CHARGE_ID = 255


class Unreadable(ValueError):
    """Signed, and yet no event."""


@dataclass(frozen=True)
class Notice:
    event_id: str
    type: str
    charge_id: str = ""
    payment_id: UUID | None = None
    # Given back of the charge in all, where the event says so.
    refunded: int | None = None

    @property
    def topic(self) -> Topic | None:
        """None: nothing anybody here acts on."""
        return TOPICS[self.type][0] if self.type in TOPICS else None

    @property
    def charge(self) -> ChargeStatus | None:
        return TOPICS[self.type][1] if self.type in TOPICS else None


def read(body: str) -> Notice:
    """Raises Unreadable."""
    try:
        event = json.loads(body)
        event_id, kind, told = event["id"], event["type"], event["data"]["object"]
        if not EVENT_ID.fullmatch(event_id) or not EVENT_TYPE.fullmatch(kind):
            raise Unreadable
        return Notice(event_id, kind, _charge_id(told), _payment_id(told), _refunded(told))
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
        raise Unreadable from error


def _charge_id(told: Mapping[str, Any]) -> str:
    """Stripe's charges and refunds name the payment intent, which is what a charge is here."""
    named = told.get("payment_intent") or told.get("charge_id") or told["id"]
    return named if isinstance(named, str) and len(named) <= LONGEST_CHARGE_ID else ""


def _payment_id(told: Mapping[str, Any]) -> UUID | None:
    """Out of the key we sent: known even where the answer with the charge's id never arrived."""
    metadata = told.get("metadata")
    key = metadata.get("key") if isinstance(metadata, Mapping) else told.get("key")
    match = AUTHORIZATION.fullmatch(key) if isinstance(key, str) else None
    return UUID(match[1] or match[2]) if match else None


def _refunded(told: Mapping[str, Any]) -> int | None:
    amount = told.get("amount_refunded", told.get("refunded"))
    return amount if isinstance(amount, int) and not isinstance(amount, bool) else None
