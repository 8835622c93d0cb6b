"""What the client's chain costs: one call, bare and through every step, in turns against one server."""

from __future__ import annotations

import uuid

from benchmarks.figures import MICROSECONDS, Figure, in_turns, quantile
from benchmarks.parts.dependency import INFO, dependency, script
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit import context
from servicekit.grpc.policy import CallPolicy

ROUNDS = 5000
POLICIES = {INFO: CallPolicy(deadline=1.0, idempotent=True, attempts=3)}
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def run() -> list[Figure]:
    spent = sampled()
    bare, chain = ({share: quantile(spent[name], share) for share in (0.5, 0.99)} for name in ("bare", "chain"))
    added = (chain[0.5] - bare[0.5]) * MICROSECONDS
    return [
        Figure(
            "chain_p50_ratio", round(chain[0.5] / bare[0.5], 3), "chained call to bare stub call, p50", at_most=1.25
        ),
        Figure("chain_p99_ratio", round(chain[0.99] / bare[0.99], 3), "the same, p99"),
        Figure("chain_added_us", round(added, 1), "µs the chain adds, p50"),
        Figure("bare_call_p50_us", round(bare[0.5] * MICROSECONDS, 1), "the floor: a bare stub call over mTLS, µs"),
    ]


def sampled() -> dict[str, list[float]]:
    """As inside a request: with its id, its trace and its deadline."""
    with (
        dependency() as there,
        there.channel() as channel,
        context.request_scope(str(uuid.uuid4()), traceparent=TRACE),
        context.deadline_within(600),
    ):
        bare = rpc.ProductServiceStub(channel).GetProductInfo
        chained = there.guarded(POLICIES).GetProductInfo
        request = script()
        calls = {"bare": lambda: bare(request, timeout=1.0), "chain": lambda: chained(request)}
        return in_turns(calls, rounds=ROUNDS)
