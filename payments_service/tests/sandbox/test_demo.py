from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from payments_service import wiring
from payments_service.payments.adapters.sandbox import SandboxProvider
from payments_service.payments.models import Payment
from payments_service.payments.seed.plan import seed_payments
from payments_service.tests.conftest import Sandbox
from servicekit import clock

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_seeded_payment_can_be_given_back(
    new_sandbox: Sandbox,
    connect: Callable[..., SandboxProvider],
    as_role: Callable[..., APIClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = connect(new_sandbox.url)
    monkeypatch.setattr(wiring, "provider", lambda: real)
    call_command("seed", verbosity=0)
    payment = Payment.objects.filter(status="captured").order_by("pk")[0]
    path, key = f"/api/payments/{payment.pk}/refunds/", str(uuid4())
    answer = as_role("admin", acr="mfa").post(path, {}, HTTP_IDEMPOTENCY_KEY=key)
    assert answer.status_code == 201, answer.content
    (charge,) = new_sandbox.charges_of(payment.order_id)
    assert charge["refunded"] == charge["captured"] == payment.amount


def test_the_demo_orders_are_entered_once(new_sandbox: Sandbox) -> None:
    first = seed_payments(clock.now())[0]
    for _ in range(2):
        (charge,) = new_sandbox.charges_of(first.order_id)
        assert (charge["id"], charge["amount"]) == (first.charge_id, first.amount.minor_units)
        new_sandbox.terminate()
        new_sandbox.start()
