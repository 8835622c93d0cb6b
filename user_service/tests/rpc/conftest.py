from collections.abc import Callable
from typing import Any

import pytest

from protos.gen.shop.user.v1.user_service_pb2_grpc import UserServiceStub
from user_service import wiring


@pytest.fixture
def users(grpc_server: Callable[..., Any], transactional_db: None) -> Callable[[str], Any]:
    """`users("order_service")`: the stub that this service would have, over mutual TLS to a real server."""
    server = grpc_server(wiring.register, service="user_service")
    return lambda caller: UserServiceStub(server.channel(caller))
