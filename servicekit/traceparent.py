"""The W3C trace context of the mesh: `00-<trace id>-<span id>-<flags>`.

A trace is named after the request that began it: its id is the request id without the dashes, so whoever has the id of
a problem document finds the trace and every log line. Where it begins no span has been recorded yet; the span id that
has to be there all the same is the second half of the trace id (nginx does the same, see maps.conf).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from uuid import UUID

FORM = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
UUID_FORM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Parts(NamedTuple):
    trace_id: str
    span_id: str
    flags: str

    @property
    def begins(self) -> bool:
        """Whether nothing of this trace has been recorded before."""
        return self.span_id == self.trace_id[16:]


def beginning(request_id: str) -> str:
    """Of a request that came without one; empty for an id that is no UUID."""
    if not UUID_FORM.fullmatch(request_id):
        return ""
    trace_id = request_id.replace("-", "")
    return f"00-{trace_id}-{trace_id[16:]}-01"


def request_of(traceparent: str) -> str:
    """The id of the request that a trace of ours is named after; empty for none."""
    return str(UUID(parts(traceparent).trace_id)) if traceparent else ""


def parts(traceparent: str) -> Parts:
    """Of a well-formed one."""
    _, trace_id, span_id, flags = traceparent.split("-")
    return Parts(trace_id, span_id, flags)


def accepted(sent: str) -> str:
    """What was sent, if it is well-formed; else empty, and a new trace begins."""
    return sent if FORM.fullmatch(sent) else ""
