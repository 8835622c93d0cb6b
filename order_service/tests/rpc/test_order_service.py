from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from order_service.orders.checkout import Progress
from order_service.orders.models import Order
from order_service.orders.seeds import demo_id
from order_service.tests.conftest import ALICE
from protos.gen.shop.order.v1 import order_service_pb2 as pb
from servicekit.grpc.status import RemoteRefused

pytestmark = pytest.mark.django_db(transaction=True)

Stub = Callable[[str], Any]
OnBehalf = Callable[..., Any]
Place = Callable[..., Progress]


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(RemoteRefused) as refused:
        call()
    return refused.value.grpc


def test_an_order_is_told_with_its_lines(stub: Stub, confirmed: Order) -> None:
    order = stub("payments_service").GetOrder(pb.GetOrderRequest(order_id=str(confirmed.pk))).order
    assert (order.id, order.customer_id) == (str(confirmed.pk), str(ALICE))
    assert order.status == pb.ORDER_STATUS_CONFIRMED
    assert (order.total.minor_units, order.total.currency) == (12400, "EUR")
    assert [(line.product_id, line.quantity, line.unit_price.minor_units) for line in order.lines] == [
        (1, 2, 1250),
        (2, 1, 9900),
    ]


def test_an_order_that_is_none_is_not_found(stub: Stub, place: Place) -> None:
    attempt = place((2, 99)).order
    for order_id in (str(uuid4()), str(attempt.pk)):
        request = pb.GetOrderRequest(order_id=order_id)
        assert refusal(lambda: stub("payments_service").GetOrder(request)) == "NOT_FOUND"  # noqa: B023 - called at once


@pytest.mark.parametrize("order_id", ["", "1", "not-a-uuid", "{" + str(uuid4()) + "}"])
def test_an_id_that_is_none_is_refused(stub: Stub, order_id: str) -> None:
    request = pb.GetOrderRequest(order_id=order_id)
    assert refusal(lambda: stub("payments_service").GetOrder(request)) == "INVALID_ARGUMENT"


def test_a_user_learns_nothing_about_anothers_order(stub: Stub, on_behalf: OnBehalf, confirmed: Order) -> None:
    request = pb.GetOrderRequest(order_id=str(confirmed.pk))
    with on_behalf("customer", "bob"):
        assert refusal(lambda: stub("payments_service").GetOrder(request)) == "NOT_FOUND"
    with on_behalf("staff", "carol"):
        assert stub("payments_service").GetOrder(request).order.id == str(confirmed.pk)


def test_who_bought_what_is_known(stub: Stub, on_behalf: OnBehalf, confirmed: Order, place: Place) -> None:
    place((2, 1), token="tok_decline", customer_id=demo_id("bob"))
    products = stub("product_service")

    def bought(user: str, product_id: int) -> bool:
        with on_behalf("customer", user):
            request = pb.HasPurchasedRequest(user_id=str(demo_id(user)), product_id=product_id)
            return bool(products.HasPurchased(request).purchased)

    assert bought("alice", 1)
    assert not bought("alice", 3)
    assert not bought("bob", 2)


def has_alice_bought(stub: Any) -> bool:
    return bool(stub.HasPurchased(pb.HasPurchasedRequest(user_id=str(ALICE), product_id=1)).purchased)


def alices_orders(stub: Any) -> int:
    return len(stub.ListUserOrders(pb.ListUserOrdersRequest(user_id=str(ALICE))).orders)


@pytest.mark.parametrize(
    ("caller", "call"), [("product_service", has_alice_bought), ("payments_service", alices_orders)]
)
def test_what_a_user_did_is_told_for_no_other_user(stub: Stub, on_behalf: OnBehalf, caller: str, call: Any) -> None:
    with on_behalf("customer", "bob"):
        assert refusal(lambda: call(stub(caller))) == "PERMISSION_DENIED"
    with on_behalf("admin", "carol"):
        call(stub(caller))


def test_a_users_orders_are_told_with_a_token_only(stub: Stub) -> None:
    assert refusal(lambda: alices_orders(stub("payments_service"))) == "UNAUTHENTICATED"


def test_one_purchase_is_told_without_a_token_to_the_one_service_that_verifies_reviews_later(
    stub: Stub, confirmed: Order
) -> None:
    assert has_alice_bought(stub("product_service"))
    for nosy in ("user_service", "payments_service", "order_service"):
        assert refusal(lambda: has_alice_bought(stub(nosy))) == "PERMISSION_DENIED"  # noqa: B023 - called at once


@pytest.mark.parametrize("caller", ["user_service", "order_service"])
def test_services_that_have_no_business_here_are_refused(stub: Stub, confirmed: Order, caller: str) -> None:
    request = pb.GetOrderRequest(order_id=str(confirmed.pk))
    assert refusal(lambda: stub(caller).GetOrder(request)) == "PERMISSION_DENIED"


def test_orders_are_paged_newest_first(stub: Stub, on_behalf: OnBehalf, place: Place) -> None:
    placed = [str(place((1, 1)).order.pk) for _ in range(5)]
    seen: list[str] = []
    token, pages = "", 0
    with on_behalf():
        while token or not pages:
            request = pb.ListUserOrdersRequest(user_id=str(ALICE), page_size=2, page_token=token)
            page = stub("payments_service").ListUserOrders(request)
            assert len(page.orders) <= 2
            seen += [order.id for order in page.orders]
            token, pages = page.next_page_token, pages + 1
    assert (seen, pages) == (placed[::-1], 3)


@pytest.mark.parametrize(
    "wrong", [{"page_size": -1}, {"page_size": 101}, {"page_token": "x"}, {"page_token": str(uuid4())}]
)
def test_a_page_that_is_none_is_refused(stub: Stub, on_behalf: OnBehalf, wrong: dict[str, Any]) -> None:
    with on_behalf():
        request = pb.ListUserOrdersRequest(user_id=str(ALICE), **wrong)
        assert refusal(lambda: stub("payments_service").ListUserOrders(request)) == "INVALID_ARGUMENT"


@pytest.mark.parametrize("product_id", [0, -1])
def test_a_product_that_is_none_is_refused(stub: Stub, on_behalf: OnBehalf, product_id: int) -> None:
    with on_behalf():
        request = pb.HasPurchasedRequest(user_id=str(ALICE), product_id=product_id)
        assert refusal(lambda: stub("product_service").HasPurchased(request)) == "INVALID_ARGUMENT"
