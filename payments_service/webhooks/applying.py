"""The worker's part: an event only says "look". What a payment becomes is what the provider answers when asked, by the
same processing as everywhere else, so the order of events, their number and their age cannot matter.
"""

from __future__ import annotations

from payments_service.payments import processing
from payments_service.payments.domain.payment import IN_BETWEEN, TAKEN, ChargeStatus, PaymentStatus
from payments_service.payments.models import Payment
from payments_service.payments.ports import NothingHappened, OutcomeUnknown, Provider
from payments_service.webhooks import metrics, refunds, selectors, services
from payments_service.webhooks.domain import notice
from payments_service.webhooks.domain.notice import Notice, Topic
from payments_service.webhooks.domain.outcome import PATIENCE, Outcome
from payments_service.webhooks.models import ProviderEvent
from servicekit import clock, context, logs
from servicekit.faults.failpoints import failpoint

log = logs.get(__name__)

EVERY_SECONDS = 0.5
BATCH = 50
ROUND_SECONDS = 10.0
EVENT_SECONDS = 4.0

# A charge that has not been taken yet cannot have been given back: the event was overtaken by its own cause.
NEVER_TAKEN = frozenset({PaymentStatus.DECLINED, PaymentStatus.VOIDED})
COVERED: dict[ChargeStatus, frozenset[PaymentStatus]] = {
    ChargeStatus.AUTHORIZED: frozenset(PaymentStatus) - IN_BETWEEN - {PaymentStatus.PENDING},
    ChargeStatus.DECLINED: frozenset({PaymentStatus.DECLINED}),
    ChargeStatus.VOIDED: frozenset({PaymentStatus.VOIDED}),
    ChargeStatus.CAPTURED: TAKEN,
}


class NotYet(Exception):
    """Something else has to end first; the event is tried again."""


def apply_due(provider: Provider) -> int:
    """How many events were worked on. Two workers may run this at once: each event is claimed first."""
    with context.deadline_within(ROUND_SECONDS):
        due = selectors.events_due(clock.now(), limit=BATCH)
        known = _known_ones(due)
        rest = [event for event in due if event not in known]
        return len(known) + sum(_one(event, provider) for event in rest if _time_left())


def _known_ones(due: list[ProviderEvent]) -> list[ProviderEvent]:
    """Most events tell what the answer to our own call has told before. They end together, without a claim and without
    a call: two commits for each would be a third of what a checkout costs.
    """
    told = [(event, one) for event in due if (one := _told(event))]
    payments = selectors.payments_of([one for _, one in told])
    known = [event for event, one in told if (found := payments.get(one.event_id)) and _known(found, one)]
    for event in services.events_known(events=known):
        metrics.APPLIED.labels(event.provider, event.type, Outcome.KNOWN).inc()
    return known


def _one(event: ProviderEvent, provider: Provider) -> int:
    if not services.event_claim(event=event):
        return 0
    try:
        with context.deadline_within(EVENT_SECONDS):
            outcome = _apply(_told(event), provider)
    except (NotYet, NothingHappened, OutcomeUnknown) as reason:
        _again(event, reason)
    else:
        _ended(event, outcome)
    return 1


def _again(event: ProviderEvent, reason: Exception) -> None:
    if clock.now() - event.received_at > PATIENCE:
        log.error("webhook.given_up", provider_event=event.event_id, type=event.type, reason=str(reason))
        _ended(event, Outcome.GIVEN_UP)
        return
    services.event_wait(event=event)
    metrics.APPLIED.labels(event.provider, event.type, "again").inc()


def _ended(event: ProviderEvent, outcome: Outcome) -> None:
    services.event_handled(event=event, outcome=outcome)
    metrics.APPLIED.labels(event.provider, event.type, outcome).inc()


def _told(event: ProviderEvent) -> Notice | None:
    """None: it was readable when it was kept, and a later version of this code disagrees. The others go on."""
    try:
        return notice.read(event.payload)
    except notice.Unreadable:
        return None


def _apply(told: Notice | None, provider: Provider) -> Outcome:
    if told is None:
        raise NotYet("it cannot be read")
    payment = selectors.payment_of(told)
    if payment is None:
        return Outcome.STRANGER
    if _known(payment, told):
        return Outcome.KNOWN
    failpoint("payments.webhook.before-look")
    payment = processing.payment_settle(payment=payment, provider=provider)
    failpoint("payments.webhook.after-look")
    if payment.state in IN_BETWEEN:
        raise NotYet(f"the payment is {payment.status}")
    if told.topic is Topic.REFUND:
        _refunds(payment, provider)
    return Outcome.LOOKED


def _known(payment: Payment, told: Notice) -> bool:
    """It tells nothing that the payment here does not say already: nobody needs to be asked."""
    if told.charge is None or payment.state not in COVERED[told.charge]:
        return False
    return told.topic is not Topic.REFUND or (told.refunded is not None and told.refunded <= payment.refunded)


def _refunds(payment: Payment, provider: Provider) -> None:
    if payment.state in NEVER_TAKEN:
        return
    if payment.state not in TAKEN:
        raise NotYet(f"the payment is {payment.status}")
    if not refunds.refunds_learn(payment=payment, provider=provider):
        raise NotYet("a refund of ours has to end first")


def _time_left() -> bool:
    left = context.remaining()
    return left is None or left > EVENT_SECONDS / 2
