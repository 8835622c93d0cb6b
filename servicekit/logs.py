"""One JSON object a line, with the request id; secrets never reach a sink."""

from __future__ import annotations

import logging
import logging.config
from typing import Any

from servicekit import context, lean, traceparent

with lean.without("rich"):  # it would draw tracebacks for the terminals of people; ours are lines of JSON
    import structlog
    from structlog.typing import EventDict, Processor

# Keys whose values identify or authenticate somebody. They are masked wherever they appear at the top of a log event.
SECRET = frozenset(
    {
        "password",
        "token",
        "access",
        "refresh",
        "authorization",
        "cookie",
        "secret",
        "card",
        "payment_token",
        "mfa_token",
    }
)


def _with_context(_logger: Any, _method: str, event: EventDict) -> EventDict:
    if request_id := context.request_id():
        event.setdefault("request_id", request_id)
    if sent := context.traceparent():
        trace = traceparent.parts(sent)
        event.setdefault("trace_id", trace.trace_id)
        if not trace.begins:
            event.setdefault("span_id", trace.span_id)
    return event


def _masked(_logger: Any, _method: str, event: EventDict) -> EventDict:
    return {key: "***" if key.lower() in SECRET else value for key, value in event.items()}


def configure(*, service: str, process: str, fmt: str = "json", level: str = "INFO") -> None:
    """Send structlog and the standard library's loggers through the same processors to standard output."""
    names = {"service": service, "process": process}
    shared: list[Processor] = [
        # Not context variables: a gRPC call runs in a context of its own, and would leave lines that nobody signed.
        lambda _logger, _method, event: {**names, **event},
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_context,
        _masked,
    ]
    renderer: Processor = structlog.processors.JSONRenderer() if fmt == "json" else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                renderer,
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for noisy in ("httpx", "httpcore", "asyncio", "nats"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # It repeats the path of every refusal, with the ids in it; servicekit.api.seen has a line for each request.
    logging.getLogger("django.request").setLevel(logging.ERROR)


def get(name: str) -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger
