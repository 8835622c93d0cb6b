"""A service's gRPC process for tests: `served_process.py <tls-dir> <port>`. Slow calls take half a second."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "servicekit.tests.settings"

from servicekit.grpc import server  # first, as in servicekit.runner

import django  # isort: skip
import grpc  # isort: skip

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import settings as kit
from servicekit.tests.grpc.products import Products


def slowly(request: pb.GetProductInfoRequest, _context: grpc.ServicerContext) -> pb.GetProductInfoResponse:
    time.sleep(0.5)
    return pb.GetProductInfoResponse(product=pb.Product(id=request.product_id))


def main(tls_dir: str, port: str) -> None:
    django.setup()
    products = Products()
    products.answer = slowly
    settings = kit.load(kit.ServiceSettings, service="product_service").model_copy(
        update={"tls_dir": Path(tls_dir), "grpc_bind": f"127.0.0.1:{port}"}
    )
    server.serve(settings, "product_service", products.register)


if __name__ == "__main__":
    main(*sys.argv[1:])
