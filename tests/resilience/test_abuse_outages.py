"""Dependencies that hang or are gone while somebody buys: refused in time, never a 500, and nothing stays held."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.abuse import refused
from tests.harness import Mesh, Shopper, eventually, new_product

IN_TIME = 3.5  # seconds


def pid_of(mesh: Mesh, process: str) -> int:
    row = next(line.split() for line in mesh.here("status").splitlines() if line.startswith(f"{process} "))
    return int(row[3])


@contextmanager
def hung(mesh: Mesh, process: str) -> Iterator[None]:
    """A process that keeps its port and answers nothing."""
    pid = pid_of(mesh, process)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def in_time(call: Callable[[], httpx.Response]) -> httpx.Response:
    began = time.monotonic()
    answer = call()
    assert time.monotonic() - began < IN_TIME
    return answer


def unavailable(answer: httpx.Response) -> None:
    assert answer.status_code in {503, 504}, answer.text
    slug = {503: "dependency-unavailable", 504: "deadline-exceeded"}[answer.status_code]
    refused(answer, answer.status_code, slug)
    assert answer.status_code == 504 or int(answer.headers["retry-after"]) >= 1


@pytest.mark.parametrize("process", ["product-grpc", "user-grpc"])
def test_ord_38_a_hung_service_is_not_waited_for_and_holds_nothing(
    mesh: Mesh, admin: Shopper, alice: Shopper, process: str
) -> None:
    lamp = new_product(admin, stock=5)
    with hung(mesh, process):
        for _ in range(3):
            unavailable(in_time(lambda: alice.buy((lamp, 2))))
        assert in_time(lambda: alice.get("/api/products/")).status_code == 200
        assert in_time(lambda: alice.get("/api/orders/")).status_code == 200
        assert in_time(lambda: alice.get("/api/cart/")).status_code == 200
    eventually(lambda: alice.available(lamp) == 5, within=60, every=0.5)
    eventually(lambda: alice.buy((lamp, 1)).status_code == 201, within=30, every=1)


@pytest.mark.parametrize("process", ["payments-grpc", "sandbox"])
def test_with_the_money_hung_the_answer_is_in_time_and_nobody_pays_twice(
    mesh: Mesh, admin: Shopper, alice: Shopper, process: str
) -> None:
    lamp = new_product(admin, stock=5)
    with hung(mesh, process):
        answer = in_time(lambda: alice.buy((lamp, 2)))
        assert answer.status_code in {202, 503, 504}, answer.text
    order = answer.json().get("id", "")
    if answer.status_code == 202:
        ended = {"confirmed", "cancelled"}
        eventually(lambda: alice.order(order)["status"] in ended, within=90, every=0.5)
    sold = 2 if order and alice.order(order)["status"] == "confirmed" else 0
    eventually(lambda: alice.available(lamp) == 5 - sold, within=90, every=0.5)
    taken = [payment for payment in alice.payments_of(order) if payment["status"] == "completed"]
    assert len(taken) == (1 if sold else 0)
