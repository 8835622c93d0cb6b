"""ListPaymentBooks, GetLedgerBalances."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from payments_service.payments import processing, refunding
from payments_service.payments.models import Payment
from payments_service.tests.rpc.messages import money
from payments_service.tests.support import ScriptedProvider, authorized
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb
from protos.gen.shop.payments.v1.payments_service_pb2_grpc import PaymentsServiceStub
from servicekit.grpc.status import RemoteRefused
from servicekit.money import Money

pytestmark = pytest.mark.django_db(transaction=True)


def captured(provider: ScriptedProvider, order_id: UUID | None = None) -> Payment:
    payment = authorized(provider, order_id=order_id or uuid4())
    return processing.payment_capture(payment_id=payment.pk, provider=provider)


def refunded(payment: Payment, provider: ScriptedProvider, minor_units: int) -> None:
    refunding.payment_refund(
        idempotency_key=str(uuid4()), payment_id=payment.pk, amount=Money(minor_units, "EUR"), provider=provider
    )


def test_only_what_was_taken_is_in_the_books(stub: PaymentsServiceStub, provider: ScriptedProvider) -> None:
    authorized(provider)
    taken = captured(provider)
    refunded(taken, provider, 900)
    [book] = stub.ListPaymentBooks(pb.ListPaymentBooksRequest()).payments
    assert (book.payment_id, book.order_id) == (str(taken.pk), str(taken.order_id))
    assert (book.captured, book.refunded) == (money(12_900), money(900))


def test_pages_follow_each_other_and_end(stub: PaymentsServiceStub, provider: ScriptedProvider) -> None:
    all_of_them = sorted(str(captured(provider).pk) for _ in range(3))
    first = stub.ListPaymentBooks(pb.ListPaymentBooksRequest(page_size=2))
    last = stub.ListPaymentBooks(pb.ListPaymentBooksRequest(page_size=2, page_token=first.next_page_token))
    assert [book.payment_id for book in (*first.payments, *last.payments)] == all_of_them
    assert last.next_page_token == ""


def test_the_payments_of_some_orders_are_one_page(stub: PaymentsServiceStub, provider: ScriptedProvider) -> None:
    order_id = uuid4()
    captured(provider)
    mine = captured(provider, order_id)
    asked = pb.ListPaymentBooksRequest(order_ids=[str(order_id), str(uuid4())])
    assert [book.payment_id for book in stub.ListPaymentBooks(asked).payments] == [str(mine.pk)]


@pytest.mark.parametrize(
    ("request_", "pointer"),
    [
        (pb.ListPaymentBooksRequest(page_size=501), "/page_size"),
        (pb.ListPaymentBooksRequest(page_token="7"), "/page_token"),
        (pb.ListPaymentBooksRequest(order_ids=["7"]), "/order_ids/0"),
        (pb.ListPaymentBooksRequest(order_ids=[str(UUID(int=1))] * 501), "/order_ids"),
    ],
)
def test_what_no_answer_has_offered_is_refused(
    stub: PaymentsServiceStub, request_: pb.ListPaymentBooksRequest, pointer: str
) -> None:
    with pytest.raises(RemoteRefused) as refusal:
        stub.ListPaymentBooks(request_)
    assert (refusal.value.grpc, [error.pointer for error in refusal.value.errors]) == ("INVALID_ARGUMENT", [pointer])


def test_the_accounts_of_the_ledger_add_up(stub: PaymentsServiceStub, provider: ScriptedProvider) -> None:
    refunded(captured(provider), provider, 900)
    balances = stub.GetLedgerBalances(pb.GetLedgerBalancesRequest()).balances
    told = [(balance.account, balance.amount.minor_units, balance.amount.currency) for balance in balances]
    assert told == [("provider", 12_000, "EUR"), ("sales", -12_000, "EUR")]
