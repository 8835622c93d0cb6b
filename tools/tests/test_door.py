"""The door with a real nginx: it is replaced under load, reloaded, broken and ended."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tools import binaries, ports
from tools.state import ROOT

CONFIGURATION = """\
daemon off; worker_processes 1; pid "{folder}/nginx.pid"; error_log stderr warn;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path "{folder}/b"; proxy_temp_path "{folder}/p"; fastcgi_temp_path "{folder}/f";
  uwsgi_temp_path "{folder}/u"; scgi_temp_path "{folder}/s";
  server {{ listen 127.0.0.1:{port}; location / {{ return 200 "{answer}"; }} }}
}}
"""


@dataclass
class Door:
    folder: Path
    port: int = field(default_factory=ports.free)

    def configure(self, answer: str = "first") -> None:
        text = CONFIGURATION.format(folder=self.folder, port=self.port, answer=answer)
        (self.folder / "nginx.conf").write_text(text)

    def open(self) -> None:
        self.configure()
        files = ("--serving", str(self.folder / "serving"), "--pid", str(self.folder / "nginx.pid"))
        nginx = (str(binaries.nginx()), "-c", str(self.folder / "nginx.conf"), "-e", "stderr")
        door = (sys.executable, "-S", "-E", str(ROOT / "tools" / "door.py"))
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [*door, *files, "--listen", f"127.0.0.1:{self.port}", "--", *nginx], start_new_session=True
        )
        patiently(self.nginx)

    def nginx(self) -> int:
        with suppress(OSError, ValueError):
            return int((self.folder / "serving").read_text())
        return 0

    def ask(self) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/")
            return connection.getresponse().read().decode()
        finally:
            connection.close()

    def close(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def patiently(condition: Callable[[], object], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)  # between two looks


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    made = Door(tmp_path)
    made.open()
    yield made
    made.close()


def test_one_nginx_takes_over_from_another_and_refuses_nobody(door: Door) -> None:
    over, answers, failures = threading.Event(), [0], list[str]()

    def ask() -> None:
        while not over.is_set():
            try:
                assert door.ask() in {"first", "second"}
                answers[0] += 1
            except (OSError, http.client.HTTPException) as error:
                failures.append(repr(error))

    asking = threading.Thread(target=ask)
    asking.start()
    masters = [door.nginx()]
    for _ in range(3):
        os.kill(door.process.pid, signal.SIGUSR2)
        patiently(lambda: door.nginx() != masters[-1])
        masters.append(door.nginx())
    door.configure("second")
    os.kill(door.process.pid, signal.SIGHUP)
    patiently(lambda: door.ask() == "second")
    over.set()
    asking.join()
    assert failures == []
    assert answers[0] > 20
    patiently(lambda: not any(psutil.pid_exists(master) for master in masters[:-1]))


def test_a_new_nginx_that_does_not_start_leaves_the_old_one_serving(door: Door) -> None:
    before = door.nginx()
    (door.folder / "nginx.conf").write_text("nonsense;")
    os.kill(door.process.pid, signal.SIGUSR2)
    time.sleep(0.5)
    assert door.ask() == "first"
    assert door.nginx() == before
    door.configure("second")
    os.kill(door.process.pid, signal.SIGUSR2)
    patiently(lambda: door.ask() == "second")


def test_when_nginx_dies_the_door_ends_so_that_the_supervisor_starts_both(door: Door) -> None:
    os.kill(door.nginx(), signal.SIGKILL)
    assert door.process.wait(timeout=10) == 1


@pytest.mark.parametrize("number", [signal.SIGQUIT, signal.SIGTERM])
def test_it_ends_with_its_nginx(door: Door, number: signal.Signals) -> None:
    nginx = door.nginx()
    door.process.send_signal(number)
    assert door.process.wait(timeout=10) == 0
    assert not psutil.pid_exists(nginx)


def test_it_holds_little_memory(door: Door) -> None:
    """Unshared: what one more such process costs this machine."""
    used = psutil.Process(door.process.pid).memory_full_info()
    assert used.uss < 6_000_000
