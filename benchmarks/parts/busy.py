"""A gRPC server with every thread and every place taken: its health still answers."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from benchmarks.figures import Figure, quantile, timed
from benchmarks.parts.dependency import dependency, script
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc

CALLERS = 100  # the server works on 16 calls and holds 64
CALL_MS = 400
SECONDS = 3.0


def run() -> list[Figure]:
    with dependency() as there, there.channel() as channel, ThreadPoolExecutor(CALLERS) as pool:
        stub = rpc.ProductServiceStub(channel)
        until = time.monotonic() + SECONDS
        callers = [pool.submit(keep_busy, stub, until) for _ in range(CALLERS)]
        time.sleep(0.5)  # by now every place is taken
        spent = asked_until(health_pb2_grpc.HealthStub(channel), until)
        refused = sum(caller.result() for caller in callers)
    return [
        Figure(
            "grpc_health_p99_ms",
            round(quantile(spent, 0.99) * 1000, 2),
            "health of a full server, p99, ms",
            at_most=100,
        ),
        Figure("grpc_refused_at_once", refused, "calls that server refused meanwhile"),
    ]


def keep_busy(stub: rpc.ProductServiceStub, until: float) -> int:
    refused = 0
    while time.monotonic() < until:
        try:
            stub.GetProductInfo(script(milliseconds=CALL_MS), timeout=5)
        except grpc.RpcError:
            refused += 1
            time.sleep(0.05)  # a refusal comes at once: not all of this machine is for being refused
    return refused


def asked_until(health: health_pb2_grpc.HealthStub, until: float) -> list[float]:
    spent = []
    while time.monotonic() < until:
        spent.append(timed(lambda: health.Check(health_pb2.HealthCheckRequest(), timeout=2)))
        time.sleep(0.01)  # a hundred looks a second are plenty
    return spent
