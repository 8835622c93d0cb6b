"""What happened, and the envelope it travels in."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Self

# What an envelope of an older sender lacks.
ADDED = {"traceparent": "", "type_seq": 0, "previous_id": ""}
TYPE_FORM = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")


class MalformedEnvelope(ValueError):
    """The bytes are not an envelope. They never will be, so trying again is no use."""


class Event:
    """Base of a service's events: a frozen dataclass with a TYPE in the past tense and fields that are plain JSON.

    `subject` ("order.placed.v1") is known on the class as well as on an instance.
    """

    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1
    subject: ClassVar[str]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if not TYPE_FORM.fullmatch(getattr(cls, "TYPE", "")):
            raise TypeError(f"{cls.__name__}.TYPE must look like 'order.placed'")
        cls.subject = f"{cls.TYPE}.v{cls.VERSION}"

    def data(self) -> dict[str, Any]:
        """The fields as JSON. What would come back changed (a tuple, a UUID, NaN) is refused here, not by readers."""
        data = asdict(self)  # type: ignore[call-overload]  # every event is a dataclass; the base has no fields
        if json.loads(json.dumps(data, allow_nan=False)) != data:
            raise TypeError(f"{type(self).__name__} has fields that JSON changes")
        return data  # type: ignore[no-any-return]  # follows from the line above


@dataclass(frozen=True)
class Envelope:
    """One event as it is sent. `seq` counts the events of one aggregate from 1 without gaps.

    `type_seq` counts those of one aggregate and one subject, which is what a consumer reads: it can tell that one is
    missing. `previous_id` is the one before. A sender of the version before these fields leaves them 0 and empty.
    """

    id: str
    type: str
    version: int
    aggregate: str
    aggregate_id: str
    seq: int
    occurred_at: datetime
    trace_id: str
    data: dict[str, Any]
    # W3C trace context of whoever sent it: what its handler does belongs to the same trace.
    traceparent: str = ""
    type_seq: int = 0
    previous_id: str = ""

    @property
    def subject(self) -> str:
        return f"{self.type}.v{self.version}"

    def to_json(self) -> str:
        return json.dumps(asdict(self) | {"occurred_at": self.occurred_at.isoformat()}, separators=(",", ":"))

    @classmethod
    def from_json(cls, raw: str | bytes) -> Self:
        """Unknown fields are ignored, so that a newer sender can add some; an older one knows not all of ours."""
        try:
            found = {**ADDED, **json.loads(raw)}
            known = {field.name: found[field.name] for field in fields(cls)}
            return cls(**known | {"occurred_at": datetime.fromisoformat(known["occurred_at"])})
        except (ValueError, KeyError, TypeError) as error:
            raise MalformedEnvelope(str(error)) from error
