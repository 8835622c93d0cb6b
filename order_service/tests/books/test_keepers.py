"""The two sides of the books over real gRPC."""

# ruff: noqa: N802 - the methods are named by the proto
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from order_service.books.adapters.cashier import GrpcCashier
from order_service.books.adapters.stock import GrpcStockKeeper
from order_service.books.domain.reconciliation import Balance, PaymentBook, StockBook
from protos.gen.shop.common.v1.money_pb2 import Money as MoneyMessage
from protos.gen.shop.payments.v1 import payments_service_pb2 as payments_pb
from protos.gen.shop.payments.v1 import payments_service_pb2_grpc as payments_stubs
from protos.gen.shop.product.v1 import product_service_pb2 as product_pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc as product_stubs
from servicekit.errors import FieldError, ValidationFailed
from servicekit.grpc import channel
from servicekit.money import Money

ORDER = uuid4()


@pytest.fixture(autouse=True)
def _fresh_guards() -> Iterator[None]:
    channel._GUARDS.clear()
    yield
    channel._GUARDS.clear()


def line(product_id: int) -> product_pb.StockBook:
    return product_pb.StockBook(
        product_id=product_id, sku="S", name="Soap", received=10, sold=3, reserved=2, free=5, held=2
    )


class Shelves(product_stubs.ProductServiceServicer):
    def ListStockBooks(self, request: Any, context: Any) -> product_pb.ListStockBooksResponse:
        if request.page_token == "forged":
            raise ValidationFailed(errors=[FieldError("/page_token", "invalid", "No.")])
        if request.product_ids:
            return product_pb.ListStockBooksResponse(books=[line(product_id) for product_id in request.product_ids])
        last = request.page_token == "1"
        return product_pb.ListStockBooksResponse(books=[line(2 if last else 1)], next_page_token="" if last else "1")


class Till(payments_stubs.PaymentsServiceServicer):
    def ListPaymentBooks(self, request: Any, context: Any) -> payments_pb.ListPaymentBooksResponse:
        euros = MoneyMessage(minor_units=500, currency="EUR")
        none = MoneyMessage(minor_units=0, currency="EUR")
        ids = list(request.order_ids) or [str(ORDER)]
        books = [payments_pb.PaymentBook(payment_id="p", order_id=of, captured=euros, refunded=none) for of in ids]
        more = "next" if not request.page_token and not request.order_ids else ""
        return payments_pb.ListPaymentBooksResponse(payments=books, next_page_token=more)

    def GetLedgerBalances(self, request: Any, context: Any) -> payments_pb.GetLedgerBalancesResponse:
        amount = MoneyMessage(minor_units=-500, currency="EUR")
        balance = payments_pb.LedgerBalance(account="sales", amount=amount)
        return payments_pb.GetLedgerBalancesResponse(balances=[balance])


@pytest.fixture
def stock(grpc_server: Callable[..., Any]) -> GrpcStockKeeper:
    shelves = Shelves()  # type: ignore[abstract]  # the methods nobody calls here are left out
    server = grpc_server(
        lambda s: product_stubs.add_ProductServiceServicer_to_server(shelves, s),
        service="product_service",
        connections=False,
    )
    return GrpcStockKeeper(server.address)


@pytest.fixture
def cashier(grpc_server: Callable[..., Any]) -> GrpcCashier:
    till = Till()  # type: ignore[abstract]  # the methods nobody calls here are left out
    server = grpc_server(
        lambda s: payments_stubs.add_PaymentsServiceServicer_to_server(till, s),
        service="payments_service",
        connections=False,
    )
    return GrpcCashier(server.address)


def test_every_product_is_read_page_by_page(stock: GrpcStockKeeper) -> None:
    assert list(stock.every()) == [StockBook(number, "S", "Soap", 10, 3, 2, 5, 2) for number in (1, 2)]
    assert [book.product_id for book in stock.some([7, 9])] == [7, 9]


def test_a_token_nobody_gave_out_is_the_readers_mistake(stock: GrpcStockKeeper) -> None:
    with pytest.raises(ValidationFailed) as refusal:
        stock.page(size=50, token="forged")
    assert [error.pointer for error in refusal.value.errors] == ["/page_token"]


def test_every_payment_is_read_page_by_page(cashier: GrpcCashier) -> None:
    book = PaymentBook("p", ORDER, Money(500, "EUR"), Money.zero("EUR"))
    assert list(cashier.every()) == [[book], [book]]


def test_payments_of_orders_and_balances_are_told(cashier: GrpcCashier) -> None:
    orders = [UUID(int=1), UUID(int=2)]
    assert [book.order_id for book in cashier.of_orders(orders)] == orders
    assert cashier.balances() == [Balance("EUR", "sales", -500)]
