"""Requests into values and rows into messages; everything wrong with a request is told at once, by field."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from google.protobuf.timestamp_pb2 import Timestamp

from payments_service.payments.domain import keys
from payments_service.payments.domain.amounts import LARGEST_AMOUNT
from payments_service.payments.domain.authorization import Wanted
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.models import Payment
from protos.gen.shop.common.v1 import money_pb2
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb
from servicekit.errors import FieldError, ValidationFailed
from servicekit.ids import is_uuid
from servicekit.money import DIGITS, Money

# CAPTURING and VOIDING are ours: for a caller the provider was asked and its answer is not known.
STATUSES: dict[PaymentStatus, pb.PaymentStatus.ValueType] = {
    PaymentStatus.PENDING: pb.PAYMENT_STATUS_PROCESSING,
    PaymentStatus.PROCESSING: pb.PAYMENT_STATUS_PROCESSING,
    PaymentStatus.UNKNOWN: pb.PAYMENT_STATUS_UNKNOWN,
    PaymentStatus.AUTHORIZED: pb.PAYMENT_STATUS_AUTHORIZED,
    PaymentStatus.DECLINED: pb.PAYMENT_STATUS_DECLINED,
    PaymentStatus.CAPTURING: pb.PAYMENT_STATUS_UNKNOWN,
    PaymentStatus.CAPTURED: pb.PAYMENT_STATUS_CAPTURED,
    PaymentStatus.VOIDING: pb.PAYMENT_STATUS_UNKNOWN,
    PaymentStatus.VOIDED: pb.PAYMENT_STATUS_VOIDED,
    PaymentStatus.PARTIALLY_REFUNDED: pb.PAYMENT_STATUS_PARTIALLY_REFUNDED,
    PaymentStatus.REFUNDED: pb.PAYMENT_STATUS_REFUNDED,
    # Of requests, which nobody asks about here.
    PaymentStatus.INITIATED: pb.PAYMENT_STATUS_PROCESSING,
    PaymentStatus.CANCELLED: pb.PAYMENT_STATUS_VOIDED,
}


def payment_message(payment: Payment) -> pb.Payment:
    created_at = Timestamp()
    created_at.FromDatetime(payment.created_at)
    return pb.Payment(
        id=str(payment.pk),
        order_id=str(payment.order_id or ""),
        customer_id=str(payment.customer_id),
        status=STATUSES[payment.state],
        amount=_money_message(payment.amount, payment.currency),
        captured=_money_message(payment.captured, payment.currency),
        refunded=_money_message(payment.refunded, payment.currency),
        decline_code=payment.decline_code,
        created_at=created_at,
    )


def wanted(request: pb.AuthorizeRequest) -> Wanted:
    """Raises ValidationFailed, CardDataNotAllowed."""
    _refuse(
        _key_errors(request.idempotency_key),
        _uuid_errors("/order_id", request.order_id),
        _uuid_errors("/customer_id", request.customer_id),
        _money_errors(request.amount),
        _errors_unless(request.method == "card", "/method", "unknown-method", "Payments are made by: card."),
        _errors_unless(keys.well_formed(request.token), "/token", "invalid", "1 to 255 visible ASCII characters."),
    )
    return Wanted(
        idempotency_key=request.idempotency_key,
        order_id=UUID(request.order_id),
        customer_id=UUID(request.customer_id),
        amount=Money(request.amount.minor_units, request.amount.currency),
        method=request.method,
        token=request.token,
    )


def payment_id(text: str) -> UUID:
    """Raises ValidationFailed."""
    _refuse(_uuid_errors("/payment_id", text))
    return UUID(text)


def refund(request: pb.RefundRequest) -> tuple[str, UUID, Money]:
    """Raises ValidationFailed."""
    _refuse(
        _key_errors(request.idempotency_key),
        _uuid_errors("/payment_id", request.payment_id),
        _money_errors(request.amount),
    )
    amount = Money(request.amount.minor_units, request.amount.currency)
    return request.idempotency_key, UUID(request.payment_id), amount


def key(text: str) -> str:
    """Raises ValidationFailed."""
    _refuse(_key_errors(text))
    return text


def _money_message(minor_units: int, currency: str) -> money_pb2.Money:
    return money_pb2.Money(minor_units=minor_units, currency=currency)


def _refuse(*found: Iterator[FieldError]) -> None:
    errors = tuple(error for some in found for error in some)
    if errors:
        raise ValidationFailed(errors=errors)


def _errors_unless(right: bool, pointer: str, code: str, detail: str) -> Iterator[FieldError]:  # noqa: FBT001 - reads as a sentence
    if not right:
        yield FieldError(pointer, code, detail)


def _key_errors(text: str) -> Iterator[FieldError]:
    right = keys.well_formed(text)
    return _errors_unless(right, "/idempotency_key", "invalid", "1 to 255 visible ASCII characters.")


def _uuid_errors(pointer: str, text: str) -> Iterator[FieldError]:
    return _errors_unless(is_uuid(text), pointer, "invalid", "A UUID in its canonical form.")


def _money_errors(amount: money_pb2.Money) -> Iterator[FieldError]:
    right = 0 < amount.minor_units <= LARGEST_AMOUNT
    yield from _errors_unless(right, "/amount/minor_units", "out-of-range", f"1 to {LARGEST_AMOUNT}.")
    yield from _errors_unless(amount.currency in DIGITS, "/amount/currency", "unknown-currency", ", ".join(DIGITS))
