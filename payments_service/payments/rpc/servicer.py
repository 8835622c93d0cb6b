"""shop.payments.v1.PaymentsService: one line of mapping around each use case."""

# ruff: noqa: N802 - the methods are named by the proto
from __future__ import annotations

from uuid import UUID

import grpc

from payments_service.payments import processing, refunding, selectors
from payments_service.payments.domain.payment import PaymentType
from payments_service.payments.models import Payment
from payments_service.payments.ports import Provider
from payments_service.payments.rpc import books, mapping
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb
from protos.gen.shop.payments.v1.payments_service_pb2_grpc import PaymentsServiceServicer
from servicekit.auth.principal import Principal
from servicekit.errors import Forbidden, NotFound
from servicekit.grpc.context import principal


class PaymentsServicer(PaymentsServiceServicer):
    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def Authorize(self, request: pb.AuthorizeRequest, context: grpc.ServicerContext) -> pb.AuthorizeResponse:
        wanted = mapping.wanted(request)
        payment = processing.payment_authorize(wanted=wanted, provider=self._provider)
        return pb.AuthorizeResponse(payment=mapping.payment_message(payment))

    def Capture(self, request: pb.CaptureRequest, context: grpc.ServicerContext) -> pb.CaptureResponse:
        payment_id = _own_payment(mapping.payment_id(request.payment_id))
        payment = processing.payment_capture(payment_id=payment_id, provider=self._provider)
        return pb.CaptureResponse(payment=mapping.payment_message(payment))

    def Void(self, request: pb.VoidRequest, context: grpc.ServicerContext) -> pb.VoidResponse:
        payment_id = _own_payment(mapping.payment_id(request.payment_id))
        payment = processing.payment_void(payment_id=payment_id, provider=self._provider)
        return pb.VoidResponse(payment=mapping.payment_message(payment))

    def Refund(self, request: pb.RefundRequest, context: grpc.ServicerContext) -> pb.RefundResponse:
        key, payment_id, amount = mapping.refund(request)
        payment = refunding.payment_refund(
            idempotency_key=key, payment_id=_own_payment(payment_id), amount=amount, provider=self._provider
        )
        return pb.RefundResponse(payment=mapping.payment_message(payment))

    def GetByKey(self, request: pb.GetByKeyRequest, context: grpc.ServicerContext) -> pb.GetByKeyResponse:
        key = _own_key(mapping.key(request.idempotency_key))
        payment = processing.payment_get_by_key(idempotency_key=key, provider=self._provider)
        return pb.GetByKeyResponse(payment=mapping.payment_message(payment))

    def ListPaymentBooks(
        self, request: pb.ListPaymentBooksRequest, context: grpc.ServicerContext
    ) -> pb.ListPaymentBooksResponse:
        asked = books.asked(request)
        found = selectors.payment_books(asked)
        return pb.ListPaymentBooksResponse(
            payments=[books.payment_message(payment) for payment in found], next_page_token=asked.token_after(found)
        )

    def GetLedgerBalances(
        self, request: pb.GetLedgerBalancesRequest, context: grpc.ServicerContext
    ) -> pb.GetLedgerBalancesResponse:
        return pb.GetLedgerBalancesResponse(
            balances=[books.balance_message(balance) for balance in selectors.ledger_balances()]
        )


def _own_payment(payment_id: UUID) -> UUID:
    """An order's: what a vendor asked somebody for is nothing that order_service may take, let go or give back."""
    payment = selectors.payment(payment_id)
    if payment.type != PaymentType.CHECKOUT:
        raise NotFound("There is no such payment.")
    if user := principal():
        _hold_to(user, payment)
    return payment_id


def _own_key(key: str) -> str:
    if user := principal():
        _hold_to(user, selectors.payment_of_key(key))
    return key


def _hold_to(user: Principal, payment: Payment) -> None:
    """A user's token opens that user's payments. Background work carries none: there the calling service answers."""
    if user.id != str(payment.customer_id):
        raise Forbidden("The call carries another user's token.")
