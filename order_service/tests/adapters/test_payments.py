"""The payments adapter against a real server over mTLS that answers, refuses, dawdles or is not there."""

# ruff: noqa: N802 - the methods are named by the proto
from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from order_service.orders.adapters.payments import POLICIES, GrpcPayments
from order_service.orders.ports import NeverSent, Payment, PaymentRequest, PaymentState, StepRefused
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb
from protos.gen.shop.payments.v1 import payments_service_pb2_grpc as stubs
from servicekit.errors import DeadlineExceeded, DependencyUnavailable, InternalError, InvalidState, NotFound
from servicekit.grpc.server import Capacity
from servicekit.money import Money

REQUEST = PaymentRequest("pay:o:1", uuid4(), uuid4(), Money(12400, "EUR"), "card", "tok_success")


class Provider(stubs.PaymentsServiceServicer):
    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.payment = pb.Payment(id="p1", status=pb.PAYMENT_STATUS_AUTHORIZED)
        self.refusal: Exception | None = None
        self.slow = threading.Event()
        self.slow.set()

    def _answer(self, request: Any) -> pb.Payment:
        self.seen.append(request)
        self.slow.wait(5)
        if self.refusal:
            raise self.refusal
        return self.payment

    def Authorize(self, request: Any, context: Any) -> pb.AuthorizeResponse:
        return pb.AuthorizeResponse(payment=self._answer(request))

    def GetByKey(self, request: Any, context: Any) -> pb.GetByKeyResponse:
        return pb.GetByKeyResponse(payment=self._answer(request))

    def Capture(self, request: Any, context: Any) -> pb.CaptureResponse:
        return pb.CaptureResponse(payment=self._answer(request))

    def Void(self, request: Any, context: Any) -> pb.VoidResponse:
        return pb.VoidResponse(payment=self._answer(request))

    def Refund(self, request: Any, context: Any) -> pb.RefundResponse:
        return pb.RefundResponse(payment=self._answer(request))


@pytest.fixture
def provider() -> Provider:
    return Provider()  # type: ignore[abstract]  # the methods checkout does not call are left out


@pytest.fixture
def payments(grpc_server: Callable[..., Any], provider: Provider) -> GrpcPayments:
    server = grpc_server(
        lambda s: stubs.add_PaymentsServiceServicer_to_server(provider, s),
        service="payments_service",
        connections=False,
    )
    return GrpcPayments(server.address)


def test_money_is_asked_for_under_a_key(payments: GrpcPayments, provider: Provider) -> None:
    assert payments.authorize(REQUEST) == Payment("p1", PaymentState.AUTHORIZED)
    [request] = provider.seen
    assert request.idempotency_key == "pay:o:1"
    assert (request.order_id, request.customer_id) == (str(REQUEST.order_id), str(REQUEST.customer_id))
    assert (request.amount.minor_units, request.amount.currency) == (12400, "EUR")
    assert (request.method, request.token) == ("card", "tok_success")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (pb.PAYMENT_STATUS_UNSPECIFIED, PaymentState.UNKNOWN),
        (pb.PAYMENT_STATUS_PROCESSING, PaymentState.UNKNOWN),
        (pb.PAYMENT_STATUS_UNKNOWN, PaymentState.UNKNOWN),
        (pb.PAYMENT_STATUS_AUTHORIZED, PaymentState.AUTHORIZED),
        (pb.PAYMENT_STATUS_DECLINED, PaymentState.DECLINED),
        (pb.PAYMENT_STATUS_CAPTURED, PaymentState.CAPTURED),
        (pb.PAYMENT_STATUS_VOIDED, PaymentState.VOIDED),
        (pb.PAYMENT_STATUS_PARTIALLY_REFUNDED, PaymentState.REFUNDED),
        (pb.PAYMENT_STATUS_REFUNDED, PaymentState.REFUNDED),
        (99, PaymentState.UNKNOWN),
    ],
)
def test_every_status_means_something_here(
    payments: GrpcPayments, provider: Provider, status: Any, state: PaymentState
) -> None:
    provider.payment = pb.Payment(id="p1", status=status, decline_code="c")
    assert payments.find_by_key("pay:o:1") == Payment("p1", state, "c")


def test_a_key_that_never_arrived_has_no_payment(payments: GrpcPayments, provider: Provider) -> None:
    provider.refusal = NotFound()
    assert payments.find_by_key("pay:o:1") is None


@pytest.mark.parametrize(
    "call",
    [
        lambda p: p.authorize(REQUEST),
        lambda p: p.find_by_key("k"),
        lambda p: p.capture("p1"),
        lambda p: p.void("p1"),
        lambda p: p.refund("k", "p1", Money(1, "EUR")),
    ],
)
class TestEveryCall:
    def test_a_plain_no_is_told_apart_from_an_outage(self, payments: Any, provider: Provider, call: Any) -> None:
        provider.refusal = InvalidState()
        with pytest.raises(StepRefused, match="invalid-state"):
            call(payments)

    @pytest.mark.parametrize("failure", [InternalError(), DependencyUnavailable("the provider is away")])
    def test_an_outage_over_there_leaves_the_outcome_open(
        self, payments: Any, provider: Provider, call: Any, failure: Exception
    ) -> None:
        provider.refusal = failure
        with pytest.raises(DependencyUnavailable) as failed:
            call(payments)
        assert not isinstance(failed.value, NeverSent)

    def test_a_dead_service_was_never_asked(self, grpc_server: Any, nobody_there: str, call: Any) -> None:
        with pytest.raises(NeverSent):
            call(GrpcPayments(nobody_there))

    def test_every_answer_is_the_payment_as_it_stands(self, payments: Any, provider: Provider, call: Any) -> None:
        provider.payment = pb.Payment(id="p1", status=pb.PAYMENT_STATUS_CAPTURED)
        assert call(payments) == Payment("p1", PaymentState.CAPTURED)


def test_a_hung_service_leaves_the_outcome_open_and_is_not_asked_twice(
    payments: GrpcPayments, provider: Provider
) -> None:
    provider.slow.clear()
    with pytest.raises(DeadlineExceeded):
        payments.authorize(REQUEST)
    provider.slow.set()
    assert len(provider.seen) == 1


def test_an_open_breaker_asks_nothing(payments: GrpcPayments, provider: Provider) -> None:
    provider.refusal = InternalError()
    for _ in range(5):
        with pytest.raises(DependencyUnavailable):
            payments.authorize(REQUEST)
    asked = len(provider.seen)
    with pytest.raises(NeverSent):
        payments.authorize(REQUEST)
    assert len(provider.seen) == asked


def test_a_server_that_is_full_has_done_nothing(grpc_server: Callable[..., Any], provider: Provider) -> None:
    """It turns calls away before it looks at them, and not for a moment only: the checkout is given up at once."""
    server = grpc_server(
        lambda s: stubs.add_PaymentsServiceServicer_to_server(provider, s),
        service="payments_service",
        connections=False,
        capacity=Capacity(threads=1, in_flight=1),
    )
    with pytest.raises(NeverSent):
        GrpcPayments(server.address).authorize(REQUEST)
    assert provider.seen == []


def test_one_call_in_eleven_may_be_spent_on_a_lost_answer(payments: GrpcPayments) -> None:
    """The first is there from the start; the rest is earned by calls, whoever makes them."""
    allowed = 0
    for _ in range(110):
        payments.find_by_key("pay:o:1")
        allowed += payments.may_ask_again()
    assert allowed == 10


def test_money_is_asked_for_once_per_call() -> None:
    """The saga decides about a second request, so that it knows whether there was a first."""
    policy = POLICIES["/shop.payments.v1.PaymentsService/Authorize"]
    assert (policy.deadline, policy.attempts) == (1.5, 1)
