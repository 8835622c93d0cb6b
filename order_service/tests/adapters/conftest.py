from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from servicekit.grpc import channel


@pytest.fixture(autouse=True)
def _fresh_guards() -> Iterator[None]:
    """A breaker that one test opened must not answer the next."""
    channel._GUARDS.clear()
    yield
    channel._GUARDS.clear()


@pytest.fixture
def nobody_there() -> Iterator[str]:
    """An address at which nothing listens."""
    from servicekit.testing.grpc import hang_up  # noqa: PLC0415 - the plugin rewrites its assertions first

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    yield f"127.0.0.1:{port}"
    hang_up(port)
