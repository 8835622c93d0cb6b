"""The protocols alone, no service behind them: `python -m benchmarks.parts.plain TLS_DIR` prints two gRPC ports.

The first port is insecure, the second has mutual TLS. `application` is the same product as JSON, for a WSGI server.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from servicekit.grpc import options, tls  # first, as in servicekit.runner

import grpc  # isort: skip

from benchmarks.parts.dependency import INFO, PRODUCT
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit.grpc.health import Health

THREADS = 16
ANSWER = pb.GetProductInfoResponse(product=PRODUCT)
AS_JSON = json.dumps(
    {
        "id": PRODUCT.id,
        "sku": PRODUCT.sku,
        "name": PRODUCT.name,
        "price": {"minor_units": PRODUCT.price.minor_units, "currency": PRODUCT.price.currency},
        "image_url": PRODUCT.image_url,
        "available": PRODUCT.available,
    }
)


def application(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    body = AS_JSON.encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def server() -> grpc.Server:
    service, method = INFO.strip("/").split("/")
    handler = grpc.unary_unary_rpc_method_handler(
        lambda _request, _context: ANSWER,
        request_deserializer=pb.GetProductInfoRequest.FromString,
        response_serializer=pb.GetProductInfoResponse.SerializeToString,
    )
    made = grpc.server(ThreadPoolExecutor(THREADS), options=options.SERVER)
    made.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, {method: handler}),))
    return made


def main(tls_dir: str) -> None:
    made = server()
    insecure = made.add_insecure_port("127.0.0.1:0")
    secure = made.add_secure_port("127.0.0.1:0", tls.Material(Path(tls_dir)).server())
    health = Health(made)
    made.start()
    health.serving(())
    print(insecure, secure, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(sys.argv[1])
