"""The claim that gRPC is 7 to 10 times as fast as REST, measured: one product of one service, asked for both ways.

Then the protocols alone, with nothing behind them, which tells how much of the difference is the protocol's.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import grpc

from benchmarks.figures import MICROSECONDS, Figure, in_turns, quantile
from benchmarks.parts import callers, processes
from benchmarks.parts.dependency import CALLER, INFO, TARGET
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit.grpc import options, tls
from servicekit.grpc.policy import CallPolicy
from servicekit.testing.mesh import MeshTls
from tests.harness import Mesh, Shopper, eventually, free_port, new_product

ROUNDS = 400
CONCURRENCY = 8
BURSTS = 4
BURST = 200  # calls
GRANIAN = ("--interface", "wsgi", "--no-ws", "--log-level", "error", "--blocking-threads", "16")
POLICIES = {INFO: CallPolicy(deadline=2.0, idempotent=True, bulkhead=CONCURRENCY)}

Call = Callable[[], object]
# Makes a connection of its own and says how to call over it: a thread needs one of each.
Caller = Callable[[], Call]


def run(mesh: Mesh) -> list[Figure]:
    product = new_product(Shopper.signed_in(mesh, "admin"), stock=10)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        real = of_the_mesh(mesh, product)
        alone = stack.enter_context(plain(Path(folder)))
        spent = {name: quantile(seconds, 0.5) for name, seconds in one_by_one(real | alone).items()}
        rates = at_once(real)
    return [*sequential(spent), *concurrent(rates), *explained(spent)]


def of_the_mesh(mesh: Mesh, product: int) -> dict[str, Caller]:
    url = f"{callers.web_address(mesh, TARGET)}/api/products/{product}/"
    request = pb.GetProductInfoRequest(product_id=product)
    return {
        "rest": lambda: callers.kept(url),
        "grpc": lambda: partial(info(callers.bare(mesh, TARGET)), request, timeout=5),
        "chain": lambda: partial(info(callers.guarded(mesh, TARGET, POLICIES)), request),
    }


def info(channel: grpc.Channel) -> Callable[..., object]:
    return rpc.ProductServiceStub(channel).GetProductInfo


def one_by_one(ways: Mapping[str, Caller]) -> dict[str, list[float]]:
    return in_turns({name: connect() for name, connect in ways.items()}, rounds=ROUNDS, warm=50)


def at_once(ways: Mapping[str, Caller]) -> dict[str, float]:
    """Calls per second with eight callers, in bursts that take turns."""
    seconds = dict.fromkeys(ways, 0.0)
    ready = {name: [connect() for _ in range(CONCURRENCY)] for name, connect in ways.items()}
    for number in range(-1, BURSTS):
        for name, calls in ready.items():
            seconds[name] += burst(calls) if number >= 0 else 0 * burst(calls)
    return {name: BURSTS * BURST / spent for name, spent in seconds.items()}


def burst(calls: list[Call]) -> float:
    def repeat(call: Call) -> None:
        for _ in range(BURST // len(calls)):
            call()

    with ThreadPoolExecutor(len(calls)) as pool:
        began = time.perf_counter()
        list(pool.map(repeat, calls))
        return time.perf_counter() - began


@contextmanager
def plain(folder: Path) -> Iterator[dict[str, Caller]]:
    """Servers that answer a ready product at once."""
    mesh_tls, port = MeshTls(folder), str(free_port())
    credentials = tls.Material(mesh_tls.of(CALLER)).client()
    with (
        processes.module("benchmarks.parts.plain", str(mesh_tls.of(TARGET))) as grpc_server,
        processes.module("granian", *GRANIAN, "--port", port, "benchmarks.parts.plain:application"),
    ):
        insecure, secure = (f"127.0.0.1:{number}" for number in processes.said(grpc_server))
        url = f"http://127.0.0.1:{port}/"
        eventually(lambda: answers(url), within=20)
        yield {
            "plain_http": lambda: callers.kept(url),
            "plain_grpc": lambda: trivial(grpc.insecure_channel(insecure, options.client(TARGET))),
            "plain_mtls": lambda: trivial(grpc.secure_channel(secure, credentials, options.client(TARGET))),
        }


def trivial(channel: grpc.Channel) -> Call:
    return partial(info(channel), pb.GetProductInfoRequest(product_id=1), timeout=5)


def answers(url: str) -> bool:
    try:
        return bool(callers.kept(url)())
    except OSError:
        return False


def sequential(p50: Mapping[str, float]) -> list[Figure]:
    same = "the same product of the same product_service, p50"
    return [
        Figure(
            "grpc_vs_rest", round(p50["rest"] / p50["grpc"], 2), f"times a gRPC (mTLS) read is faster than REST: {same}"
        ),
        Figure("grpc_chain_vs_rest", round(p50["rest"] / p50["chain"], 2), "the same through the whole client chain"),
        Figure("rest_read_us", round(p50["rest"] * MICROSECONDS), "the REST read, without the gateway, p50, µs"),
        Figure("grpc_read_us", round(p50["grpc"] * MICROSECONDS), "the gRPC read, bare stub, p50, µs"),
    ]


def concurrent(rates: Mapping[str, float]) -> list[Figure]:
    what = f"calls per second with {CONCURRENCY} callers, gRPC to REST"
    return [
        Figure(f"grpc_vs_rest_c{CONCURRENCY}", round(rates["grpc"] / rates["rest"], 2), what),
        Figure(f"rest_c{CONCURRENCY}_rps", round(rates["rest"], 1), "REST reads per second then"),
        Figure(f"grpc_c{CONCURRENCY}_rps", round(rates["grpc"], 1), "gRPC reads per second then"),
    ]


def explained(p50: Mapping[str, float]) -> list[Figure]:
    http, insecure, secure = (p50[f"plain_{name}"] for name in ("http", "grpc", "mtls"))
    return [
        Figure(
            "plain_grpc_vs_http", round(http / insecure, 2), "the protocols alone, no TLS: gRPC faster than HTTP, p50"
        ),
        Figure("plain_mtls_vs_http", round(http / secure, 2), "the same with mutual TLS on gRPC's side"),
        Figure("plain_http_us", round(http * MICROSECONDS), "HTTP alone: Granian and http.client, p50, µs"),
        Figure("plain_mtls_us", round(secure * MICROSECONDS), "gRPC alone over mTLS, p50, µs"),
    ]
