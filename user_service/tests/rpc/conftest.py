from collections.abc import Callable, Iterator
from typing import Any

import pytest

from protos.gen.shop.user.v1.user_service_pb2_grpc import UserServiceStub
from servicekit import context
from user_service import wiring
from user_service.accounts.models import User


@pytest.fixture
def users(grpc_server: Callable[..., Any], transactional_db: None) -> Callable[[str], Any]:
    """`users("order_service")`: the stub that this service would have, over mutual TLS to a real server."""
    server = grpc_server(wiring.register, service="user_service")
    return lambda caller: UserServiceStub(server.channel(caller))


@pytest.fixture
def by_staff(transactional_db: None, make_user: Callable[..., User], log_in: Callable[..., Any]) -> Iterator[None]:
    """The calls of the test carry the token of staff, who may ask about anybody."""
    make_user("sue", role="staff")
    with context.request_scope("r", bearer=log_in("sue")["access"]):
        yield
