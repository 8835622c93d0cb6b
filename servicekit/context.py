"""What a unit of work carries with it: who asked, under which id, and until when.

Context variables, so they follow a call through functions without being passed, and never leak between threads.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Literal

from servicekit.traceparent import beginning

Priority = Literal["critical", "normal"]


@dataclass(frozen=True)
class Visitor:
    """Where a request came from, and whom its verified token names: what a record of it says."""

    address: str = ""
    user_agent: str = ""
    user_id: str = ""
    username: str = ""


NOBODY = Visitor()

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_bearer: ContextVar[str] = ContextVar("bearer", default="")
_traceparent: ContextVar[str] = ContextVar("traceparent", default="")
_visitor: ContextVar[Visitor] = ContextVar("visitor", default=NOBODY)
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)
_priority: ContextVar[str] = ContextVar("priority", default="")


def request_id() -> str:
    """The id in every log line, problem answer and downstream call of this request; empty outside one."""
    return _request_id.get()


def bearer() -> str:
    """The user's access token, forwarded to services called on the user's behalf; empty when there is none."""
    return _bearer.get()


def visitor() -> Visitor:
    """Who asked, and from where; NOBODY outside a request."""
    return _visitor.get()


def traceparent() -> str:
    """W3C trace context of this work: what the next hop is sent. Empty outside a request."""
    return _traceparent.get()


def priority() -> Priority:
    """How much it matters that this work is done when there is too much of it. Travels with every call it causes."""
    return "critical" if _priority.get() == "critical" else "normal"


@contextmanager
def priority_of(priority: str) -> Iterator[None]:
    """Anything but "critical" is normal."""
    token = _priority.set(priority)
    try:
        yield
    finally:
        _priority.reset(token)


def set_bearer(token: str) -> None:
    """Called once the token is known to be good; the enclosing `request_scope` takes it away again."""
    _bearer.set(token)


def came_from(*, address: str, user_agent: str) -> None:
    """Called once per request, before anybody is known."""
    _visitor.set(Visitor(address, user_agent))


def signed_in(*, user_id: str, username: str) -> None:
    """Called once the token is known to be good."""
    _visitor.set(replace(_visitor.get(), user_id=user_id, username=username))


@contextmanager
def request_scope(request_id: str, *, bearer: str = "", traceparent: str = "") -> Iterator[None]:
    tokens = [(var, var.set(value)) for var, value in _scoped(request_id, bearer, traceparent)]
    visited = _visitor.set(NOBODY)
    try:
        yield
    finally:
        _visitor.reset(visited)
        for var, token in tokens:
            var.reset(token)


def _scoped(request_id: str, bearer: str, traceparent: str) -> list[tuple[ContextVar[str], str]]:
    return [(_request_id, request_id), (_bearer, bearer), (_traceparent, traceparent or beginning(request_id))]


@contextmanager
def traced(traceparent: str) -> Iterator[None]:
    """Inside a span: its own id goes on to the next hop."""
    token = _traceparent.set(traceparent)
    try:
        yield
    finally:
        _traceparent.reset(token)


@contextmanager
def deadline_within(seconds: float) -> Iterator[None]:
    """Everything inside must be done in `seconds`. A scope can only shorten the one around it."""
    wanted = time.monotonic() + seconds
    current = _deadline.get()
    token = _deadline.set(wanted if current is None else min(current, wanted))
    try:
        yield
    finally:
        _deadline.reset(token)


def remaining() -> float | None:
    """Seconds left, negative when it is over; None when there is no deadline."""
    deadline = _deadline.get()
    return None if deadline is None else deadline - time.monotonic()
