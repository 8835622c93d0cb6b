from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from payments_service.payments.models import Payment
from payments_service.payments.ports import NothingHappened
from payments_service.tests.rpc.messages import authorize, money
from payments_service.tests.support import ScriptedProvider
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb
from protos.gen.shop.payments.v1.payments_service_pb2_grpc import PaymentsServiceStub
from servicekit import context
from servicekit.errors import DependencyUnavailable
from servicekit.grpc.status import RemoteRefused
from servicekit.testing.tokens import user_id

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_amount_is_held(stub: PaymentsServiceStub) -> None:
    request = authorize()
    payment = stub.Authorize(request).payment
    assert payment.status == pb.PAYMENT_STATUS_AUTHORIZED
    assert (payment.order_id, payment.customer_id) == (request.order_id, request.customer_id)
    assert (payment.amount, payment.captured, payment.refunded) == (money(12_900), money(0), money(0))
    assert payment.id == str(Payment.objects.get().pk)
    assert payment.created_at.seconds > 0


def test_declined_is_an_answer(stub: PaymentsServiceStub) -> None:
    payment = stub.Authorize(authorize(token="tok_decline")).payment
    assert (payment.status, payment.decline_code) == (pb.PAYMENT_STATUS_DECLINED, "card_declined")


def test_an_outcome_nobody_knows_is_unknown_and_settled_by_key(
    stub: PaymentsServiceStub, provider: ScriptedProvider
) -> None:
    request = authorize()
    provider.fail("authorize", after=True)
    assert stub.Authorize(request).payment.status == pb.PAYMENT_STATUS_UNKNOWN
    found = stub.GetByKey(pb.GetByKeyRequest(idempotency_key=request.idempotency_key)).payment
    assert found.status == pb.PAYMENT_STATUS_AUTHORIZED


def test_a_used_key_with_other_content_already_exists(stub: PaymentsServiceStub) -> None:
    first = authorize()
    stub.Authorize(first)
    other = authorize(idempotency_key=first.idempotency_key)
    with pytest.raises(RemoteRefused) as refusal:
        stub.Authorize(other)
    assert (refusal.value.grpc, refusal.value.reason) == ("ALREADY_EXISTS", "idempotency-key-reused")
    assert Payment.objects.count() == 1


def test_when_nothing_left_for_the_provider_it_is_unavailable(
    stub: PaymentsServiceStub, provider: ScriptedProvider
) -> None:
    provider.fail("authorize", NothingHappened("refused"), times=5)
    with pytest.raises(DependencyUnavailable):
        stub.Authorize(authorize())


@pytest.mark.parametrize(
    ("change", "pointers"),
    [
        ({"idempotency_key": ""}, ["/idempotency_key"]),
        ({"idempotency_key": "with space"}, ["/idempotency_key"]),
        ({"idempotency_key": "x" * 256}, ["/idempotency_key"]),
        ({"order_id": "1"}, ["/order_id"]),
        ({"customer_id": ""}, ["/customer_id"]),
        ({"amount": money(0)}, ["/amount/minor_units"]),
        ({"amount": money(-1)}, ["/amount/minor_units"]),
        ({"amount": money(2**63 - 1)}, ["/amount/minor_units"]),
        ({"amount": money(1, "eur")}, ["/amount/currency"]),
        ({"amount": None}, ["/amount/minor_units", "/amount/currency"]),
        ({"method": "cash"}, ["/method"]),
        ({"token": ""}, ["/token"]),
        ({"token": "4111 1111 1111 1111"}, ["/token"]),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_kept(
    stub: PaymentsServiceStub, provider: ScriptedProvider, change: dict[str, Any], pointers: list[str]
) -> None:
    with pytest.raises(RemoteRefused) as refusal:
        stub.Authorize(authorize(**change))
    assert refusal.value.grpc == "INVALID_ARGUMENT"
    assert [error.pointer for error in refusal.value.errors] == pointers
    assert not Payment.objects.exists()
    assert provider.calls == []


def test_a_card_number_is_refused_and_not_kept(stub: PaymentsServiceStub) -> None:
    with pytest.raises(RemoteRefused) as refusal:
        stub.Authorize(authorize(token="4111111111111111"))
    assert refusal.value.reason == "card-data-not-allowed"
    assert not Payment.objects.exists()


def test_a_user_pays_for_himself_only(
    stub: PaymentsServiceStub, provider: ScriptedProvider, tokens: Callable[..., str]
) -> None:
    with context.request_scope("r", bearer=tokens("customer", "mallory")), pytest.raises(RemoteRefused) as refusal:
        stub.Authorize(authorize())
    assert refusal.value.grpc == "PERMISSION_DENIED"
    assert not Payment.objects.exists()


def test_with_the_users_own_token_it_is_authorized(stub: PaymentsServiceStub, tokens: Callable[..., str]) -> None:
    with context.request_scope("r", bearer=tokens("customer", "alice")):
        payment = stub.Authorize(authorize(customer_id=user_id("alice"))).payment
    assert payment.status == pb.PAYMENT_STATUS_AUTHORIZED


@pytest.mark.parametrize("caller", ["user_service", "product_service"])
def test_a_service_that_has_no_business_here_is_refused(
    stub_of: Callable[[str], PaymentsServiceStub], provider: ScriptedProvider, caller: str
) -> None:
    with pytest.raises(RemoteRefused) as refusal:
        stub_of(caller).Authorize(authorize())
    assert refusal.value.grpc == "PERMISSION_DENIED"
    assert provider.calls == []
