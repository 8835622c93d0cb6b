"""Who is behind the call being served: the service that makes it, and the user it is made for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from servicekit.auth.principal import Principal

_caller: ContextVar[str] = ContextVar("caller", default="")
_principal: ContextVar[Principal | None] = ContextVar("principal", default=None)


def caller() -> str:
    """The calling service, as its certificate says; empty outside a call."""
    return _caller.get()


def principal() -> Principal | None:
    """The user whose verified token came with the call; None when the service calls for itself."""
    return _principal.get()


@contextmanager
def called_by(service: str) -> Iterator[None]:
    token = _caller.set(service)
    try:
        yield
    finally:
        _caller.reset(token)


@contextmanager
def on_behalf_of(user: Principal) -> Iterator[None]:
    token = _principal.set(user)
    try:
        yield
    finally:
        _principal.reset(token)
