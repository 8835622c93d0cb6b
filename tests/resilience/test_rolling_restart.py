"""Every process is replaced while people shop, and nobody notices."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

from tests.harness import ROOT, Mesh, Shopper, eventually, new_product
from tests.resilience.visitors import ASKED, traffic
from tools import supervise
from tools.state import State

Shoppers = Callable[..., Shopper]
STOCK = 100_000


def pids(mesh: Mesh) -> dict[str, int]:
    """Of all that runs, as the supervisor sees it."""
    return {name: seen.pid for name, seen in supervise.conditions(State(mesh.state)).items() if seen.running}


def port(mesh: Mesh, name: str) -> int:
    numbers: dict[str, int] = json.loads((mesh.state / "run" / "mesh.json").read_text())["ports"]
    return numbers[name]


def test_a_rolling_restart_of_every_process_fails_no_request(mesh: Mesh, shopper: Shoppers) -> None:
    product, buyer = new_product(shopper("admin"), stock=STOCK), shopper()
    before = pids(mesh)
    with traffic(mesh, buyer, product) as seen:
        eventually(lambda: {kind for kind, _ in seen.answers} == {ask.__name__ for ask in ASKED}, within=30)
        done = mesh.dev("restart", check=False)
    assert seen.failures == []
    assert len(seen.late) <= seen.made("checkout") / 4
    assert done.returncode == 0, done.stdout
    after = pids(mesh)
    assert after.keys() == before.keys()
    # The gateway's process holds its sockets, and started itself anew under its number; the provider is not ours.
    assert {name for name in after if after[name] == before[name]} == {"gateway", "sandbox"}
    # What was in the middle of something went on: orders, stock, payments and the events between them.
    eventually(lambda: statuses(buyer, seen.orders) == {"confirmed"}, within=60, every=0.5)
    assert buyer.available(product) == STOCK - len(seen.orders)
    paid = buyer.payments_of(seen.orders[-1])
    assert [payment["status"] for payment in paid] == ["completed"]


def statuses(buyer: Shopper, orders: list[str]) -> set[str]:
    return {buyer.order(order)["status"] for order in orders}


def test_a_stand_in_that_cannot_start_changes_nothing(mesh: Mesh) -> None:
    before = pids(mesh)
    with socket.socket() as other:
        other.bind(("127.0.0.1", port(mesh, "product-grpc-standin")))
        other.listen()
        done = mesh.dev("restart", "product-grpc", check=False)
    assert done.returncode == 1
    assert "product-grpc-standin did not become ready; product-grpc goes on serving, nothing has changed" in flat(done)
    assert pids(mesh) == before
    assert mesh.healthy()


def test_a_process_that_is_killed_while_it_is_restarted_comes_back(mesh: Mesh) -> None:
    before = pids(mesh)
    command = [sys.executable, str(ROOT / "dev"), "restart", "order-grpc"]
    environment = os.environ | {"SHOPMESH_STATE": str(mesh.state)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as restart:
        eventually(lambda: "order-grpc-standin" in pids(mesh), within=30)
        with suppress(ProcessLookupError):
            os.kill(before["order-grpc"], signal.SIGKILL)
        said = restart.communicate(timeout=120)[0]
    assert restart.returncode == 0, said
    eventually(lambda: pids(mesh).keys() == before.keys(), within=30)
    assert pids(mesh)["order-grpc"] != before["order-grpc"]
    eventually(mesh.healthy, within=30)


def flat(done: subprocess.CompletedProcess[str]) -> str:
    """What was printed, however it was wrapped."""
    return " ".join(done.stdout.split())
