from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from payments_service.payments.models import Payment
from payments_service.tests.rpc.messages import authorize, money
from payments_service.tests.support import ScriptedProvider
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb
from protos.gen.shop.payments.v1.payments_service_pb2_grpc import PaymentsServiceStub
from servicekit import context
from servicekit.errors import DependencyUnavailable
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.tokens import user_id

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def payment_id(stub: PaymentsServiceStub) -> str:
    return stub.Authorize(authorize()).payment.id


def capture(stub: PaymentsServiceStub, payment_id: str) -> pb.Payment:
    return stub.Capture(pb.CaptureRequest(payment_id=payment_id)).payment


def void(stub: PaymentsServiceStub, payment_id: str) -> pb.Payment:
    return stub.Void(pb.VoidRequest(payment_id=payment_id)).payment


def refund(stub: PaymentsServiceStub, payment_id: str, amount: int, key: str = "") -> pb.Payment:
    request = pb.RefundRequest(idempotency_key=key or str(uuid4()), payment_id=payment_id, amount=money(amount))
    return stub.Refund(request).payment


def test_capture_is_repeatable(stub: PaymentsServiceStub, payment_id: str) -> None:
    for _ in range(2):
        payment = capture(stub, payment_id)
        assert (payment.status, payment.captured) == (pb.PAYMENT_STATUS_CAPTURED, money(12_900))


def test_void_is_repeatable(stub: PaymentsServiceStub, payment_id: str) -> None:
    for _ in range(2):
        assert void(stub, payment_id).status == pb.PAYMENT_STATUS_VOIDED


def test_capture_and_void_exclude_each_other(stub: PaymentsServiceStub, payment_id: str) -> None:
    void(stub, payment_id)
    other = stub.Authorize(authorize()).payment.id
    capture(stub, other)
    for late, payment in ((capture, payment_id), (void, other)):
        with pytest.raises(RemoteRefused) as refusal:
            late(stub, payment)
        assert (refusal.value.grpc, refusal.value.reason) == ("FAILED_PRECONDITION", "invalid-state")


def test_a_capture_without_an_answer_is_unavailable_then_done(
    stub: PaymentsServiceStub, provider: ScriptedProvider, payment_id: str
) -> None:
    provider.fail("capture", after=True)
    with pytest.raises(DependencyUnavailable):
        capture(stub, payment_id)
    assert capture(stub, payment_id).status == pb.PAYMENT_STATUS_CAPTURED
    assert provider.only().captured == 12_900


def test_refunds_go_up_to_what_was_captured(stub: PaymentsServiceStub, payment_id: str) -> None:
    capture(stub, payment_id)
    assert refund(stub, payment_id, 900).status == pb.PAYMENT_STATUS_PARTIALLY_REFUNDED
    with pytest.raises(RemoteRefused) as refusal:
        refund(stub, payment_id, 12_001)
    assert (refusal.value.grpc, refusal.value.reason) == ("FAILED_PRECONDITION", "refund-exceeds-captured")
    whole = refund(stub, payment_id, 12_000)
    assert (whole.status, whole.refunded) == (pb.PAYMENT_STATUS_REFUNDED, money(12_900))


def test_a_refund_key_with_another_amount_already_exists(stub: PaymentsServiceStub, payment_id: str) -> None:
    capture(stub, payment_id)
    refund(stub, payment_id, 900, "refund:1")
    with pytest.raises(RemoteRefused) as refusal:
        refund(stub, payment_id, 901, "refund:1")
    assert (refusal.value.grpc, refusal.value.reason) == ("ALREADY_EXISTS", "idempotency-key-reused")


@pytest.mark.parametrize("amount", [0, -1, 10**13])
def test_an_amount_that_is_none_is_an_invalid_argument(stub: PaymentsServiceStub, payment_id: str, amount: int) -> None:
    capture(stub, payment_id)
    with pytest.raises(RemoteRefused) as refusal:
        refund(stub, payment_id, amount)
    assert refusal.value.grpc == "INVALID_ARGUMENT"


@pytest.mark.parametrize("call", [capture, void, lambda stub, payment: refund(stub, payment, 1)])
@pytest.mark.parametrize(("payment", "code"), [("1", "INVALID_ARGUMENT"), (str(uuid4()), "NOT_FOUND")])
def test_a_payment_that_does_not_exist_is_told_from_one_that_cannot(
    stub: PaymentsServiceStub, call: object, payment: str, code: str
) -> None:
    with pytest.raises(RemoteRefused) as refusal:
        call(stub, payment)  # type: ignore[operator]  # one of the three above
    assert refusal.value.grpc == code


@pytest.mark.parametrize(("key", "code"), [("", "INVALID_ARGUMENT"), ("a b", "INVALID_ARGUMENT"), ("k", "NOT_FOUND")])
def test_a_key_that_never_arrived_is_not_found(stub: PaymentsServiceStub, key: str, code: str) -> None:
    with pytest.raises(RemoteRefused) as refusal:
        stub.GetByKey(pb.GetByKeyRequest(idempotency_key=key))
    assert refusal.value.grpc == code


CALLS = [
    lambda stub, payment: stub.Capture(pb.CaptureRequest(payment_id=payment.id)),
    lambda stub, payment: stub.Void(pb.VoidRequest(payment_id=payment.id)),
    lambda stub, payment: refund(stub, payment.id, 1),
    lambda stub, payment: stub.GetByKey(pb.GetByKeyRequest(idempotency_key=f"pay:{payment.order_id}:1")),
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("role", ["customer", "staff", "admin"])
def test_a_users_token_opens_nobody_elses_payment(
    stub: PaymentsServiceStub, tokens: Callable[..., str], call: Callable[..., Any], role: str
) -> None:
    payment = stub.Authorize(authorize(customer_id=user_id("alice"))).payment
    before = Payment.objects.values().get()
    with context.request_scope("r", bearer=tokens(role, "mallory")), pytest.raises(RemoteRefused) as refusal:
        call(stub, payment)
    assert (refusal.value.grpc, refusal.value.reason) == ("PERMISSION_DENIED", "forbidden")
    assert Payment.objects.values().get() == before
    with context.request_scope("r", bearer=tokens("customer", "alice")):
        assert capture(stub, payment.id).status == pb.PAYMENT_STATUS_CAPTURED
        found = stub.GetByKey(pb.GetByKeyRequest(idempotency_key=f"pay:{payment.order_id}:1")).payment
        assert found.status == pb.PAYMENT_STATUS_CAPTURED
