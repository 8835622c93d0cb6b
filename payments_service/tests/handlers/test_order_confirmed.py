from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from payments_service import wiring
from payments_service.payments.models import Payment
from payments_service.tests.support import ScriptedProvider, authorized, captured
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.events.models import OutboxEvent
from servicekit.testing.events import deliver

pytestmark = pytest.mark.django_db


def confirmed(order_id: UUID) -> Envelope:
    return Envelope(
        id=str(uuid4()),
        type="order.confirmed",
        version=1,
        aggregate="order",
        aggregate_id=str(order_id),
        seq=1,
        occurred_at=clock.now(),
        trace_id="",
        data={"order_id": str(order_id)},
    )


def subscription() -> Any:
    return next(each for each in wiring.subscriptions() if each.subject == "order.confirmed.v1")


def test_the_payment_of_the_order_is_marked(provider: ScriptedProvider, held_clock: Any) -> None:
    payment, other = captured(provider), captured(provider)
    assert deliver(subscription(), confirmed(payment.order_id)) == 1
    payment.refresh_from_db()
    other.refresh_from_db()
    assert payment.order_confirmed_at == held_clock.instant
    assert other.order_confirmed_at is None


def test_the_same_event_again_has_no_second_effect(provider: ScriptedProvider, held_clock: Any) -> None:
    payment = captured(provider)
    event = confirmed(payment.order_id)
    assert deliver(subscription(), event, times=3) == 1
    first = Payment.objects.get()
    held_clock.advance(minutes=1)
    subscription().handler(event)
    assert Payment.objects.get().order_confirmed_at == first.order_confirmed_at


def test_a_declined_attempt_of_the_order_is_not_marked(provider: ScriptedProvider) -> None:
    declined = authorized(provider, token="tok_decline")
    captured(provider, order_id=declined.order_id, idempotency_key="second")
    deliver(subscription(), confirmed(declined.order_id))
    declined.refresh_from_db()
    assert declined.order_confirmed_at is None


def test_a_confirmed_order_without_a_payment_is_reported_and_harms_nothing() -> None:
    assert deliver(subscription(), confirmed(uuid4())) == 1
    assert not Payment.objects.exists()
    assert not OutboxEvent.objects.exists()
