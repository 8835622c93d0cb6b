"""The money's side of the books as messages."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from payments_service.payments.domain.books import Balance, BooksAsked
from payments_service.payments.models import Payment
from protos.gen.shop.common.v1 import money_pb2
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb
from servicekit.errors import FieldError, ValidationFailed
from servicekit.ids import is_uuid

MOST = 500
USUAL = 100


def asked(request: pb.ListPaymentBooksRequest) -> BooksAsked:
    """Raises ValidationFailed."""
    if mistakes := list(_mistakes(request)):
        raise ValidationFailed(errors=mistakes)
    after = UUID(request.page_token) if request.page_token else None
    return BooksAsked(request.page_size or USUAL, after, tuple(UUID(order_id) for order_id in request.order_ids))


def payment_message(payment: Payment) -> pb.PaymentBook:
    return pb.PaymentBook(
        payment_id=str(payment.pk),
        order_id=str(payment.order_id),
        captured=money_pb2.Money(minor_units=payment.captured, currency=payment.currency),
        refunded=money_pb2.Money(minor_units=payment.refunded, currency=payment.currency),
    )


def balance_message(balance: Balance) -> pb.LedgerBalance:
    amount = money_pb2.Money(minor_units=balance.minor_units, currency=balance.currency)
    return pb.LedgerBalance(account=balance.account, amount=amount)


def _mistakes(request: pb.ListPaymentBooksRequest) -> Iterator[FieldError]:
    if not 0 <= request.page_size <= MOST:
        yield FieldError("/page_size", "out-of-range", f"0 to {MOST}.")
    if request.page_token and not is_uuid(request.page_token):
        yield FieldError("/page_token", "invalid", "Not from an earlier answer.")
    if len(request.order_ids) > MOST:
        yield FieldError("/order_ids", "max-items", f"At most {MOST} at a time.")
    for index, order_id in enumerate(request.order_ids):
        if not is_uuid(order_id):
            yield FieldError(f"/order_ids/{index}", "invalid", "A UUID in its canonical form.")
