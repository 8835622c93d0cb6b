from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from servicekit.testing.mesh import MeshTls
from servicekit.tests.grpc.products import Shop

ROOT = Path(__file__).resolve().parents[3]

# A parent that has used its channel, and four children that use the same stub.
PARENT = """
import os, sys, threading
from pathlib import Path
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy
from protos.gen.shop.product.v1 import product_service_pb2 as pb, product_service_pb2_grpc as rpc

policies = {"/shop.product.v1.ProductService/GetProductInfo": CallPolicy(deadline=3.0)}
stub = rpc.ProductServiceStub(mesh_channel("product_service", sys.argv[1], policies, tls_dir=Path(sys.argv[2])))
if sys.argv[3] == "used":
    stub.GetProductInfo(pb.GetProductInfoRequest())
children = []
for _ in range(4):
    child = os.fork()
    if not child:
        stub.GetProductInfo(pb.GetProductInfoRequest())
        os._exit(0)
    children.append(child)
failed = [child for child in children if os.waitpid(child, 0)[1]]
stub.GetProductInfo(pb.GetProductInfoRequest())
os._exit(len(failed))
"""


@pytest.mark.parametrize(("before", "calls"), [("unused", 5), ("used", 6)])
def test_children_make_their_own_channel(shop: Shop, mesh_tls: MeshTls, before: str, calls: int) -> None:
    command = [sys.executable, "-c", PARENT, shop.running.address, str(mesh_tls.of("order_service")), before]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=30, check=False)  # noqa: S603 - the text above
    assert done.returncode == 0, done.stderr.decode()
    assert len(shop.products.calls) == calls
