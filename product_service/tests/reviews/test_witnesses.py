"""The two adapters over real gRPC with mTLS: answers, silence of every kind, and whose token goes along."""

# ruff: noqa: N802 - the methods are named by the proto
from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import grpc
import pytest
from django.conf import settings

from product_service.reviews.adapters.orders import GrpcPurchases
from product_service.reviews.adapters.users import GrpcNames
from product_service.reviews.ports import NoAnswer
from protos.gen.shop.order.v1 import order_service_pb2 as orders
from protos.gen.shop.order.v1 import order_service_pb2_grpc as order_stubs
from protos.gen.shop.user.v1 import user_service_pb2 as users
from protos.gen.shop.user.v1 import user_service_pb2_grpc as user_stubs
from servicekit import context
from servicekit.errors import NotFound, ServiceError
from servicekit.grpc import channel
from servicekit.grpc.context import principal
from servicekit.testing.tokens import user_id

ALICE = UUID(user_id("alice"))
Serve = Callable[..., Any]


@pytest.fixture(autouse=True)
def _fresh_guards() -> Iterator[None]:
    """A breaker that one test opened must not answer the next."""
    channel._GUARDS.clear()
    yield
    channel._GUARDS.clear()


class Others(order_stubs.OrderServiceServicer, user_stubs.UserServiceServicer):
    """Both services in one, as far as they are asked."""

    def __init__(self, refusal: ServiceError | None = None) -> None:
        self.refusal = refusal
        self.asked_by: list[str] = []

    def HasPurchased(self, request: orders.HasPurchasedRequest, rpc: grpc.ServicerContext) -> Any:
        self._hear()
        return orders.HasPurchasedResponse(purchased=request.user_id == str(ALICE) and request.product_id == 7)

    def GetUser(self, request: users.GetUserRequest, rpc: grpc.ServicerContext) -> Any:
        self._hear()
        told = users.User(id=request.user_id, username="alice@example.com", email="alice@example.com")
        told.first_name, told.last_name = "Alice", "Bell"
        return users.GetUserResponse(user=told)

    def BatchGetDisplayNames(self, request: users.BatchGetDisplayNamesRequest, rpc: grpc.ServicerContext) -> Any:
        self._hear()
        known = [users.DisplayName(user_id=one, first_name="Alice", last_initial="B") for one in request.user_ids]
        return users.BatchGetDisplayNamesResponse(names=known[:1])

    def _hear(self) -> None:
        user = principal()
        self.asked_by.append(user.username if user else "")
        if self.refusal:
            raise self.refusal


def answering(refusal: ServiceError | None = None) -> Others:
    return Others(refusal)  # type: ignore[abstract]  # the methods that product_service does not call are left out


@pytest.fixture
def served(grpc_server: Serve) -> Callable[..., tuple[GrpcPurchases, GrpcNames]]:
    def start(others: Others) -> tuple[GrpcPurchases, GrpcNames]:
        def orders_of(server: Any) -> None:
            order_stubs.add_OrderServiceServicer_to_server(others, server)

        def users_of(server: Any) -> None:
            user_stubs.add_UserServiceServicer_to_server(others, server)

        first = grpc_server(orders_of, service="order_service", connections=False)
        second = grpc_server(users_of, service="user_service", connections=False)
        return GrpcPurchases(first.address), GrpcNames(second.address)

    return start


def test_both_are_asked_in_the_name_of_the_author(served: Any, tokens: Callable[..., str]) -> None:
    others = answering()
    purchases, names = served(others)
    with context.request_scope("r", bearer=tokens("customer", "alice")):
        assert purchases.has_purchased(user_id=ALICE, product_id=7)
        assert not purchases.has_purchased(user_id=ALICE, product_id=8)
        assert names.display_name(user_id=ALICE) == "Alice B."
    assert others.asked_by == ["alice"] * 3


def test_the_worker_asks_for_itself_what_was_bought(served: Any) -> None:
    others = answering()
    purchases, names = served(others)
    assert purchases.has_purchased(user_id=ALICE, product_id=7)
    with pytest.raises(NoAnswer):  # a name is told to who has the user's token
        names.display_name(user_id=ALICE)
    assert others.asked_by == [""]


def test_the_worker_asks_for_itself_for_what_everybody_reads_of_a_name(served: Any) -> None:
    others = answering()
    _, names = served(others)
    assert names.display_names(user_ids=[ALICE, UUID(user_id("bob"))]) == {ALICE: "Alice B."}
    assert others.asked_by == [""]
    _, silent = served(answering(ServiceError()))
    with pytest.raises(NoAnswer):
        silent.display_names(user_ids=[ALICE])


def test_nobody_is_asked_about_another_than_the_token_names(served: Any, tokens: Callable[..., str]) -> None:
    others = answering()
    purchases, names = served(others)
    with context.request_scope("r", bearer=tokens("customer", "bob")):
        with pytest.raises(NoAnswer):
            purchases.has_purchased(user_id=ALICE, product_id=7)
        with pytest.raises(NoAnswer):
            names.display_name(user_id=ALICE)
    assert others.asked_by == []


def test_a_refusal_is_a_silence(served: Any) -> None:
    purchases, _ = served(answering(NotFound()))
    with pytest.raises(NoAnswer):
        purchases.has_purchased(user_id=ALICE, product_id=7)


def test_nobody_there_is_a_silence(mesh_tls: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.SHOPMESH, "tls_dir", mesh_tls.of("product_service"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nowhere = f"127.0.0.1:{probe.getsockname()[1]}"
    with pytest.raises(NoAnswer):
        GrpcPurchases(nowhere).has_purchased(user_id=ALICE, product_id=7)
    with pytest.raises(NoAnswer):
        GrpcNames(nowhere).display_name(user_id=ALICE)


def test_who_is_silent_for_long_is_not_asked_for_a_while(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    others = answering(ServiceError())
    purchases, _ = served(others)
    for _ in range(10):
        with pytest.raises(NoAnswer):
            purchases.has_purchased(user_id=ALICE, product_id=7)
    assert len(others.asked_by) == 5
