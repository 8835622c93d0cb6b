"""What the stream is called, and the subjects in it: all that somebody has to know who only listens."""

from __future__ import annotations

STREAM = "SHOPMESH"


def wire(subject: str) -> str:
    """The event's subject behind `event.`, so a new kind of event needs no change of the stream."""
    return f"event.{subject}"
