"""Events as the sandbox and Stripe send them."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from payments_service.payments.models import Payment
from payments_service.sandbox.settings import DEVELOPMENT_WEBHOOK_SECRET
from payments_service.webhooks.domain import signature
from servicekit import clock

SECRET = DEVELOPMENT_WEBHOOK_SECRET
URL = "/api/payments/webhooks/sandbox/"


def event(kind: str, payment: Payment, **charge: Any) -> dict[str, Any]:
    told = {"id": payment.charge_id, "key": f"authorize:{payment.pk}", "amount": payment.amount, **charge}
    return {"id": f"evt_{uuid4().hex}", "object": "event", "type": kind, "created": 1, "data": {"object": told}}


def encoded(event: dict[str, Any]) -> bytes:
    return json.dumps(event).encode()


def signed(body: bytes, *, secret: str = SECRET, late: float = 0) -> str:
    """`late`: seconds ago."""
    return signature.sign(body, secret=secret, at=int(clock.now().timestamp() - late))
