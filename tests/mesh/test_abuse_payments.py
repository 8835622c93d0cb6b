"""PAY rows of the abuse list, as far as there is a surface: what customers see, and what only order_service may do."""

from __future__ import annotations

import time
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
from tests.harness import LATER, Mesh, Shopper, eventually, new_product

PAYMENTS = "/api/payments/"
ASK = 5.0  # seconds


@pytest.fixture(scope="module")
def lamp(admin: Shopper) -> int:
    return new_product(admin, stock=100, price="33.34")


@pytest.fixture(scope="module")
def vendor(mesh: Mesh) -> Iterator[Shopper]:
    someone = Shopper.signed_in(mesh, "vendor")
    yield someone
    someone.close()


def ask(who: Shopper, of: Shopper, key: str = "", **changes: Any) -> httpx.Response:
    """A payment request; sent again under its key while the answer is "later", as every client is told to."""
    key = key or str(uuid.uuid4())
    body = {
        "type": "initiate",
        "customer_email": f"{of.username}@example.com",
        "amount": "49.00",
        "currency": "EUR",
        "description": "Engraving",
    }
    return settled(lambda: who.post(PAYMENTS, body | changes, headers={"Idempotency-Key": key}))


def settled(asking: Callable[[], httpx.Response]) -> httpx.Response:
    for _ in range(10):
        if (answer := asking()).status_code not in LATER:
            break
        time.sleep(float(answer.headers.get("retry-after", 1)))  # as it says
    return answer


def pay(who: Shopper, payment: str, token: str = "tok_success", key: str = "") -> httpx.Response:
    body = {"type": "payment", "payment_id": payment, "method": "card", "token": token}
    key = key or str(uuid.uuid4())
    return settled(lambda: who.post(PAYMENTS, body, headers={"Idempotency-Key": key}))


def status_of(who: Shopper, payment: str) -> str:
    shown: str = who.get(f"{PAYMENTS}{payment}/").json()["status"]
    return shown


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


@pytest.mark.parametrize(("method", "places"), [("POST", [1]), ("PUT", [0]), ("DELETE", [0]), ("PATCH", [0, 1])])
def test_payments_are_not_written_from_outside(
    admin: Shopper, wire: httpx.Client, method: str, places: list[int]
) -> None:
    """Asked for, paid, changed and cancelled they are where the document says, and nowhere else."""
    for client in (admin.http, wire):
        for path in [[PAYMENTS, f"{PAYMENTS}{uuid.uuid4()}/"][place] for place in places]:
            refused(client.request(method, path, json={"status": "captured"}), 405, "method-not-allowed")


@pytest.mark.parametrize(("method", "place"), [("POST", ""), ("PUT", "x"), ("DELETE", "x"), ("POST", "x/status")])
def test_what_is_written_is_written_by_somebody(wire: httpx.Client, method: str, place: str) -> None:
    path = PAYMENTS + (place.replace("x", str(uuid.uuid4())) + "/" if place else "")
    refused(wire.request(method, path, json={"status": "completed"}), 401, "unauthenticated")


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


@pytest.mark.parametrize(
    ("changes", "slug", "pointer"),
    [
        ({"description": "card 4242 4242 4242 4242"}, "card-data-not-allowed", "/description"),  # PAY-02
        ({"amount": "0"}, "validation-error", "/amount"),  # PAY-06
        ({"amount": "-1"}, "validation-error", "/amount"),
        ({"amount": "1.001"}, "validation-error", "/amount"),
        ({"amount": "1e20"}, "validation-error", "/amount"),
        ({"amount": "1.5", "currency": "JPY"}, "validation-error", "/amount"),  # PAY-48
        ({"amount": "1.0005", "currency": "KWD"}, "validation-error", "/amount"),
        ({"vendor_id": str(uuid.UUID(int=0))}, "unknown-field", "/vendor_id"),
        ({"customer_email": "nobody@example.org"}, "validation-error", "/customer_email"),
        ({"expires_in_days": 10**9}, "validation-error", "/expires_in_days"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    vendor: Shopper, alice: Shopper, changes: dict[str, Any], slug: str, pointer: str
) -> None:
    refused(ask(vendor, alice, **changes), 400, slug, pointer)


def test_who_may_not_ask_does_not(alice: Shopper, mallory: Shopper) -> None:
    refused(ask(mallory, alice), 403, "forbidden")


def test_pay_44_what_somebody_else_is_asked_for_is_not_there(vendor: Shopper, alice: Shopper, mallory: Shopper) -> None:
    payment = ask(vendor, alice).json()["id"]
    path = f"{PAYMENTS}{payment}/"
    for answer in (pay(mallory, payment), mallory.get(path), mallory.http.delete(path), mallory.get(f"{path}refunds/")):
        refused(answer, 404, "not-found")
    assert mallory.get(f"{PAYMENTS}history/", params={"payment_id": payment}).json()["count"] == 0
    assert status_of(alice, payment) == "initiated"


def test_pay_16_and_50_a_declined_request_is_paid_by_a_new_attempt(vendor: Shopper, alice: Shopper) -> None:
    payment, key = ask(vendor, alice).json()["id"], str(uuid.uuid4())
    first, again = (pay(alice, payment, "tok_decline", key) for _ in range(2))
    assert refused(first, 402, "payment-declined")["decline_code"] == "card_declined"
    assert (again.content, again.headers["idempotency-replayed"]) == (first.content, "true")
    assert pay(alice, payment).status_code in {201, 202}
    eventually(lambda: status_of(alice, payment) == "completed")
    assert pay(alice, payment, "tok_decline", key).content == first.content
    told = alice.get(f"{PAYMENTS}history/", params={"payment_id": payment}).json()["results"]
    assert [row["kind"] for row in told][::-1] == [
        *("initiated", "attempted", "declined"),
        *("attempted", "authorized", "captured"),
    ]


def test_pay_08_of_many_payers_one_pays(vendor: Shopper, alice: Shopper) -> None:
    payment = ask(vendor, alice).json()["id"]
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: pay(alice, payment), range(5)))
    assert sorted(answer.status_code // 100 for answer in answers) == [2, 4, 4, 4, 4]
    eventually(lambda: status_of(alice, payment) == "completed")
    assert alice.get(f"{PAYMENTS}{payment}/").json()["captured"] == "49.00"


def test_pay_10_what_was_let_go_is_not_taken(vendor: Shopper, alice: Shopper) -> None:
    payment = ask(vendor, alice, capture="manual").json()["id"]
    pay(alice, payment)
    eventually(lambda: status_of(alice, payment) == "authorized")
    settle = f"{PAYMENTS}{payment}/status/"
    refused(vendor.post(settle, {"status": "completed", "amount": "1.00"}), 400, "unknown-field", "/amount")
    refused(alice.post(settle, {"status": "completed"}), 403, "forbidden")
    assert vendor.post(settle, {"status": "cancelled"}).json()["status"] == "cancelled"
    refused(vendor.post(settle, {"status": "completed"}), 409, "invalid-state")
    refused(pay(alice, payment), 409, "invalid-state")


def test_pay_14_a_vendor_gives_nothing_back_without_a_second_factor(vendor: Shopper, alice: Shopper) -> None:
    payment = ask(vendor, alice).json()["id"]
    pay(alice, payment)
    eventually(lambda: status_of(alice, payment) == "completed")
    key = {"Idempotency-Key": str(uuid.uuid4())}
    answer = vendor.post(f"{PAYMENTS}{payment}/refunds/", {}, headers=key)
    refused(answer, 401, "insufficient-user-authentication")
    assert status_of(alice, payment) == "completed"


def test_what_somebody_else_changed_meanwhile_is_not_changed(vendor: Shopper, alice: Shopper) -> None:
    payment = ask(vendor, alice).json()["id"]
    path = f"{PAYMENTS}{payment}/"
    seen = {"If-Match": vendor.get(path).headers["etag"]}
    assert vendor.put(path, {"amount": "45.00"}, headers=seen).json()["amount"] == "45.00"
    refused(vendor.put(path, {"amount": "1.00"}, headers=seen), 412, "precondition-failed")
    refused(vendor.put(path, {"amount": "1.00"}), 428, "precondition-required")
    refused(alice.put(path, {"amount": "1.00"}, headers=seen), 403, "forbidden")


def test_sums_of_the_shop_are_not_for_everybody(vendor: Shopper, mallory: Shopper) -> None:
    for path in ("reports/", "ledger/"):
        refused(mallory.get(PAYMENTS + path), 403, "forbidden")
    refused(vendor.get(f"{PAYMENTS}ledger/"), 403, "forbidden")
    assert vendor.get(f"{PAYMENTS}reports/").status_code == 200
