"""What a forwarded token opens: calls about the user it belongs to, and nothing about anybody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit import context as work
from servicekit.auth.verifier import verifier
from servicekit.grpc import access
from servicekit.grpc.access import Grant
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.mesh import RunningServer
from servicekit.testing.tokens import user_id
from servicekit.tests.grpc.products import PREFIX, Products, Shop

ORDERS = frozenset({"order_service"})
ALICE = user_id("alice")

Open = Callable[..., Shop]


@pytest.fixture
def opened(grpc_server: Callable[..., RunningServer], products: Products) -> Open:
    """`opened(own="reservation_id")`: a shop whose ReserveStock is granted under these terms."""

    def start(**terms: Any) -> Shop:
        granted = {PREFIX + "ReserveStock": Grant(ORDERS, **terms)}
        return Shop(products, grpc_server(products.register, granted=granted, connections=False))

    return start


def reserve(shop: Shop, whose: str, *, bearer: str = "") -> None:
    with work.request_scope("request-7", bearer=bearer):
        shop.stub().ReserveStock(pb.ReserveStockRequest(reservation_id=whose))


def refusal(shop: Shop, whose: str, *, bearer: str = "") -> RemoteRefused:
    """How the call was refused; nothing was done."""
    with pytest.raises(RemoteRefused) as refused:
        reserve(shop, whose, bearer=bearer)
    assert shop.products.calls == []
    return refused.value


def test_a_token_opens_calls_about_its_own_user(opened: Open, tokens: Callable[..., str]) -> None:
    shop = opened(own="reservation_id")
    reserve(shop, ALICE, bearer=tokens("customer", "alice"))
    assert shop.products.calls == ["ReserveStock"]


@pytest.mark.parametrize("whose", [user_id("bob"), ALICE.upper(), "", "x"])
def test_a_token_opens_nothing_about_anybody_else(opened: Open, tokens: Callable[..., str], whose: str) -> None:
    refused = refusal(opened(own="reservation_id"), whose, bearer=tokens("customer", "alice"))
    assert (refused.grpc, refused.reason) == ("PERMISSION_DENIED", "forbidden")
    assert refused.extensions == {"field": "reservation_id"}


@pytest.mark.parametrize("role", access.STAFF)
def test_staff_may_ask_about_anybody_where_the_line_says_so(
    opened: Open, tokens: Callable[..., str], role: str
) -> None:
    shop = opened(own="reservation_id", staff=True)
    reserve(shop, ALICE, bearer=tokens(role, "carol"))
    assert shop.products.calls == ["ReserveStock"]


@pytest.mark.parametrize("role", access.STAFF)
def test_and_nowhere_else(opened: Open, tokens: Callable[..., str], role: str) -> None:
    refused = refusal(opened(own="reservation_id"), ALICE, bearer=tokens(role, "carol"))
    assert refused.grpc == "PERMISSION_DENIED"


@pytest.mark.parametrize("role", ["customer", "vendor", "viewer"])
def test_the_staffs_line_opens_nothing_to_others(opened: Open, tokens: Callable[..., str], role: str) -> None:
    refused = refusal(opened(own="reservation_id", staff=True), ALICE, bearer=tokens(role, "carol"))
    assert refused.grpc == "PERMISSION_DENIED"


@pytest.mark.parametrize(
    ("ids", "served"), [([ALICE], True), ([ALICE, ALICE], True), ([], True), (["bob"], False), ([ALICE, "bob"], False)]
)
def test_of_a_list_every_member_must_be_the_token_s_subject(
    tokens: Callable[..., str], ids: list[str], *, served: bool
) -> None:
    alice = verifier().verify(tokens("customer", "alice"))
    refused = Grant(ORDERS, own="user_ids").refusal(SimpleNamespace(user_ids=ids), alice)
    assert (refused is None) is served


def test_a_service_may_name_anybody_when_it_calls_for_itself(opened: Open) -> None:
    shop = opened(own="reservation_id")
    reserve(shop, ALICE)
    assert shop.products.calls == ["ReserveStock"]


def test_where_a_user_is_required_a_service_alone_is_refused(opened: Open) -> None:
    refused = refusal(opened(own="reservation_id", user_required=True), ALICE)
    assert (refused.grpc, refused.reason) == ("UNAUTHENTICATED", "unauthenticated")


def test_a_method_about_no_user_is_open_to_every_token(opened: Open, tokens: Callable[..., str]) -> None:
    shop = opened()
    reserve(shop, "anything", bearer=tokens("viewer", "bob"))
    assert shop.products.calls == ["ReserveStock"]


@pytest.mark.parametrize(
    "line",
    [
        'callers = ["order_service"], owner = "user_id"',
        'callers = ["order_service"], user = "optional"',
        'callers = ["order_service"], own = "user_id", record = "order_id"',
        'own = "user_id"',
    ],
)
def test_a_line_that_is_not_understood_stops_the_start(tmp_path: Path, line: str) -> None:
    written = tmp_path / "access.toml"
    written.write_text(f'["shop.user.v1.UserService"]\nGetUser = {{ {line} }}\n')
    with pytest.raises(TypeError):
        access.load(written)
