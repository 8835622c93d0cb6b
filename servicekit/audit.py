"""What a service tells the audit log, which user_service keeps: an event that leaves with the deed, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from servicekit import clock, context
from servicekit.errors import JsonValue
from servicekit.events import outbox
from servicekit.events.event import Event

DENIED = "access.denied"


@dataclass(frozen=True)
class AuditRecorded(Event):
    """Somebody did something. `at` in ISO 8601; `actor_id` is empty where nobody was signed in."""

    TYPE = "audit.recorded"
    VERSION = 1

    service: str
    at: str
    actor_id: str
    actor_name: str
    address: str
    user_agent: str
    request_id: str
    action: str
    resource: str
    resource_id: str
    details: dict[str, JsonValue]


def audited(
    action: str, *, resource: str, resource_id: str = "", details: Mapping[str, JsonValue] | None = None
) -> None:
    """Part of the use case's transaction: who asked, from where, and what was done to which `resource`.

    `action` is `<noun>.<past tense>`. `details` stay in the log for ever: no secrets, nothing that names a person.
    """
    visitor = context.visitor()
    told = AuditRecorded(
        service=settings.SHOPMESH.service,
        at=clock.now().isoformat(),
        actor_id=visitor.user_id,
        actor_name=visitor.username,
        address=visitor.address,
        user_agent=visitor.user_agent,
        request_id=context.request_id(),
        action=action,
        resource=resource,
        resource_id=resource_id,
        details=dict(details or {}),
    )
    # With the service's name: the same resource in two services has two counts of events, so it is two aggregates.
    outbox.publish(told, aggregate="audit", aggregate_id=f"{told.service}:{resource}:{resource_id}"[:128])


@transaction.atomic
def access_denied(*, operation: str, permission: str, role: str) -> None:
    """settings.ACCESS_DENIED, as every service but user_service tells of it."""
    audited(DENIED, resource="operation", resource_id=operation, details={"permission": permission, "role": role})
