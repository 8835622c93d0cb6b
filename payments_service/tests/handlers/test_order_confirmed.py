from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from payments_service import wiring
from payments_service.payments import refunding
from payments_service.payments.models import Payment
from payments_service.tests.support import ScriptedProvider, authorized, captured
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.events.models import OutboxEvent
from servicekit.money import Money
from servicekit.testing.events import deliver

pytestmark = pytest.mark.django_db


def confirmed(order_id: UUID | None, lines: list[dict[str, Any]] | None = None) -> Envelope:
    return Envelope(
        id=str(uuid4()),
        type="order.confirmed",
        version=1,
        aggregate="order",
        aggregate_id=str(order_id),
        seq=1,
        occurred_at=clock.now(),
        trace_id="",
        data={"order_id": str(order_id)} | ({} if lines is None else {"lines": lines}),
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


def line(organisation: str, amount: int) -> dict[str, Any]:
    return {"product_id": 1, "quantity": 1, "amount": amount, "organisation_id": organisation}


def shares(payment: Payment) -> dict[str, tuple[int, int]]:
    return {share.organisation_id: (share.amount, share.refunded) for share in payment.shares.all()}


def test_what_each_organisation_sold_is_its_share_and_the_rest_is_the_shop_s(provider: ScriptedProvider) -> None:
    payment = captured(provider)
    event = confirmed(payment.order_id, [line("a", 5_000), line("b", 1_000), line("a", 900), line("", 1_000)])
    assert deliver(subscription(), event, times=2) == 1
    subscription().handler(event)
    assert shares(payment) == {"a": (5_900, 0), "b": (1_000, 0), "": (6_000, 0)}


def test_an_order_of_before_lines_were_told_is_all_the_shop_s(provider: ScriptedProvider) -> None:
    payment = captured(provider)
    deliver(subscription(), confirmed(payment.order_id))
    assert shares(payment) == {"": (12_900, 0)}


def test_lines_that_come_to_more_than_was_paid_are_not_believed(provider: ScriptedProvider) -> None:
    payment = captured(provider)
    deliver(subscription(), confirmed(payment.order_id, [line("a", 12_901)]))
    assert shares(payment) == {"": (12_900, 0)}


@pytest.mark.parametrize("refund_first", [True, False])
def test_refunds_are_borne_as_it_was_earned_whichever_is_known_first(
    provider: ScriptedProvider, *, refund_first: bool
) -> None:
    payment = captured(provider)
    event = confirmed(payment.order_id, [line("a", 4_300), line("b", 4_300)])
    deeds: list[Callable[[], object]] = [
        lambda: deliver(subscription(), event),
        lambda: give_back(payment, 100, provider),
    ]
    for deed in reversed(deeds) if refund_first else deeds:
        deed()
    borne = {whose: refunded for whose, (_, refunded) in shares(payment).items()}
    assert (sum(borne.values()), set(borne.values())) == (100, {33, 34})
    give_back(payment, 12_800, provider)
    assert shares(payment) == {"a": (4_300, 4_300), "b": (4_300, 4_300), "": (4_300, 4_300)}


def give_back(payment: Payment, amount: int, provider: ScriptedProvider) -> None:
    money = Money(amount, "EUR")
    refunding.payment_refund(idempotency_key=str(uuid4()), payment_id=payment.pk, amount=money, provider=provider)
