"""`./dev bench api`: product list, login and checkout through the gateway, at concurrency 1 and 8.

The floor is a static page from the same nginx with the same client: what is left when no service is asked. Operations
are given as ratios to it, taken in the same run. The login limit of the gateway is lifted for the run.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.report import Timing, as_json, measure, table
from tests.harness import Mesh, Shopper, new_product, start_mesh

CONCURRENCIES = (1, 8)
NO_LIMIT = {"SHOPMESH_LOGIN_RATE": "100000", "ORDERS_PER_MINUTE": "1000000"}
Operation = Callable[[int], None]


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench api", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--requests", type=int, default=400, help="per operation and concurrency; checkouts a quarter of it"
    )
    parser.add_argument("--postgres", action="store_true", help="measure on PostgreSQL instead of SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as state:
        mesh = start_mesh(Path(state), *(["--postgres"] if options.postgres else []), environment=NO_LIMIT)
        try:
            results = run(mesh, options.requests)
        finally:
            mesh.dev("down")
    print(as_json(results) if options.json else shown(results))


def run(mesh: Mesh, requests: int) -> dict[str, dict[str, Timing]]:
    """Operation → concurrency → timing; `floor` among the operations."""
    buyers, guests = ([Shopper.registered(mesh) for _ in range(max(CONCURRENCIES))] for _ in range(2))
    admin = Shopper.signed_in(mesh, "admin")
    product = new_product(admin, stock=1_000_000)
    operations: dict[str, tuple[Operation, int]] = {
        "floor": (floor(buyers), requests),
        "product_list": (product_list(buyers), requests),
        "login": (login(guests), requests),  # the hundred and first login ends the first session
        "checkout": (checkout(buyers, product), requests // 4),
    }
    results: dict[str, dict[str, Timing]] = {name: {} for name in operations}
    for concurrency in CONCURRENCIES:
        for name, (call, count) in operations.items():
            measure(call, requests=max(8, count // 10), concurrency=concurrency)  # warms caches and connections
            time.sleep(1)  # what the warm-up left behind (events, commits) is done before the clock starts
            results[name][f"c{concurrency}"] = measure(call, requests=count, concurrency=concurrency)
    return results


class Turns:
    """Hands each thread a shopper of its own, so that connections are not shared."""

    def __init__(self, shoppers: list[Shopper]) -> None:
        self._free = list(shoppers)
        self._own = threading.local()
        self._lock = threading.Lock()
        self._all = shoppers

    def __call__(self) -> Shopper:
        if not hasattr(self._own, "shopper"):
            with self._lock:
                self._free = self._free or list(self._all)
                self._own.shopper = self._free.pop()
        shopper: Shopper = self._own.shopper
        return shopper


def floor(shoppers: list[Shopper]) -> Operation:
    turn = Turns(shoppers)

    def call(_n: int) -> None:
        turn().get("/problems/").raise_for_status()

    return call


def product_list(shoppers: list[Shopper]) -> Operation:
    turn = Turns(shoppers)

    def call(number: int) -> None:
        turn().get("/api/products/", params={"page": number % 2 + 1}).raise_for_status()

    return call


def login(shoppers: list[Shopper]) -> Operation:
    turn = Turns(shoppers)

    def call(_n: int) -> None:
        someone = turn()
        body = {"username": someone.username, "password": "quiet-harbour-lantern"}
        someone.post("/api/token/", body).raise_for_status()

    return call


def checkout(shoppers: list[Shopper], product: int) -> Operation:
    turn = Turns(shoppers)

    def call(_n: int) -> None:
        answer = turn().buy((product, 1))
        if answer.status_code != 201:
            raise RuntimeError(f"checkout answered {answer.status_code}: {answer.text}")

    return call


def shown(results: dict[str, dict[str, Timing]]) -> str:
    rows = []
    for name, by_concurrency in results.items():
        for concurrency, timing in by_concurrency.items():
            ratio = timing.p50_ms / results["floor"][concurrency].p50_ms
            rows.append([name, concurrency[1:], timing.rps, timing.p50_ms, timing.p95_ms, f"{ratio:.1f}×"])
    return table(["operation", "concurrency", "rps", "p50 ms", "p95 ms", "p50 to floor"], rows)


if __name__ == "__main__":
    main()
