"""A process dies once at every failpoint of this service, in a story that passes them all; the story ends the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest

from payments_service.payments import books, handlers, processing, recovery, refunding
from payments_service.payments.domain.errors import RefundRefused
from payments_service.payments.domain.payment import CaptureMode, PaymentStatus
from payments_service.payments.domain.request import Change, Ending
from payments_service.payments.models import LateLook, Payment, Refund
from payments_service.payments.ports import Refused
from payments_service.payments.services import requests
from payments_service.tests.support import ScriptedProvider, overdue, paid, requested, wanted
from servicekit import clock
from servicekit.events.event import Envelope
from servicekit.events.models import OutboxEvent
from servicekit.events.registry import Subscription
from servicekit.faults.effects import Scripted
from servicekit.money import Money
from servicekit.testing.clock import HeldClock
from servicekit.testing.events import deliver
from servicekit.testing.faults import Faults

pytestmark = pytest.mark.django_db
T = TypeVar("T")

SOURCES = Path(processing.__file__).parent
NAMED = re.compile(r'failpoint\("(payments\.[a-z.-]+)"\)')
POINTS = sorted({name for path in SOURCES.rglob("*.py") for name in NAMED.findall(path.read_text("utf-8"))})


class Story:
    """Every step is sent again, as it was, by whoever got no answer: a client with its key, or the worker later."""

    def __init__(self, provider: ScriptedProvider, held_clock: HeldClock) -> None:
        self.provider = provider
        self.held_clock = held_clock

    def until_it_works(self, step: Callable[[], T]) -> T:
        for _ in range(3):
            try:
                return step()
            except Scripted:
                self.held_clock.advance(seconds=7)  # longer than the lease of the process that died
        raise AssertionError("it dies again and again")

    def settle(self, rounds: int = 2) -> None:
        for _ in range(rounds):
            self.held_clock.advance(seconds=20)
            self.until_it_works(lambda: recovery.settle_due(self.provider))

    def authorized(self, token: str = "tok_success") -> Payment:
        asked = wanted(token=token)
        self.until_it_works(lambda: processing.payment_authorize(wanted=asked, provider=self.provider))
        self.settle(1)
        return Payment.objects.get(idempotency_key=asked.idempotency_key)

    def captured(self, payment: Payment) -> None:
        self.until_it_works(lambda: processing.payment_capture(payment_id=payment.pk, provider=self.provider))

    def asked(self, name: str, **changes: Any) -> Payment:
        return self.until_it_works(lambda: requested(idempotency_key=name, **changes))

    def pay(self, payment: Payment) -> None:
        self.until_it_works(lambda: paid(self.provider, payment))
        self.settle(1)

    def give_back(self, payment: Payment, amount: int, key: str) -> Refund | None:
        def refund() -> Refund:
            money = Money(amount, "EUR")
            return refunding.refund_make(
                idempotency_key=key, payment_id=payment.pk, amount=money, provider=self.provider
            )

        return self.until_it_works(refund)


def confirmed(payment: Payment) -> Envelope:
    line = {"product_id": 1, "quantity": 1, "amount": 12_900, "organisation_id": "seller"}
    return Envelope(
        id=str(uuid4()),
        type="order.confirmed",
        version=1,
        aggregate="order",
        aggregate_id=str(payment.order_id),
        seq=1,
        occurred_at=clock.now(),
        trace_id="",
        data={"order_id": str(payment.order_id), "lines": [line]},
    )


def bought_and_partly_given_back(story: Story) -> Payment:
    payment = story.authorized()
    story.captured(payment)
    event, subscription = confirmed(payment), Subscription("order.confirmed.v1", handlers.order_confirmed)
    story.until_it_works(lambda: deliver(subscription, event))
    story.give_back(payment, 900, "r:1")
    return payment


def let_go(story: Story) -> Payment:
    payment = story.authorized()
    story.until_it_works(lambda: processing.payment_void(payment_id=payment.pk, provider=story.provider))
    return payment


def answered_too_late(story: Story) -> Payment:
    story.provider.fail("authorize", after=True)
    return story.authorized()


def given_up(story: Story) -> Payment:
    """The provider never heard of it, until a hold arrives that nobody waits for any more."""
    payment = story.asked("given-up")
    story.provider.fail("authorize", times=2)
    story.until_it_works(lambda: paid(story.provider, payment))
    story.settle(3)
    story.provider._trouble.clear()
    story.provider.authorize(key=f"pay:{payment.pk}:1", amount=payment.money, token="tok_success", reference="")
    story.settle(5)
    return payment


def changed_and_paid(story: Story) -> Payment:
    payment = story.asked("paid", organisation_id=str(UUID(int=9)))
    change, seen = Change(amount=Money(4_500, "EUR")), frozenset({requests.tag(payment)})
    story.until_it_works(lambda: requests.request_change(payment_id=payment.pk, change=change, seen=seen))
    story.pay(payment)
    return payment


def withdrawn(story: Story) -> Payment:
    payment = story.asked("withdrawn", capture=CaptureMode.MANUAL)
    story.until_it_works(lambda: requests.request_cancel(payment_id=payment.pk, ending=Ending.WITHDRAWN))
    return payment


def run_out(story: Story) -> Payment:
    payment = story.asked("run-out")
    overdue(payment)
    story.settle(1)
    return payment


def refused_to_give_back(story: Story) -> Payment:
    payment = story.authorized()
    story.captured(payment)
    story.provider.fail("refund", Refused("charge_disputed"), times=2)
    with pytest.raises(RefundRefused):
        story.give_back(payment, 900, "r:2")
    story.provider._trouble.clear()
    return payment


S = PaymentStatus
ENDS: dict[Callable[[Story], Payment], tuple[Any, ...]] = {
    bought_and_partly_given_back: (S.PARTIALLY_REFUNDED, 12_900, 900, ["authorized", "captured", "refunded"]),
    let_go: (S.VOIDED, 0, 0, ["authorized", "voided"]),
    lambda story: story.authorized("tok_decline"): (S.DECLINED, 0, 0, ["declined"]),
    answered_too_late: (S.AUTHORIZED, 0, 0, ["authorized"]),
    given_up: (S.INITIATED, 0, 0, ["initiated", "attempted", "declined"]),
    changed_and_paid: (S.CAPTURED, 4_500, 0, ["initiated", "changed", "attempted", "authorized", "captured"]),
    withdrawn: (S.CANCELLED, 0, 0, ["initiated", "cancelled"]),
    run_out: (S.CANCELLED, 0, 0, ["initiated", "expired"]),
    refused_to_give_back: (S.CAPTURED, 12_900, 0, ["authorized", "captured", "refund_refused"]),
}
TOLD = {
    "payment.initiated": 4,
    "payment.authorized": 5,
    "payment.captured": 3,
    "payment.failed": 4,
    "payment.refunded": 1,
}


def test_the_list_is_long_enough_to_be_worth_it() -> None:
    assert len(POINTS) >= 25


@pytest.mark.parametrize("point", POINTS)
def test_the_story_ends_the_same_wherever_a_process_dies(
    provider: ScriptedProvider, held_clock: HeldClock, faults: Faults, point: str
) -> None:
    dying = faults(site="point", where=point, effect="raise", times=1)
    story = Story(provider, held_clock)
    ended = {tell: tell(story) for tell in ENDS}
    story.settle(4)
    assert faults.happened(dying) == 1
    for tell, payment in ended.items():
        payment.refresh_from_db()
        kinds = list(payment.history.order_by("id").values_list("kind", flat=True))
        assert (payment.state, payment.captured, payment.refunded, kinds) == ENDS[tell]
        assert (payment.refunding, payment.next_attempt_at, payment.token) == (0, None, "")
    told = Counter(OutboxEvent.objects.filter(type__startswith="payment.").values_list("type", flat=True))
    assert told == TOLD
    assert not LateLook.objects.exists()
    ours = {each.account: each.minor_units for each in books.account_sums()}
    theirs = sum(held.captured - held.refunded for held in provider.books.values())
    assert (ours, theirs) == ({"provider": theirs, "sales": -theirs}, 12_000 + 4_500 + 12_900)
    assert Counter(held.charge.status.value for held in provider.books.values()) == {
        "captured": 3,
        "voided": 2,
        "declined": 1,
        "authorized": 1,
    }
