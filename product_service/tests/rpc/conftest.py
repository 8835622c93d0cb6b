from __future__ import annotations

from collections.abc import Callable

import pytest

from product_service import wiring
from protos.gen.shop.product.v1.product_service_pb2_grpc import ProductServiceStub
from servicekit.testing.mesh import RunningServer


@pytest.fixture
def server(transactional_db: None, serve_grpc: Callable[..., RunningServer]) -> RunningServer:
    """The real server, mTLS and all, on the test database."""
    return serve_grpc(wiring.register, service="product_service")


@pytest.fixture
def stub(server: RunningServer) -> ProductServiceStub:
    """What order_service holds of it."""
    return ProductServiceStub(server.channel("order_service"))
