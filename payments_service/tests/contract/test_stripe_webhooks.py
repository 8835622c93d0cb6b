"""A payment at Stripe from end to end: lost answers learned from signed events, refunds of the dashboard entered."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from pydantic import SecretStr
from rest_framework.test import APIClient

from payments_service.payments import processing
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import Payment, Refund
from payments_service.tests.contract.conftest import Desk, StandIn
from payments_service.tests.support import ledger_of, wanted
from payments_service.webhooks import applying
from payments_service.webhooks.models import ProviderEvent
from servicekit.errors import DependencyUnavailable

pytestmark = pytest.mark.django_db
URL = "/api/payments/webhooks/stripe/"


@pytest.fixture(autouse=True)
def _stripe_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.SHOPMESH, "payment_provider", "stripe")
    monkeypatch.setattr(settings.SHOPMESH, "stripe_webhook_secret", SecretStr("whsec_of_the_tests"))


def delivered(api: APIClient, stand_in: StandIn, about: str) -> int:
    """Every event of one intent, in turn backwards: how many."""
    events = [one for one in stand_in.aside("GET", "events")["events"] if about in one["body"]]
    for one in reversed(events):
        signature: Any = {"HTTP_STRIPE_SIGNATURE": one["signature"]}
        assert api.post(URL, one["body"], content_type="application/json", **signature).status_code == 200
    return len(events)


def test_a_lost_answer_and_a_refund_of_the_dashboard_are_learned(
    api: APIClient, stripe_desk: Desk, stand_in: StandIn
) -> None:
    provider = stripe_desk.provider
    stripe_desk.script("authorize", "html", recorded=True)
    payment = processing.payment_authorize(wanted=wanted(token=stripe_desk.good), provider=provider)
    assert payment.state is PaymentStatus.UNKNOWN
    assert delivered(api, stand_in, f"authorize:{payment.pk}") == 1
    applying.apply_due(provider)
    found = Payment.objects.get(pk=payment.pk)
    assert found.state is PaymentStatus.AUTHORIZED

    payment = processing.payment_capture(payment_id=payment.pk, provider=provider)
    stripe_desk.by_hand(payment.charge_id, 900)
    assert delivered(api, stand_in, payment.charge_id) == 3
    applying.apply_due(provider)
    payment.refresh_from_db()
    assert (payment.state, payment.refunded) == (PaymentStatus.PARTIALLY_REFUNDED, 900)
    assert [refund.amount for refund in Refund.objects.all()] == [900]
    assert sum(amount for _, _, amount in ledger_of(payment)) == 0
    assert not ProviderEvent.objects.filter(handled_at=None).exists()


def test_an_error_stripe_keeps_does_not_stop_a_capture(stripe_desk: Desk, held_clock: Any) -> None:
    provider = stripe_desk.provider
    payment = processing.payment_authorize(wanted=wanted(token=stripe_desk.good), provider=provider)
    stripe_desk.script("capture", "error")
    with pytest.raises(DependencyUnavailable):
        processing.payment_capture(payment_id=payment.pk, provider=provider)
    payment = processing.payment_capture(payment_id=payment.pk, provider=provider)
    assert (payment.state, payment.captured) == (PaymentStatus.CAPTURED, payment.amount)
    assert len(ledger_of(payment)) == 2


def test_an_event_of_stripe_is_read_as_it_was_signed(api: APIClient, stripe_desk: Desk, stand_in: StandIn) -> None:
    payment = processing.payment_authorize(wanted=wanted(token=stripe_desk.good), provider=stripe_desk.provider)
    [one] = [each for each in stand_in.aside("GET", "events")["events"] if payment.charge_id in each["body"]]
    changed = json.dumps(json.loads(one["body"]), indent=1)
    header: Any = {"HTTP_STRIPE_SIGNATURE": one["signature"]}
    assert api.post(URL, changed, content_type="application/json", **header).status_code == 400
    assert not ProviderEvent.objects.exists()
