"""`./dev bench checkout`: orders through the gateway at concurrency 1, 8 and 32, on SQLite and on PostgreSQL.

One order is what a customer does to place one: a POST with an Idempotency-Key, sent again while the answer is "later",
until it is confirmed. Where its time goes is read from spans, in a mesh of its own, because recording them costs time.
The floor writes the rows of such an order in the same transactions, in one process, without anything else.
"""

from __future__ import annotations

import argparse
import json
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import psutil

from benchmarks.parts.databases import Postgres, Sqlite
from benchmarks.parts.spent import Shares, shares
from benchmarks.parts.started import a_mesh
from benchmarks.parts.writes import Database, Floor, Transaction, recorded
from benchmarks.report import Timing, as_json, measure, table
from servicekit.testing.collector import Collector, Seen, collecting
from tests.harness import LATER, Mesh, Shopper, eventually, new_product
from tools import postgres, supervise
from tools.state import State

CONCURRENCIES = (1, 8, 32)
# A user may place a hundred orders a minute; nobody here comes near that.
BUYERS = 64
PRODUCTS = 20
TRACED = 30
PATIENCE = 300  # seconds; a shop at its limit makes some customers come back many times
FREE = {"SHOPMESH_LOGIN_RATE": "100000", "ORDERS_PER_MINUTE": "1000000"}
SERVICES = ("order_service", "product_service", "payments_service")
AIM = 58.0  # orders a second at concurrency 8 on PostgreSQL: twice what django-oscar places without a payment


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench checkout", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--orders", type=int, default=400, help="per concurrency; a quarter of it at concurrency 1")
    parser.add_argument("--only", choices=["sqlite", "postgres"], help="one of the two databases")
    options = parser.parse_args()
    kinds = [options.only] if options.only else ["sqlite", "postgres"]
    results = {kind: on(kind, options.orders) for kind in kinds}
    print(as_json(results) if options.json else "\n\n".join(shown(kind, found) for kind, found in results.items()))


def on(kind: str, orders: int) -> dict[str, Any]:
    options = ["--postgres"] if kind == "postgres" else []
    with a_mesh(*options, environment=FREE) as mesh:
        shop = Shop(mesh)
        timings = {f"c{level}": shop.timed(level, orders) for level in CONCURRENCIES}
        cpu = shop.processor_time(orders // 4)
    with collecting() as collector, a_mesh(*options, environment=FREE | told_to(collector), own=True) as mesh:
        shop = Shop(mesh)
        spent = shares(traced(shop, collector))
        floor = floor_of(shop, collector, databases(mesh, kind))
    best = timings["c8"].rps
    return {
        **timings,
        "shares": spent,
        "cpu_ms_per_order": cpu,
        "floor": floor,
        "ratio_to_floor": round(floor["orders_per_s"] / best, 2),
        "aim_rps": AIM,
    }


def told_to(collector: Collector) -> dict[str, str]:
    return {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_BSP_SCHEDULE_DELAY": "200"}


class Shop:
    """Buyers with a session each, and products that do not run out."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        admin = Shopper.signed_in(mesh, "admin")
        self.products = [new_product(admin, stock=1_000_000) for _ in range(PRODUCTS)]
        self.buyers = [Shopper.registered(mesh) for _ in range(BUYERS)]

    def timed(self, concurrency: int, orders: int) -> Timing:
        count = max(20, orders // 4) if concurrency == 1 else orders
        measure(self.order, requests=max(concurrency, count // 10), concurrency=concurrency)  # warms connections
        time.sleep(2)  # the events of the warm-up are handled before the clock starts
        return measure(self.order, requests=count, concurrency=concurrency)

    def order(self, number: int) -> None:
        """Sent until its answer is final, as a client does that keeps its key: a shop at its limit says "later"."""
        buyer, key = self.buyers[number % BUYERS], str(uuid.uuid4())
        until = time.monotonic() + PATIENCE
        while (answer := buyer.buy((self.products[number % PRODUCTS], 1), key=key)).status_code not in {201, 202}:
            later = answer.status_code in LATER or "retry-after" in answer.headers
            if not later or time.monotonic() > until:
                raise RuntimeError(answer.text)
            time.sleep(float(answer.headers.get("retry-after", 1)))  # as the answer asks
        if answer.status_code == 202:
            order_id = answer.json()["id"]
            eventually(lambda: confirmed(buyer, order_id), within=PATIENCE, every=0.02)

    def processor_time(self, orders: int) -> dict[str, float]:
        """Milliseconds of processor an order costs, by process; without what the mesh does anyway."""
        idle = self._idle(5.0)
        began = time.monotonic()
        before = self._used()
        measure(self.order, requests=orders, concurrency=8)
        time.sleep(2)  # the events have been handled
        after, seconds = self._used(), time.monotonic() - began
        spent = {name: 1000 * (after[name] - before.get(name, 0.0)) / orders for name in after}
        total = sum(spent.values()) - 1000 * idle * seconds / orders
        most = sorted(spent.items(), key=lambda one: -one[1])[:8]
        return {name: round(value, 2) for name, value in most} | {"all": round(total, 2)}

    def _idle(self, seconds: float) -> float:
        """Processor seconds a second that the mesh uses while nobody asks it for anything."""
        before = sum(self._used().values())
        time.sleep(seconds)  # this is what is measured
        return (sum(self._used().values()) - before) / seconds

    def _used(self) -> dict[str, float]:
        conditions = supervise.conditions(State(self.mesh.state))
        return {name: used(found.pid) for name, found in conditions.items() if found.pid}


def confirmed(buyer: Shopper, order_id: str) -> bool:
    """False also while a shop at its limit does not say."""
    answer = buyer.get(f"/api/orders/{order_id}/")
    return answer.status_code == 200 and answer.json()["status"] == "confirmed"


def used(pid: int) -> float:
    """Processor seconds of a process and those it has started."""
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        return sum(times.user + times.system for times in (one.cpu_times() for one in family))
    except psutil.NoSuchProcess:
        return 0.0


def traced(shop: Shop, collector: Collector) -> list[list[Seen]]:
    for number in range(10):
        shop.order(number)
    settled(collector)
    collector.spans.clear()
    for number in range(TRACED):
        shop.order(number)
    settled(collector)
    found: dict[str, list[Seen]] = {}
    for span in collector.spans:
        found.setdefault(span.trace_id, []).append(span)
    return [spans for spans in found.values() if any(is_order(span) for span in spans)]


def is_order(span: Seen) -> bool:
    return span.service == "order_service" and span.kind == "server" and span.name.startswith("POST ")


def settled(collector: Collector) -> None:
    """Exporters send what they have five times a second, handlers of events included."""
    before = -1
    while len(collector.spans) != before:
        before = len(collector.spans)
        time.sleep(2)  # ten times the exporters' delay


def floor_of(shop: Shop, collector: Collector, found: Mapping[str, Database]) -> dict[str, float]:
    collector.spans.clear()
    shop.order(0)
    settled(collector)
    ours = {span.trace_id for span in collector.spans if is_order(span)}
    spans = [span for span in collector.spans if span.trace_id in ours and span.service in found]
    transactions = recorded(spans, found)
    floor = Floor(transactions, found)
    timing = measure(lambda _: floor.once(), requests=300, concurrency=1)
    return {"orders_per_s": timing.rps, "p50_ms": timing.p50_ms, **counted(transactions)}


def counted(transactions: Sequence[Transaction]) -> dict[str, float]:
    return {"transactions": len(transactions), "statements": sum(len(one.writes) for one in transactions)}


def databases(mesh: Mesh, kind: str) -> dict[str, Database]:
    facts = json.loads((mesh.state / "run" / "mesh.json").read_text())
    if kind == "sqlite":
        return {service: Sqlite(mesh.state / "data" / f"{service}.sqlite3") for service in SERVICES}
    return {service: Postgres(postgres.url(service, facts["ports"]["postgres"])) for service in SERVICES}


def shown(kind: str, found: Mapping[str, Any]) -> str:
    timings = [[level, one.rps, one.p50_ms, one.p95_ms] for level, one in found.items() if isinstance(one, Timing)]
    spent: Shares = found["shares"]
    lines = [
        f"**{kind}**",
        table(["concurrency", "orders/s", "p50 ms", "p95 ms"], timings),
        table(
            ["share of the time, concurrency 1", ""], [[name, f"{part:.0%}"] for name, part in asdict(spent).items()]
        ),
        table(["processor ms an order", ""], [list(one) for one in found["cpu_ms_per_order"].items()]),
        table(["floor", ""], [list(one) for one in found["floor"].items()]),
        f"ratio to the floor at concurrency 8: {found['ratio_to_floor']}×",
    ]
    return "\n\n".join(lines)


if __name__ == "__main__":
    main()
