"""What other services did, as they tell it: the inbox makes sure that each event becomes one entry."""

from datetime import datetime
from typing import Any

from django.conf import settings

from servicekit.audit import DENIED
from servicekit.events.event import Envelope
from user_service.audit.denied import first_in_minute
from user_service.audit.domain.chain import Deed, Personal, written
from user_service.audit.record import append


class ForgedEntry(Exception):
    """Not believed: the event goes to the dead letters, where somebody looks at it."""


def audit_recorded(envelope: Envelope) -> None:
    """Reaction to `audit.recorded.v1`. The chain's lock is the last one that the inbox's transaction takes."""
    told = envelope.data
    if told["service"] == settings.SHOPMESH.service:
        raise ForgedEntry("an event says that it is our own deed, and those are written here, never told")
    at = datetime.fromisoformat(told["at"])
    if told["action"] == DENIED and not first_in_minute(user_id=told["actor_id"], operation=told["resource_id"], at=at):
        return
    append(_deed(told, at), Personal(told["address"][:45], told["user_agent"][:200], told["actor_name"][:64]))


def _deed(told: dict[str, Any], at: datetime) -> Deed:
    return Deed(
        at=at,
        service=told["service"][:32],
        actor_id=told["actor_id"][:36],
        action=told["action"][:64],
        resource=told["resource"][:64],
        resource_id=told["resource_id"][:128],
        details=written(told["details"]),
        request_id=told["request_id"][:64],
    )
