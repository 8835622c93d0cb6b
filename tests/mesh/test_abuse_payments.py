"""PAY rows of the abuse list, as far as there is a surface: what customers see, and what only order_service may do."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import grpc
import httpx
import pytest

from protos.gen.shop.common.v1 import money_pb2
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb
from protos.gen.shop.payments.v1 import payments_service_pb2_grpc
from tests.abuse import channel, refused
from tests.harness import Mesh, Shopper, eventually, new_product

PAYMENTS = "/api/payments/"
ASK = 5.0  # seconds


@pytest.fixture(scope="module")
def lamp(admin: Shopper) -> int:
    return new_product(admin, stock=100, price="33.34")


@pytest.fixture(scope="module")
def till(mesh: Mesh) -> Iterator[Any]:
    """payments_service as order_service sees it."""
    with channel(mesh, "order_service", "payments_service") as line:
        yield payments_service_pb2_grpc.PaymentsServiceStub(line)


def wanted(**changes: Any) -> pb.AuthorizeRequest:
    amount = changes.pop("amount", money_pb2.Money(minor_units=1000, currency="EUR"))
    order = changes.pop("order_id", str(uuid.uuid4()))
    fields: dict[str, Any] = {
        "idempotency_key": f"pay:{order}:1",
        "order_id": order,
        "customer_id": str(uuid.uuid4()),
        "method": "card",
        "token": "tok_success",
    }
    return pb.AuthorizeRequest(amount=amount, **fields | changes)


def euros(minor_units: int) -> money_pb2.Money:
    return money_pb2.Money(minor_units=minor_units, currency="EUR")


def code_of(call: Callable[[], Any]) -> str:
    with pytest.raises(grpc.RpcError) as failed:
        call()
    name: str = failed.value.code().name
    return name


def test_pay_44_somebody_elses_payment_is_not_there(alice: Shopper, mallory: Shopper, lamp: int) -> None:
    order = alice.buy((lamp, 1)).json()
    payment = alice.payments_of(order["id"])[0]["id"]
    theirs = refused(mallory.get(f"{PAYMENTS}{payment}/"), 404, "not-found")
    nobodys = refused(mallory.get(f"{PAYMENTS}{uuid.uuid4()}/"), 404, "not-found")
    assert theirs | {"instance": ""} == nobodys | {"instance": ""}
    assert mallory.get(PAYMENTS, params={"order_id": order["id"]}).json()["count"] == 0


@pytest.mark.parametrize(
    ("query", "slug", "pointers"),
    [
        ("customer_id=1", "unknown-parameter", []),
        ("user_id=1", "unknown-parameter", []),
        ("order_id=1", "validation-error", ["/order_id"]),
        ("order_id=%00", "validation-error", ["/order_id"]),
        ("status=paid", "validation-error", ["/status"]),
        ("status=failed&status=paid", "validation-error", ["/status"]),
        ("page=0", "validation-error", ["/page"]),
        ("page_size=1000", "validation-error", ["/page_size"]),
    ],
)
def test_a_query_that_means_nothing_is_refused(alice: Shopper, query: str, slug: str, pointers: list[str]) -> None:
    refused(alice.get(f"{PAYMENTS}?{query}"), 400, slug, *pointers)


@pytest.mark.parametrize("name", ["1", "x", "ffffffff-ffff-ffff-ffff-fffffffffffg", "' OR 1=1"])
def test_what_is_no_payment_is_not_found(alice: Shopper, name: str) -> None:
    refused(alice.get(f"{PAYMENTS}{name}/"), 404, "not-found")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_payments_are_not_written_from_outside(admin: Shopper, wire: httpx.Client, method: str) -> None:
    for client in (admin.http, wire):
        for path in (PAYMENTS, f"{PAYMENTS}{uuid.uuid4()}/"):
            refused(client.request(method, path, json={"status": "captured"}), 405, "method-not-allowed")


@pytest.mark.parametrize(("token", "code"), [("tok_decline", "card_declined"), ("no_such_token", None)])
def test_pay_16_a_decline_is_kept_under_the_key_and_the_stock_is_back(
    alice: Shopper, lamp: int, token: str, code: str | None
) -> None:
    key, before = str(uuid.uuid4()), alice.available(lamp)
    first, again = (alice.buy((lamp, 2), token=token, key=key) for _ in range(2))
    body = refused(first, 402, "payment-declined")
    assert code is None or body["decline_code"] == code
    assert (again.content, again.headers["idempotency-replayed"]) == (first.content, "true")
    eventually(lambda: alice.available(lamp) == before)
    assert [payment["status"] for payment in alice.payments_of(body["order_id"])] == ["failed"]
    # PAY-50: another attempt is another order with a payment of its own.
    assert alice.buy((lamp, 2)).status_code == 201
    assert [payment["status"] for payment in alice.payments_of(body["order_id"])] == ["failed"]


def test_pay_48_amounts_are_exact(alice: Shopper, lamp: int) -> None:
    order = alice.buy((lamp, 3)).json()
    assert order["total"] == "100.02"
    assert [(p["amount"], p["captured"]) for p in alice.payments_of(order["id"])] == [("100.02", "100.02")]


BAD_AUTHORIZATIONS: dict[str, dict[str, Any]] = {
    "PAY-02": {"token": "4242424242424242"},
    "PAY-02-key": {"idempotency_key": "pay:4242 4242 4242 4242"},
    "PAY-06-0": {"amount": euros(0)},
    "PAY-06-negative": {"amount": euros(-1)},
    "PAY-06-huge": {"amount": euros(2**63 - 1)},
    "PAY-06-none": {"amount": None},
    "PAY-06-currency": {"amount": money_pb2.Money(minor_units=1, currency="eur")},
    "PAY-06-no-currency": {"amount": money_pb2.Money(minor_units=1)},
    "PAY-key-empty": {"idempotency_key": ""},
    "PAY-key-long": {"idempotency_key": "k" * 256},
    "PAY-key-newline": {"idempotency_key": "a\nb"},
    "PAY-order": {"order_id": "1"},
    "PAY-customer": {"customer_id": "' OR 1=1"},
    "PAY-method": {"method": "cash"},
    "PAY-token-empty": {"token": ""},
    "PAY-token-long": {"token": "t" * 5000},
}


@pytest.mark.parametrize("name", BAD_AUTHORIZATIONS)
def test_an_authorisation_that_makes_no_sense_is_refused(till: Any, name: str) -> None:
    request = wanted(**BAD_AUTHORIZATIONS[name])
    assert code_of(lambda: till.Authorize(request, timeout=ASK)) == "INVALID_ARGUMENT"
    found = code_of(lambda: till.GetByKey(pb.GetByKeyRequest(idempotency_key=f"pay:{request.order_id}:1"), timeout=ASK))
    assert found == "NOT_FOUND"


def test_pay_08_of_many_captures_one_takes_the_money(till: Any) -> None:
    payment = till.Authorize(wanted(), timeout=ASK).payment
    with ThreadPoolExecutor(6) as pool:
        request = pb.CaptureRequest(payment_id=payment.id)
        captured = list(pool.map(lambda _: till.Capture(request, timeout=ASK).payment, range(6)))
    assert {(one.status, one.captured.minor_units) for one in captured} == {(pb.PAYMENT_STATUS_CAPTURED, 1000)}
    assert code_of(lambda: till.Void(pb.VoidRequest(payment_id=payment.id), timeout=ASK)) == "FAILED_PRECONDITION"


def test_pay_10_nothing_is_captured_after_a_void(till: Any) -> None:
    payment = till.Authorize(wanted(), timeout=ASK).payment
    for _ in range(2):
        voided = till.Void(pb.VoidRequest(payment_id=payment.id), timeout=ASK).payment
        assert voided.status == pb.PAYMENT_STATUS_VOIDED
    assert code_of(lambda: till.Capture(pb.CaptureRequest(payment_id=payment.id), timeout=ASK)) == "FAILED_PRECONDITION"


def test_pay_12_a_refund_key_belongs_to_one_amount(till: Any) -> None:
    payment = till.Authorize(wanted(), timeout=ASK).payment
    till.Capture(pb.CaptureRequest(payment_id=payment.id), timeout=ASK)
    key = str(uuid.uuid4())

    def refund(minor_units: int, refund_key: str = key) -> Any:
        request = pb.RefundRequest(idempotency_key=refund_key, payment_id=payment.id, amount=euros(minor_units))
        return till.Refund(request, timeout=ASK).payment

    assert [refund(400).refunded.minor_units for _ in range(2)] == [400, 400]
    assert code_of(lambda: refund(500)) == "ALREADY_EXISTS"
    assert code_of(lambda: refund(601, str(uuid.uuid4()))) == "FAILED_PRECONDITION"
    for nonsense in (0, -1):
        assert code_of(partial(refund, nonsense, str(uuid.uuid4()))) == "INVALID_ARGUMENT"
    assert refund(600, str(uuid.uuid4())).refunded.minor_units == 1000


def test_ord_30_of_many_authorisations_with_one_key_one_is_made(till: Any) -> None:
    request = wanted()
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(till.Authorize, request, timeout=ASK) for _ in range(6)]
    made = {one.result().payment.id for one in asked if one.exception() is None}
    assert len(made) == 1
    changed = wanted(order_id=request.order_id, customer_id=request.customer_id, amount=euros(1))
    assert code_of(lambda: till.Authorize(changed, timeout=ASK)) == "ALREADY_EXISTS"


def test_ord_30_an_order_is_paid_once(till: Any) -> None:
    first = wanted()
    till.Authorize(first, timeout=ASK)
    second = wanted(order_id=first.order_id, idempotency_key=f"pay:{first.order_id}:2", customer_id=first.customer_id)
    assert code_of(lambda: till.Authorize(second, timeout=ASK)) in {"FAILED_PRECONDITION", "ABORTED"}
