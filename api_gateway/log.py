"""One JSON object a line, as the services write them, with the id of the trace whose request brought it to light."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

_trace_id: ContextVar[str] = ContextVar("trace_id", default="")
_log = logging.getLogger("api_gateway")


class JsonLine(logging.Formatter):
    """For Granian's `--log-config`, see granian.json; its own lines and ours."""

    def format(self, record: logging.LogRecord) -> str:
        facts: Mapping[str, Any] = getattr(record, "facts", {})
        moment = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        about = {"service": "api_gateway", "process": "health", "event": record.getMessage()}
        return json.dumps({**about, **facts, "level": record.levelname.lower(), "timestamp": moment})


def asked_by(environ: Mapping[str, Any]) -> None:
    """Lines written from here on in this request belong to its trace; nginx names it (`traceparent`)."""
    _trace_id.set(str(environ.get("HTTP_TRACEPARENT", ""))[3:35])


def say(event: str, *, level: int, **facts: str) -> None:
    trace = {"trace_id": _trace_id.get()} if _trace_id.get() else {}
    _log.log(level, event, extra={"facts": {**facts, **trace}})
