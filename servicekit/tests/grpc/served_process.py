"""A service's gRPC process for tests: `served_process.py <tls-dir> <ready-file>`. Slow calls take half a second."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "servicekit.tests.settings"

from servicekit.grpc import server  # first, as in servicekit.runner

import django  # isort: skip
import grpc  # isort: skip

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as rpc
from servicekit import settings as kit


class Servicer(rpc.ProductServiceServicer):
    def GetProductInfo(self, request: pb.GetProductInfoRequest, context: grpc.ServicerContext) -> Any:
        time.sleep(0.5)
        return pb.GetProductInfoResponse(product=pb.Product(id=request.product_id))


def main(tls_dir: str, ready: str) -> None:
    django.setup()
    started = server.MeshServer.start

    def start(self: server.MeshServer) -> None:
        started(self)
        Path(ready).with_suffix(".tmp").write_text(str(self.port))
        Path(ready).with_suffix(".tmp").replace(ready)

    server.MeshServer.start = start
    settings = kit.load(kit.ServiceSettings, service="product_service").model_copy(
        update={"tls_dir": Path(tls_dir), "grpc_bind": "127.0.0.1:0"}
    )
    server.serve(settings, "product_service", lambda s: rpc.add_ProductServiceServicer_to_server(Servicer(), s))


if __name__ == "__main__":
    main(*sys.argv[1:])
