"""What other services tell: servicekit.audit on their side, the inbox and the chain on ours."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from servicekit import context
from servicekit.audit import access_denied, audited
from servicekit.events import inbox
from servicekit.events.event import Envelope
from user_service.audit.handlers import ForgedEntry
from user_service.audit.models import AuditEntry
from user_service.audit.verify import verify
from user_service.wiring import subscriptions

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(recorded: Callable[[], list[Any]]) -> Envelope:
    with context.request_scope("r-1"), transaction.atomic():
        context.came_from(address="203.0.113.7", user_agent="Firefox")
        context.signed_in(user_id="u-sam", username="sam")
        audited("order.status_changed", resource="order", resource_id="o-1", details={"after": "shipped"})
    envelope: Envelope = recorded()[-1]
    return envelope


def receive(envelope: Envelope, *, service: str = "order_service") -> bool:
    """As that service would have told it: these tests can only tell it as user_service."""
    envelope = replace(envelope, data=envelope.data | {"service": service})
    (subscription,) = [one for one in subscriptions() if one.subject == envelope.subject]
    return inbox.receive(
        "user_service__audit_recorded_v1", subscription.handler, Envelope.from_json(envelope.to_json())
    )


def test_an_event_becomes_an_entry_with_who_asked_and_from_where(told: Envelope) -> None:
    assert receive(told)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.resource, entry.resource_id) == ("order.status_changed", "order", "o-1")
    assert (entry.actor_id, entry.actor_name, entry.address) == ("u-sam", "sam", "203.0.113.7")
    assert (entry.service, entry.request_id, entry.user_agent) == ("order_service", "r-1", "Firefox")
    assert (entry.details, entry.at.isoformat()) == ('{"after":"shipped"}', told.data["at"])
    assert verify().valid


def test_an_event_that_claims_to_be_our_own_deed_is_not_believed(told: Envelope) -> None:
    with pytest.raises(ForgedEntry), transaction.atomic():
        receive(told, service="user_service")
    assert not AuditEntry.objects.exists()


def test_the_same_event_twice_is_one_entry(told: Envelope) -> None:
    assert [receive(told), receive(told)] == [True, False]
    assert AuditEntry.objects.count() == 1


def test_denials_of_other_services_are_one_per_minute_too(recorded: Callable[[], list[Any]]) -> None:
    for _ in range(2):  # two of its processes
        access_denied(operation="POST /api/products/", permission="catalog.manage", role="customer")
    first, second = recorded()
    assert [receive(first), receive(second)] == [True, True]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.resource_id) == ("access.denied", "POST /api/products/")


def test_what_is_too_long_for_the_log_is_cut_and_not_refused_for_ever(recorded: Callable[[], list[Any]]) -> None:
    with transaction.atomic():
        audited("lamp.lit", resource="lamp", resource_id="x" * 500)
    assert receive(recorded()[-1])
    assert AuditEntry.objects.get().resource_id == "x" * 128
