"""payments_service over gRPC."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from order_service.orders.adapters.refusals import told_apart
from order_service.orders.ports import Payment, PaymentRequest, PaymentState, StepRefused
from protos.gen.shop.common.v1 import money_pb2
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb
from protos.gen.shop.payments.v1 import payments_service_pb2_grpc as stubs
from servicekit.grpc.catalogue import declare
from servicekit.grpc.channel import guards_of, mesh_channel
from servicekit.grpc.policy import WRITE_PLACES, CallPolicy
from servicekit.grpc.status import RemoteRefused
from servicekit.money import Money

SERVICE = "/shop.payments.v1.PaymentsService"

TARGET = "payments_service"

# Every write is keyed: by the idempotency key, or by a payment that can only be captured or let go once.
POLICIES = declare(
    __name__,
    TARGET,
    {
        f"{SERVICE}/Authorize": CallPolicy(
            deadline=1.5,
            idempotent=True,
            read=False,
            why="Half of checkout's 3 s, for the bank; asked once: the saga must know if anything was ever sent.",
        ),
        f"{SERVICE}/GetByKey": CallPolicy(
            deadline=1.0,
            idempotent=True,
            attempts=2,
            bulkhead=WRITE_PLACES,
            why="Settles what an unanswered Authorize did: as much a part of checkout as a write, and shed as late.",
        ),
        f"{SERVICE}/Capture": CallPolicy(
            deadline=1.0,
            idempotent=True,
            attempts=2,
            read=False,
            why="The stock is taken, so what is left of the 3 s; after that the worker repeats it until it is done.",
        ),
        f"{SERVICE}/Void": CallPolicy(
            deadline=1.0,
            idempotent=True,
            attempts=2,
            read=False,
            why="The customer's money is let go before the stock; a second attempt only when the first never arrived.",
        ),
        f"{SERVICE}/Refund": CallPolicy(
            deadline=1.5,
            idempotent=True,
            read=False,
            why="Nobody waits: the worker asks again under the same key, so one attempt as long as the provider needs.",
        ),
    },
)

STATES = {
    pb.PAYMENT_STATUS_AUTHORIZED: PaymentState.AUTHORIZED,
    pb.PAYMENT_STATUS_DECLINED: PaymentState.DECLINED,
    pb.PAYMENT_STATUS_CAPTURED: PaymentState.CAPTURED,
    pb.PAYMENT_STATUS_VOIDED: PaymentState.VOIDED,
    pb.PAYMENT_STATUS_PARTIALLY_REFUNDED: PaymentState.REFUNDED,
    pb.PAYMENT_STATUS_REFUNDED: PaymentState.REFUNDED,
}


class GrpcPayments:
    """Satisfies Payments."""

    def __init__(self, address: str) -> None:
        self._stub = stubs.PaymentsServiceStub(mesh_channel(TARGET, address, POLICIES))

    def authorize(self, request: PaymentRequest) -> Payment:
        message = pb.AuthorizeRequest(
            idempotency_key=request.key,
            order_id=str(request.order_id),
            customer_id=str(request.customer_id),
            amount=_money(request.amount),
            method=request.method,
            token=request.token,
        )
        with _refusals(), told_apart():
            return _payment(self._stub.Authorize(message).payment)

    def find_by_key(self, key: str) -> Payment | None:
        try:
            with _refusals(), told_apart():
                return _payment(self._stub.GetByKey(pb.GetByKeyRequest(idempotency_key=key)).payment)
        except StepRefused as refusal:
            if str(refusal) == "not-found":
                return None
            raise

    def capture(self, payment_id: str) -> Payment:
        with _refusals(), told_apart():
            return _payment(self._stub.Capture(pb.CaptureRequest(payment_id=payment_id)).payment)

    def void(self, payment_id: str) -> Payment:
        with _refusals(), told_apart():
            return _payment(self._stub.Void(pb.VoidRequest(payment_id=payment_id)).payment)

    def refund(self, key: str, payment_id: str, amount: Money) -> Payment:
        message = pb.RefundRequest(idempotency_key=key, payment_id=payment_id, amount=_money(amount))
        with _refusals(), told_apart():
            return _payment(self._stub.Refund(message).payment)

    def may_ask_again(self) -> bool:
        return guards_of(TARGET).budget.withdraw()


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except RemoteRefused as refusal:
        raise StepRefused(refusal.reason) from refusal


def _payment(payment: pb.Payment) -> Payment:
    # PROCESSING, UNKNOWN and states added later have in common that the outcome is not known here.
    return Payment(
        id=payment.id,
        state=STATES.get(payment.status, PaymentState.UNKNOWN),
        decline_code=payment.decline_code,
        left=_left(payment),
    )


def _left(payment: pb.Payment) -> Money | None:
    if not payment.captured.currency:
        return None
    return Money(payment.captured.minor_units - payment.refunded.minor_units, payment.captured.currency)


def _money(money: Money) -> money_pb2.Money:
    return money_pb2.Money(minor_units=money.minor_units, currency=money.currency)
