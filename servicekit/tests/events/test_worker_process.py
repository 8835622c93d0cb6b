from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from servicekit.events.models import InboxMessage, OutboxEvent
from servicekit.state import ROOT
from servicekit.tests.events.counting import count, noted, wait_until
from servicekit.tests.events.nats_server import Nats

pytestmark = pytest.mark.django_db(transaction=True)
Process = subprocess.Popen[bytes]
Start = Callable[..., Process]


def database_url() -> str:
    """The test database of this process, for another one."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    return f"postgres://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


@pytest.fixture
def alive(tmp_path: Path) -> Path:
    return tmp_path / "worker.alive"


@pytest.fixture
def start(nats: Nats, alive: Path) -> Iterator[Start]:
    started: list[Process] = []
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "NATS_URL": nats.url,
        "DJANGO_SETTINGS_MODULE": "servicekit.tests.settings",
    }

    def start(*args: str) -> Process:
        command = [sys.executable, "-m", "servicekit.tests.events.worker_process", str(alive), *args]
        started.append(subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL))  # noqa: S603 - our own arguments
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def handled(at_least: int) -> bool:
    return InboxMessage.objects.count() >= at_least


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_leaves_with_zero_and_takes_its_sign_of_life_along(
    start: Start, alive: Path, signal_number: signal.Signals
) -> None:
    process = start()
    wait_until(alive.exists)
    process.send_signal(signal_number)
    assert process.wait(timeout=10) == 0
    assert not alive.exists()


def test_a_job_without_end_does_not_keep_it(start: Start, alive: Path) -> None:
    process = start("endless")
    wait_until(alive.exists)
    asked = time.monotonic()
    process.terminate()
    assert process.wait(timeout=11) == 0
    assert time.monotonic() - asked < 10


def test_killed_again_and_again_nothing_is_lost_and_nothing_happens_twice(
    start: Start, nats: Nats, alive: Path
) -> None:
    nats.start()
    for number in range(200):
        count(number, counter="abcd"[number % 4])
    for done in (10, 40, 80):
        process = start()
        wait_until(partial(handled, done))
        process.kill()
        process.wait()
    start()
    wait_until(lambda: len(noted()) == 200 and not OutboxEvent.objects.filter(published_at=None).exists(), within=40)
    assert sorted(noted()) == list(range(200))
    for first, counter in enumerate("abcd"):
        assert noted(counter) == list(range(first, 200, 4))
