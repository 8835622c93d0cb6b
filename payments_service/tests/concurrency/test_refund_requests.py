"""Refunds asked for at once over REST, on the real database, against the real provider process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from payments_service import wiring
from payments_service.payments import processing
from payments_service.payments.adapters.sandbox import SandboxProvider
from payments_service.payments.models import Payment, Refund
from payments_service.tests.conftest import Sandbox
from payments_service.tests.support import wanted

pytestmark = pytest.mark.django_db(transaction=True)
AtOnce = Callable[..., list[Any]]


@pytest.fixture
def taken(
    sandbox: Sandbox, connect: Callable[..., SandboxProvider], monkeypatch: pytest.MonkeyPatch
) -> tuple[Payment, Sandbox]:
    """129.00 EUR that were captured."""
    real = connect(sandbox.url)
    monkeypatch.setattr(wiring, "provider", lambda: real)
    payment = processing.payment_authorize(wanted=wanted(), provider=real)
    return processing.payment_capture(payment_id=payment.pk, provider=real), sandbox


@pytest.mark.parametrize(("body", "made", "refunded"), [({"amount": "50.00"}, 2, 10_000), ({}, 1, 12_900)])
def test_together_they_never_exceed_what_was_captured(
    taken: tuple[Payment, Sandbox],
    at_once: AtOnce,
    as_role: Callable[..., APIClient],
    body: dict[str, str],
    made: int,
    refunded: int,
) -> None:
    payment, sandbox = taken
    clients = [as_role("staff", acr="mfa") for _ in range(6)]

    def ask(client: APIClient) -> Callable[[], Any]:
        path, key = f"/api/payments/{payment.pk}/refunds/", str(uuid4())
        return lambda: client.post(path, body, HTTP_IDEMPOTENCY_KEY=key).status_code

    assert Counter(at_once(*[ask(client) for client in clients])) == {201: made, 409: 6 - made}
    payment.refresh_from_db()
    assert (payment.refunded, payment.refunding, Refund.objects.count()) == (refunded, 0, made)
    assert sandbox.charges_of(payment.order_id)[0]["refunded"] == refunded
