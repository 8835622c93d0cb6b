# ruff: noqa: N802 - the methods are named by the proto
from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from order_service.orders.adapters.users import GrpcUsers
from order_service.orders.ports import NeverSent
from order_service.tests.conftest import ALICE
from protos.gen.shop.user.v1 import user_service_pb2 as pb
from protos.gen.shop.user.v1 import user_service_pb2_grpc as stubs
from servicekit import context
from servicekit.errors import ServiceError, TokenRevoked


class Register(stubs.UserServiceServicer):
    refusal: ServiceError | None = None

    def ValidateUser(self, request: Any, context: Any) -> pb.ValidateUserResponse:
        if self.refusal:
            raise self.refusal
        return pb.ValidateUserResponse(valid=request.user_id == str(ALICE))


def test_the_register_says_who_may_act(grpc_server: Callable[..., Any], tokens: Callable[..., str]) -> None:
    register = Register()  # type: ignore[abstract]  # the method this service does not call is left out
    server = grpc_server(
        lambda s: stubs.add_UserServiceServicer_to_server(register, s), service="user_service", connections=False
    )
    users = GrpcUsers(server.address)
    with context.request_scope("r", bearer=tokens("staff", "carol")):
        assert users.validate(ALICE)
        assert not users.validate(uuid4())


def test_a_logout_the_register_knows_of_first_is_told_as_such(
    grpc_server: Callable[..., Any], tokens: Callable[..., str]
) -> None:
    register = Register()  # type: ignore[abstract]  # the method this service does not call is left out
    register.refusal = TokenRevoked()
    server = grpc_server(
        lambda s: stubs.add_UserServiceServicer_to_server(register, s), service="user_service", connections=False
    )
    with context.request_scope("r", bearer=tokens("customer", "alice")), pytest.raises(TokenRevoked):
        GrpcUsers(server.address).validate(ALICE)


def test_a_register_that_is_not_there_was_never_asked(grpc_server: Any, nobody_there: str) -> None:
    with pytest.raises(NeverSent):
        GrpcUsers(nobody_there).validate(ALICE)
