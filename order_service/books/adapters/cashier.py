"""The money's side of the books, from payments_service over gRPC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from order_service.books.domain.reconciliation import Balance, PaymentBook
from protos.gen.shop.common.v1 import money_pb2
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb
from protos.gen.shop.payments.v1 import payments_service_pb2_grpc as stubs
from servicekit.grpc.catalogue import declare
from servicekit.grpc.channel import mesh_channel
from servicekit.grpc.policy import CallPolicy
from servicekit.money import Money

SERVICE = "/shop.payments.v1.PaymentsService"
TARGET = "payments_service"
PAGE = 500

POLICIES = declare(
    __name__,
    TARGET,
    {
        f"{SERVICE}/ListPaymentBooks": CallPolicy(
            deadline=2.0,
            idempotent=True,
            attempts=2,
            why="500 payments take 20 ms; an audit can wait, and gives way to customers when the target is busy.",
        ),
        f"{SERVICE}/GetLedgerBalances": CallPolicy(
            deadline=5.0,
            idempotent=True,
            attempts=2,
            why="Adds up the whole ledger: a second for a million entries, and nobody waits for it.",
        ),
    },
)


class GrpcCashier:
    """Satisfies Cashier."""

    def __init__(self, address: str) -> None:
        self._stub = stubs.PaymentsServiceStub(mesh_channel(TARGET, address, POLICIES))

    def of_orders(self, order_ids: Sequence[UUID]) -> list[PaymentBook]:
        asked = pb.ListPaymentBooksRequest(order_ids=[str(order_id) for order_id in order_ids])
        return [_book(book) for book in self._stub.ListPaymentBooks(asked).payments]

    def every(self) -> Iterator[list[PaymentBook]]:
        token = ""
        while True:
            answer = self._stub.ListPaymentBooks(pb.ListPaymentBooksRequest(page_size=PAGE, page_token=token))
            yield [_book(book) for book in answer.payments]
            if not (token := answer.next_page_token):
                return

    def balances(self) -> list[Balance]:
        answer = self._stub.GetLedgerBalances(pb.GetLedgerBalancesRequest())
        return [
            Balance(currency=balance.amount.currency, account=balance.account, minor_units=balance.amount.minor_units)
            for balance in answer.balances
        ]


def _book(book: pb.PaymentBook) -> PaymentBook:
    return PaymentBook(
        payment_id=book.payment_id,
        order_id=UUID(book.order_id),
        captured=_money(book.captured),
        refunded=_money(book.refunded),
    )


def _money(money: money_pb2.Money) -> Money:
    return Money(money.minor_units, money.currency)
