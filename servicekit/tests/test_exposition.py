"""Every process shows what it counts, and none of them suffers for it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.test import Client
from prometheus_client import REGISTRY

from servicekit import exposition, metrics, runner
from servicekit.testing.ports import free_port
from servicekit.testing.waiting import eventually

COUNT = "from servicekit import metrics; metrics.HTTP_SHED.labels('normal').inc(3); print('counted')"
ADD_UP = "from servicekit import exposition; print(exposition.page()[1].decode())"


def fetch(port: int, path: str = "/metrics") -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=3) as answer:
        return str(answer.read().decode())


def answers(port: int) -> bool:
    try:
        return "mesh_client_calls" in fetch(port)
    except OSError:
        return False


def test_a_process_without_a_rest_api_shows_its_metrics_at_metrics_and_nothing_elsewhere() -> None:
    port = free_port()
    exposition.serve(f"127.0.0.1:{port}")
    eventually(lambda: answers(port))
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetch(port, "/")
    assert refused.value.code == 404
    refused.value.close()


def test_a_taken_port_delays_the_page_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exposition, "RETRY", 0.05)
    with socket.socket() as owner:
        owner.bind(("127.0.0.1", 0))
        owner.listen()
        port = int(owner.getsockname()[1])
        exposition.serve(f"127.0.0.1:{port}")
    eventually(lambda: answers(port))


def test_without_an_address_nothing_listens() -> None:
    before = metrics_threads()
    exposition.serve("")
    assert metrics_threads() == before


def metrics_threads() -> int:
    return sum(thread.name == "metrics" for thread in threading.enumerate())


def test_the_web_process_shows_its_metrics_on_the_port_it_has(client: Client) -> None:
    metrics.HTTP_SHED.labels("critical").inc()
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=1.0.0")
    shed = REGISTRY.get_sample_value("http_shed_total", {"priority": "critical"})
    assert f'http_shed_total{{priority="critical"}} {shed}' in answer.content.decode()


def test_several_workers_of_one_web_server_are_added_up(tmp_path: Path) -> None:
    environment = {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PYTHONPATH": str(exposition_root())}
    for _ in range(2):
        python(COUNT, environment)
    assert 'http_shed_total{priority="normal"} 6.0' in python(ADD_UP, environment)


def test_figures_of_an_earlier_run_are_not_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPMESH_STATE", str(tmp_path))
    monkeypatch.delenv(exposition.SHARED, raising=False)
    old = tmp_path / "run" / "order_service-web-metrics" / "counter_1.db"
    old.parent.mkdir(parents=True)
    old.touch()
    runner._count_together("order_service")
    assert os.environ[exposition.SHARED] == str(old.parent)
    assert list(old.parent.iterdir()) == []


def python(code: str, environment: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)  # noqa: S603 - our own code
    return done.stdout


def exposition_root() -> Path:
    return Path(exposition.__file__).parent.parent
