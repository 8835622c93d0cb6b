"""What events lead to: the provider is looked at, whatever they said, in whichever order and however often."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from payments_service.payments import processing, recovery, refunding
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import Payment, Refund
from payments_service.tests.support import ScriptedProvider, authorized, captured, ledger_of, paid, requested, subjects
from payments_service.tests.webhooks.support import encoded, event
from payments_service.webhooks import applying, housekeeping, services
from payments_service.webhooks.domain import notice
from payments_service.webhooks.models import ProviderEvent
from servicekit.errors import DependencyUnavailable
from servicekit.faults.effects import Scripted
from servicekit.money import Money
from servicekit.testing.faults import Faults

pytestmark = pytest.mark.django_db
Work = Callable[[], int]


def tell(kind: str, payment: Payment, *, name: str = "", **charge: Any) -> None:
    told = event(kind, payment, **charge)
    told["id"] = name or told["id"]
    body = encoded(told)
    services.event_keep(provider="sandbox", notice=notice.read(body.decode()), body=body)


def outcomes() -> list[str]:
    return list(ProviderEvent.objects.order_by("received_at", "id").values_list("outcome", flat=True))


def test_a_late_answer_is_learned_from_the_event_and_not_from_polling(
    provider: ScriptedProvider, held_clock: Any, published: Callable[[], list[Any]]
) -> None:
    provider.fail("authorize", after=True)
    payment = authorized(provider)
    assert payment.state is PaymentStatus.UNKNOWN
    tell("charge.authorized", payment)
    assert applying.apply_due(provider) == 1
    payment.refresh_from_db()
    assert (payment.state, outcomes()) == (PaymentStatus.AUTHORIZED, ["looked"])
    assert payment.charge_id == provider.only().charge.id
    assert subjects(published())[-1] == "payment.authorized.v1"


def test_of_a_request_the_attempt_that_an_event_tells_of_is_looked_at(
    provider: ScriptedProvider, held_clock: Any
) -> None:
    provider.fail("authorize", after=True)
    payment = paid(provider, requested())
    assert (payment.state, payment.charge_id) == (PaymentStatus.UNKNOWN, "")
    tell("charge.authorized", payment, id=provider.only().charge.id, key=f"pay:{payment.pk}:1")
    held_clock.advance(seconds=1)
    assert applying.apply_due(provider) == 1
    payment.refresh_from_db()
    assert (payment.state, outcomes()) == (PaymentStatus.CAPTURED, ["looked"])


def test_an_event_is_no_proof(provider: ScriptedProvider, worked: Work) -> None:
    """It says captured; the provider says it is held. What the provider says when it is asked is what counts."""
    provider.fail("authorize", after=True)
    payment = authorized(provider)
    tell("charge.captured", payment)
    worked()
    payment.refresh_from_db()
    assert (payment.state, payment.captured) == (PaymentStatus.AUTHORIZED, 0)


def test_what_is_known_costs_no_call(provider: ScriptedProvider, worked: Work) -> None:
    payment = captured(provider)
    calls = len(provider.calls)
    for kind in ("charge.authorized", "charge.captured"):
        tell(kind, payment)
    assert worked() == 2
    assert (outcomes(), len(provider.calls)) == (["known", "known"], calls)


def test_a_charge_that_is_none_of_ours_is_left_to_others(provider: ScriptedProvider, worked: Work) -> None:
    tell("charge.captured", Payment(charge_id="ch_of_another_shop"))
    worked()
    assert (outcomes(), provider.calls) == (["stranger"], [])


def test_an_event_waits_for_the_call_it_overtook(provider: ScriptedProvider, held_clock: Any) -> None:
    """The request is still under way, and its answer will say the same."""
    payment = authorized(provider)
    Payment.objects.filter(pk=payment.pk).update(status="capturing", next_attempt_at=held_clock.advance(seconds=6))
    held_clock.advance(seconds=-6)
    tell("charge.captured", payment)
    assert applying.apply_due(provider) == 1
    assert (outcomes(), ProviderEvent.objects.get().attempts) == ([""], 1)
    assert applying.apply_due(provider) == 0
    held_clock.advance(seconds=7)
    assert applying.apply_due(provider) == 1
    payment.refresh_from_db()
    assert (payment.state, outcomes()) == (PaymentStatus.CAPTURED, ["looked"])


def test_a_provider_that_is_down_is_asked_again_later_and_not_for_ever(
    provider: ScriptedProvider, held_clock: Any
) -> None:
    payment = captured(provider)
    provider.fail("refunds_of", times=10_000)
    tell("charge.refunded", payment, refunded=100)
    tried = 0
    for _ in range(60):
        tried += applying.apply_due(provider)
        held_clock.advance(minutes=1)
    assert 15 <= tried <= 45
    held_clock.advance(days=3)
    applying.apply_due(provider)
    assert outcomes() == ["given_up"]


def test_a_refund_made_at_the_provider_is_one_here(
    provider: ScriptedProvider, worked: Work, published: Callable[[], list[Any]]
) -> None:
    payment = captured(provider)
    provider.give_back_by_hand(payment.charge_id, 900)
    for _ in range(10):
        tell("charge.refunded", payment, refunded=900)
    worked()
    payment.refresh_from_db()
    assert (payment.state, payment.refunded, payment.refunding) == (PaymentStatus.PARTIALLY_REFUNDED, 900, 0)
    refund = Refund.objects.get()
    assert (refund.amount, refund.status, refund.asked_by) == (900, "succeeded", None)
    assert refund.reason == "Made at the payment provider"
    assert ledger_of(payment)[-2:] == [("refund", "sales", 900), ("refund", "provider", -900)]
    assert subjects(published()).count("payment.refunded.v1") == 1


def test_a_key_beside_a_refund_that_only_looks_like_ours_is_somebody_elses(
    provider: ScriptedProvider, worked: Work
) -> None:
    payment = captured(provider)
    held = provider.only()
    held.refunds[f"refund:{'-' * 36}"] = 900
    held.refunded += 900
    tell("charge.refunded", payment, refunded=900)
    worked()
    payment.refresh_from_db()
    assert (payment.refunded, Refund.objects.get().amount, outcomes()) == (900, 900, ["looked"])


def test_our_own_refund_is_not_taken_for_another(provider: ScriptedProvider, worked: Work) -> None:
    payment = captured(provider)
    provider.fail("refund", after=True)
    with pytest.raises(DependencyUnavailable):
        refunding.payment_refund(
            idempotency_key="r:1", payment_id=payment.pk, amount=Money(700, payment.currency), provider=provider
        )
    refund = Refund.objects.get()
    provider.give_back_by_hand(payment.charge_id, 300)
    tell("charge.refunded", payment, refunded=1000)
    worked()
    payment.refresh_from_db()
    refund.refresh_from_db()
    assert (refund.status, payment.refunded, payment.refunding) == ("succeeded", 1000, 0)
    assert sorted(Refund.objects.values_list("amount", flat=True)) == [300, 700]


def test_a_refund_by_hand_waits_for_one_of_ours_that_no_longer_fits(
    provider: ScriptedProvider, held_clock: Any
) -> None:
    """All was promised here and somebody was faster in the dashboard: ours is refused there, theirs entered."""
    payment = captured(provider)
    provider.fail("refund")
    with pytest.raises(DependencyUnavailable):
        refunding.refund_make(idempotency_key="r:1", payment_id=payment.pk, amount=None, provider=provider)
    provider.give_back_by_hand(payment.charge_id, payment.amount)
    tell("charge.refunded", payment, refunded=payment.amount)
    applying.apply_due(provider)
    assert outcomes() == [""]
    for _ in range(5):
        held_clock.advance(seconds=10)
        recovery.settle_due(provider)
        applying.apply_due(provider)
    payment.refresh_from_db()
    assert (payment.state, payment.refunded, payment.refunding) == (PaymentStatus.REFUNDED, payment.amount, 0)
    assert sorted(Refund.objects.values_list("status", flat=True)) == ["failed", "succeeded"]
    assert outcomes() == ["looked"]


@pytest.mark.parametrize("seed", range(20))
def test_pay_34_shuffled_repeated_and_late_events_end_in_what_the_provider_has(
    provider: ScriptedProvider, held_clock: Any, seed: int
) -> None:
    """A life with a lost answer, a capture and two refunds by hand; its events ten times each, in any order."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated
    provider.fail("authorize", after=True)
    payment = authorized(provider)
    charge_id = provider.only().charge.id
    told: list[tuple[str, str, int]] = [("evt_1", "charge.authorized", 0), ("evt_2", "charge.captured", 0)]
    told += [("evt_3", "charge.refunded", 400), ("evt_4", "charge.refunded", 1000)]
    deliveries = told * 10
    chance.shuffle(deliveries)
    late = chance.randrange(len(deliveries))
    for number, (name, kind, refunded) in enumerate(deliveries):
        if number == late:
            processing.payment_settle(payment=payment, provider=provider)
            processing.payment_capture(payment_id=payment.pk, provider=provider)
            provider.give_back_by_hand(charge_id, 400, "1")
            provider.give_back_by_hand(charge_id, 600, "2")
        tell(kind, Payment(pk=payment.pk, charge_id=charge_id), name=name, refunded=refunded)
        held_clock.advance(seconds=chance.randrange(30))
        applying.apply_due(provider)
    held_clock.advance(hours=1)
    applying.apply_due(provider)
    payment.refresh_from_db()
    assert (payment.state, payment.refunded, payment.refunding) == (PaymentStatus.PARTIALLY_REFUNDED, 1000, 0)
    assert sorted(Refund.objects.values_list("amount", flat=True)) == [400, 600]
    assert sum(amount for _, _, amount in ledger_of(payment)) == 0
    assert len(ledger_of(payment)) == 6
    assert not ProviderEvent.objects.filter(handled_at=None).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "point",
    [
        "payments.webhook.before-look",
        "payments.webhook.after-look",
        "payments.webhook-handled.before-commit",
        "payments.refund-learned.after-call",
        "payments.refund-learned.before-commit",
        "payments.refund-learned.after-commit",
    ],
)
def test_a_worker_that_dies_while_applying_applies_it_once(
    provider: ScriptedProvider, held_clock: Any, faults: Faults, point: str
) -> None:
    payment = captured(provider)
    provider.give_back_by_hand(payment.charge_id, 900)
    tell("charge.refunded", payment, refunded=900)
    dying = faults(site="point", where=point, effect="raise", times=1)
    with pytest.raises(Scripted):
        applying.apply_due(provider)
    assert faults.happened(dying) == 1
    for _ in range(3):
        held_clock.advance(seconds=20)
        applying.apply_due(provider)
    payment.refresh_from_db()
    assert (payment.refunded, payment.refunding, Refund.objects.count()) == (900, 0, 1)
    assert len(ledger_of(payment)) == 4
    assert outcomes() in (["looked"], ["known"])


def test_two_workers_do_not_work_on_the_same_event(provider: ScriptedProvider, held_clock: Any) -> None:
    payment = captured(provider)
    provider.give_back_by_hand(payment.charge_id, 900)
    tell("charge.refunded", payment, refunded=900)

    class SecondWorker(ScriptedProvider):
        def refunds_of(self, *, charge_id: str) -> list[Any]:
            assert applying.apply_due(provider) == 0
            return provider.refunds_of(charge_id=charge_id)

    assert applying.apply_due(SecondWorker()) == 1


def test_what_was_handled_is_forgotten_after_five_weeks(
    provider: ScriptedProvider, worked: Work, held_clock: Any
) -> None:
    tell("charge.captured", captured(provider))
    worked()
    tell("charge.captured", captured(provider))
    held_clock.advance(days=36)
    assert housekeeping.purge_handled() == 1
    assert outcomes() == [""]


def test_looking_for_work_costs_one_query(
    provider: ScriptedProvider, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(1):
        assert applying.apply_due(provider) == 0


def test_an_event_that_cannot_be_read_any_more_holds_nobody_up(provider: ScriptedProvider, held_clock: Any) -> None:
    payment = captured(provider)
    tell("charge.captured", payment)
    ProviderEvent.objects.update(payload="{}")
    tell("charge.captured", payment)
    assert applying.apply_due(provider) == 2
    assert sorted(outcomes()) == ["", "known"]


def test_what_is_known_ends_together_in_few_statements(
    provider: ScriptedProvider, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for _ in range(5):
        payment = captured(provider)
        tell("charge.authorized", payment)
        tell("charge.captured", payment)
    with django_assert_max_num_queries(5):
        assert applying.apply_due(provider) == 10
    assert set(outcomes()) == {"known"}
