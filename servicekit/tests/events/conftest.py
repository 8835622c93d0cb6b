from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from servicekit.events.registry import Subscription
from servicekit.tests.events.counting import Counted, note
from servicekit.tests.events.nats_server import Nats
from servicekit.tests.events.running import Running


@pytest.fixture
def nats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nats]:
    """Not started yet; the settings point to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = Nats(free.getsockname()[1], tmp_path / "jetstream")
    monkeypatch.setattr(settings.SHOPMESH, "nats_url", server.url)
    yield server
    server.stop()


@pytest.fixture
def worker(tmp_path: Path) -> Running:
    return Running(tmp_path / "worker.alive", [Subscription(Counted.subject, note)])
