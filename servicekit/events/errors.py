from __future__ import annotations

from servicekit.errors import Conflict, InvalidState


class EventFailedAgain(Conflict):
    code = "event-failed-again"
    title = "The event could not be handled this time either"


class NotSubscribed(InvalidState):
    """A consumer that is no more: its letters can be read, and nobody is there to hand them to."""
