"""One purchase is one trace: from nginx through REST, gRPC and events, in spans and in log lines alike."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx
import pytest

from servicekit.testing.collector import Collector, Seen, collecting
from tests.harness import Mesh, Shopper, eventually, start_mesh

# (service, process, kind, part of the name): where one checkout has to be seen.
JOURNEY = [
    ("order_service", "web", "server", "POST /api/orders/"),
    ("order_service", "web", "client", "ProductService/ReserveStock"),
    ("product_service", "grpc", "server", "ProductService/ReserveStock"),
    ("order_service", "web", "client", "PaymentsService/Authorize"),
    ("payments_service", "grpc", "server", "PaymentsService/Authorize"),
    ("order_service", "worker", "producer", "send order.confirmed.v1"),
    ("product_service", "worker", "consumer", "process order.confirmed.v1"),
    ("payments_service", "worker", "consumer", "process order.confirmed.v1"),
]


class Purchase(NamedTuple):
    mesh: Mesh
    collector: Collector
    answer: httpx.Response

    @property
    def request_id(self) -> str:
        return str(self.answer.headers["x-request-id"])

    @property
    def trace_id(self) -> str:
        return self.request_id.replace("-", "")

    @property
    def spans(self) -> list[Seen]:
        return self.collector.trace(self.trace_id)

    def span(self, service: str, process: str, kind: str, name: str) -> Seen | None:
        place = (service, process, kind)
        found = (span for span in self.spans if (span.service, span.process, span.kind) == place and name in span.name)
        return next(found, None)


@pytest.fixture(scope="module")
def purchase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Purchase]:
    """A mesh of its own, because spans are collected from the start of a process or not at all."""
    with collecting() as collector:
        wanted = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_BSP_SCHEDULE_DELAY": "200"}
        mesh = start_mesh(tmp_path_factory.mktemp("traced"), environment=os.environ | wanted)
        try:
            someone = Shopper.registered(mesh)
            someone.settled((1, 1))  # connections are made, code is loaded: the second purchase is the ordinary one
            bought = Purchase(mesh, collector, someone.settled((1, 1)))
            someone.close()
            yield bought
        finally:
            mesh.dev("down")


def test_the_checkout_is_seen_wherever_it_went_under_the_gateways_request_id(purchase: Purchase) -> None:
    assert purchase.answer.status_code == 201, purchase.answer.text
    eventually(lambda: all(purchase.span(*stop) for stop in JOURNEY), within=15)
    assert purchase.request_id == str(purchase.answer.headers["x-request-id"])


def test_every_span_has_its_parent_in_the_trace_and_only_the_request_has_none(purchase: Purchase) -> None:
    eventually(lambda: all(purchase.span(*stop) for stop in JOURNEY), within=15)
    known = {span.span_id for span in purchase.spans}
    eventually(lambda: {span.parent_id for span in purchase.spans} - {""} <= {span.span_id for span in purchase.spans})
    roots = [span for span in purchase.spans if not span.parent_id]
    assert [(root.service, root.name) for root in roots] == [("order_service", "POST /api/orders/")]
    assert len(known) > len(JOURNEY)


def test_statements_and_the_payment_provider_are_in_it_and_no_secret_is(purchase: Purchase) -> None:
    eventually(lambda: all(purchase.span(*stop) for stop in JOURNEY), within=15)
    statements = [span for span in purchase.spans if "db.query.text" in span.attributes]
    assert {span.service for span in statements} >= {"order_service", "product_service", "payments_service"}
    assert purchase.span("payments_service", "grpc", "client", "POST payment provider")
    everything = json.dumps([span.attributes for span in purchase.collector.spans])
    assert not [secret for secret in ("tok_success", "quiet-harbour-lantern", "Ada Lovelace") if secret in everything]


@pytest.mark.parametrize(
    "process", ["gateway", "order-web", "product-grpc", "payments-grpc", "product-worker", "payments-worker"]
)
def test_log_lines_carry_the_trace(purchase: Purchase, process: str) -> None:
    eventually(lambda: lines(purchase, process), within=15)
    assert all(line["request_id"] == purchase.request_id for line in lines(purchase, process))


def lines(purchase: Purchase, process: str) -> list[dict[str, Any]]:
    written = (purchase.mesh.state / "logs" / f"{process}.log").read_text().splitlines()
    return [json.loads(line) for line in written if purchase.trace_id in line and line.startswith("{")]
