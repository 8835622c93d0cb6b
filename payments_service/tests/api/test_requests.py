"""Payment requests over REST: asked for by a vendor, paid by the customer it names, and nobody else's business."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from rest_framework.test import APIClient

from payments_service.payments.models import LedgerEntry, Payment, Refund
from payments_service.tests.support import ScriptedProvider, authorized, captured, overdue, requested
from servicekit.testing.api import assert_problem
from servicekit.testing.tokens import user_id

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("behind_the_ports")]
AsRole = Callable[..., APIClient]
ALICE, VERA = UUID(user_id("alice")), UUID(user_id("vera"))
NORDLYS, OTHERS = str(uuid4()), str(uuid4())
PATH = "/api/payments/"
ASKED = {
    "type": "initiate",
    "customer_email": "Alice@example.com",
    "amount": "49.00",
    "currency": "EUR",
    "description": "Engraving",
}


@pytest.fixture
def vera(as_role: AsRole) -> APIClient:
    return as_role("vendor", "vera", org=NORDLYS)


@pytest.fixture
def alice(as_role: AsRole) -> APIClient:
    return as_role("customer", "alice")


def send(client: APIClient, body: Any, key: str | None = None) -> Any:
    return client.post(PATH, body, HTTP_IDEMPOTENCY_KEY=key or str(uuid4()))


def ask(client: APIClient, key: str | None = None, **changes: Any) -> Any:
    body = {name: value for name, value in (ASKED | changes).items() if value is not None}
    return send(client, body, key)


def pay(client: APIClient, payment: object, key: str | None = None, token: str = "tok_success") -> Any:
    return send(client, {"type": "payment", "payment_id": str(payment), "method": "card", "token": token}, key)


def change(client: APIClient, payment: Payment, body: Any, tag: str | None = None) -> Any:
    path = f"{PATH}{payment.pk}/"
    seen = client.get(path)["ETag"] if tag is None else tag
    extra: Any = {"HTTP_IF_MATCH": seen} if seen else {}
    return client.put(path, body, **extra)


def of(answer: Any, status: int = 201) -> Payment:
    assert answer.status_code == status, answer.content
    return Payment.objects.get(pk=answer.json()["id"])


def test_a_vendor_asks_and_the_customer_pays(vera: APIClient, alice: APIClient, provider: ScriptedProvider) -> None:
    asked = ask(vera)
    payment = of(asked)
    assert asked["Location"] == f"{PATH}{payment.pk}/"
    body = asked.json()
    told = {name: body[name] for name in ("type", "status", "amount", "order_id", "customer_id", "vendor_id", "method")}
    assert told == {
        "type": "request",
        "status": "initiated",
        "amount": "49.00",
        "order_id": None,
        "customer_id": str(ALICE),
        "vendor_id": str(VERA),
        "method": "",
    }
    assert (body["organisation_id"], body["capture"], body["description"]) == (NORDLYS, "automatic", "Engraving")
    paid = pay(alice, payment.pk)
    assert (of(paid).status, paid.json()["status"], paid.json()["captured"]) == ("captured", "completed", "49.00")
    assert provider.only().captured == 4_900


def test_what_its_vendor_changed_is_not_paid_unseen(
    vera: APIClient, alice: APIClient, provider: ScriptedProvider
) -> None:
    payment = of(ask(vera))
    body = {"type": "payment", "payment_id": str(payment.pk), "method": "card", "token": "tok_success"}
    assert change(vera, payment, {"amount": "59.00"}).status_code == 200
    told = assert_problem(send(alice, body | {"amount": "49.00"}), 409, "price-changed")
    assert (told["amount"], told["currency"], provider.calls) == ("59.00", "EUR", [])
    assert send(alice, body | {"amount": "59.00"}).status_code == 201


def test_who_has_left_the_organisation_decides_nothing_in_it(
    as_role: AsRole, vera: APIClient, alice: APIClient
) -> None:
    payment, other = of(ask(vera)), of(ask(as_role("vendor", "vera")))
    assert pay(alice, payment.pk).status_code == 201
    elsewhere = as_role("vendor", "vera", org=OTHERS, acr="mfa")
    assert elsewhere.get(f"{PATH}{payment.pk}/").status_code == 200  # what one asked for can be looked up
    refunds = f"{PATH}{payment.pk}/refunds/"
    assert_problem(elsewhere.post(refunds, {}, HTTP_IDEMPOTENCY_KEY=str(uuid4())), 404, "not-found")
    assert not Refund.objects.exists()
    assert elsewhere.delete(f"{PATH}{other.pk}/").status_code == 200  # asked for by nobody but vera


@pytest.mark.parametrize("role", ["admin", "staff"])
def test_who_looks_after_the_shop_asks_too(as_role: AsRole, role: str) -> None:
    payment = of(ask(as_role(role, "sami")))
    assert (payment.vendor_id, payment.organisation_id) == (UUID(user_id("sami")), "")


@pytest.mark.parametrize("role", ["customer", "viewer"])
def test_others_do_not_ask(as_role: AsRole, role: str) -> None:
    assert_problem(ask(as_role(role, "mallory")), 403, "forbidden")
    assert not Payment.objects.exists()


def test_nobody_in_particular_neither_asks_nor_pays(api: APIClient) -> None:
    payment = requested(customer_id=ALICE)
    assert_problem(ask(api), 401, "unauthenticated")
    assert_problem(pay(api, payment.pk), 401, "unauthenticated")


def test_an_address_that_nobody_has_is_named(vera: APIClient) -> None:
    told = assert_problem(ask(vera, customer_email="alice@example.org"), 400, "validation-error")
    assert [(error["pointer"], error["code"]) for error in told["errors"]] == [("/customer_email", "unknown-customer")]
    assert not Payment.objects.exists()


@pytest.mark.parametrize("email", ["alice@example.com", "alice@example.org"])
def test_what_cannot_be_asked_for_tells_nobody_who_has_an_account(vera: APIClient, email: str) -> None:
    told = assert_problem(ask(vera, customer_email=email, amount="0.00"), 400, "validation-error")
    assert [(error["pointer"], error["code"]) for error in told["errors"]] == [("/amount", "min-value")]


@pytest.mark.parametrize(
    ("changes", "slug", "pointer"),
    [
        ({"type": None}, "validation-error", "/type"),
        ({"type": "refund"}, "validation-error", "/type"),
        ({"type": ["initiate"]}, "validation-error", "/type"),
        ({"amount": "0"}, "validation-error", "/amount"),
        ({"amount": "-1"}, "validation-error", "/amount"),
        ({"amount": "1.001"}, "validation-error", "/amount"),
        ({"amount": "1e20"}, "validation-error", "/amount"),
        ({"amount": 49}, "validation-error", "/amount"),
        ({"amount": "10000000000.01"}, "validation-error", "/amount"),
        ({"amount": "1.5", "currency": "JPY"}, "validation-error", "/amount"),
        ({"currency": "eur"}, "validation-error", "/currency"),
        ({"customer_email": "alice"}, "validation-error", "/customer_email"),
        ({"customer_email": None}, "validation-error", "/customer_email"),
        ({"description": ""}, "validation-error", "/description"),
        ({"description": "x" * 201}, "validation-error", "/description"),
        ({"description": "a\u202eb"}, "validation-error", "/description"),
        ({"description": "4111 1111 1111 1111"}, "card-data-not-allowed", "/description"),
        ({"expires_in_days": 0}, "validation-error", "/expires_in_days"),
        ({"expires_in_days": 91}, "validation-error", "/expires_in_days"),
        ({"expires_in_days": "3"}, "validation-error", "/expires_in_days"),
        ({"capture": "later"}, "validation-error", "/capture"),
        ({"vendor_id": str(VERA)}, "unknown-field", "/vendor_id"),
        ({"customer_id": str(ALICE)}, "unknown-field", "/customer_id"),
    ],
)
def test_what_makes_no_sense_is_named(vera: APIClient, changes: dict[str, Any], slug: str, pointer: str) -> None:
    told = assert_problem(ask(vera, **changes), 400, slug)
    assert pointer in [error["pointer"] for error in told["errors"]]
    assert not Payment.objects.exists()


def test_the_same_request_again_is_one_and_a_key_is_needed(vera: APIClient) -> None:
    first, second = ask(vera, key="once"), ask(vera, key="once")
    assert (first.content, second["Idempotency-Replayed"]) == (second.content, "true")
    assert_problem(ask(vera, key="once", amount="50.00"), 422, "idempotency-key-reused")
    assert_problem(vera.post(PATH, ASKED), 400, "idempotency-key-required")
    assert Payment.objects.count() == 1


@pytest.mark.parametrize(("role", "name"), [("customer", "mallory"), ("vendor", "vera"), ("admin", "alma")])
def test_only_the_customer_it_names_pays(as_role: AsRole, provider: ScriptedProvider, role: str, name: str) -> None:
    payment = requested(customer_id=ALICE, vendor_id=VERA)
    assert_problem(pay(as_role(role, name), payment.pk), 404, "not-found")
    assert provider.calls == []


def test_an_order_s_payment_is_not_paid_here(alice: APIClient, provider: ScriptedProvider) -> None:
    payment = authorized(provider, customer_id=ALICE)
    assert_problem(pay(alice, payment.pk), 404, "not-found")
    assert_problem(pay(alice, uuid4()), 404, "not-found")


def test_a_decline_is_kept_under_its_key_and_another_key_may_try(alice: APIClient, provider: ScriptedProvider) -> None:
    payment = requested(customer_id=ALICE)
    first, again = (pay(alice, payment.pk, key="one", token="tok_decline") for _ in range(2))
    told = assert_problem(first, 402, "payment-declined")
    assert (told["decline_code"], told["payment_id"]) == ("card_declined", str(payment.pk))
    assert (again.content, again["Idempotency-Replayed"]) == (first.content, "true")
    seen = alice.get(f"{PATH}{payment.pk}/").json()
    assert (seen["status"], seen["decline_code"]) == ("initiated", "card_declined")
    assert of(pay(alice, payment.pk, key="two")).captured == 4_900
    assert [held.charge.status for held in provider.books.values()] == ["declined", "captured"]


def test_what_is_not_known_yet_is_accepted_and_a_second_payer_waits(
    alice: APIClient, provider: ScriptedProvider
) -> None:
    payment = requested(customer_id=ALICE)
    provider.fail("authorize", after=True)
    answer = pay(alice, payment.pk)
    assert (of(answer, 202).status, answer.json()["status"]) == ("unknown", "processing")
    assert_problem(pay(alice, payment.pk), 409, "invalid-state")


def test_what_is_over_is_not_paid(alice: APIClient, vera: APIClient, provider: ScriptedProvider) -> None:
    late, paid = requested(customer_id=ALICE), requested(customer_id=ALICE)
    overdue(late)
    pay(alice, paid.pk)
    for payment in (late, paid):
        assert_problem(pay(alice, payment.pk), 409, "invalid-state")
    assert provider.only().captured == 4_900


@pytest.mark.parametrize("token", ["4111111111111111", "tok 1", "", "t" * 256])
def test_a_token_is_visible_ascii_and_no_card(alice: APIClient, provider: ScriptedProvider, token: str) -> None:
    payment = requested(customer_id=ALICE)
    answer = pay(alice, payment.pk, token=token)
    assert_problem(answer, 400, "card-data-not-allowed" if token.isdigit() else "validation-error")
    assert provider.calls == []


def test_it_is_changed_by_who_saw_it_last(vera: APIClient, alice: APIClient) -> None:
    payment = of(ask(vera))
    tag = vera.get(f"{PATH}{payment.pk}/")["ETag"]
    answer = change(vera, payment, {"amount": "45.00"}, tag)
    assert (answer.status_code, answer.json()["amount"], answer.json()["share"]) == (200, "45.00", None)
    assert answer["ETag"] != tag
    assert_problem(change(vera, payment, {"amount": "1.00"}, tag), 412, "precondition-failed")
    assert_problem(change(vera, payment, {"amount": "1.00"}, ""), 428, "precondition-required")
    assert_problem(change(alice, payment, {"amount": "1.00"}), 403, "forbidden")
    payment.refresh_from_db()
    assert payment.amount == 4_500


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"amount": "0"},
        {"amount": "1.001"},
        {"expires_at": "2020-01-01T00:00:00Z"},
        {"description": " "},
        {"status": 1},
    ],
)
def test_a_change_makes_sense(vera: APIClient, body: dict[str, Any]) -> None:
    payment = of(ask(vera))
    slug = "unknown-field" if "status" in body else "validation-error"
    assert_problem(change(vera, payment, body), 400, slug)
    payment.refresh_from_db()
    assert payment.version == 1


def test_another_organisation_s_requests_do_not_exist(as_role: AsRole, vera: APIClient) -> None:
    payment = of(ask(vera))
    stranger = as_role("vendor", "victor", org=OTHERS)
    colleague = as_role("vendor", "viola", org=NORDLYS)
    path = f"{PATH}{payment.pk}/"
    assert_problem(stranger.get(path), 404, "not-found")
    assert_problem(stranger.put(path, {"amount": "1.00"}, HTTP_IF_MATCH="*"), 404, "not-found")
    assert_problem(stranger.delete(path), 404, "not-found")
    assert_problem(stranger.post(f"{path}status/", {"status": "cancelled"}), 404, "not-found")
    assert stranger.get(PATH).json()["count"] == 0
    assert colleague.get(path).json()["share"] == "49.00"
    assert colleague.delete(path).json()["status"] == "cancelled"


@pytest.mark.parametrize(("who", "code"), [("vera", "withdrawn"), ("alice", "turned_down")])
def test_both_sides_can_cancel(request: Any, vera: APIClient, alice: APIClient, who: str, code: str) -> None:
    payment = of(ask(vera))
    client = request.getfixturevalue(who)
    for _ in range(2):
        answer = client.delete(f"{PATH}{payment.pk}/")
        assert (answer.status_code, answer.json()["status"], answer.json()["decline_code"]) == (200, "cancelled", code)
    assert_problem(pay(alice, payment.pk), 409, "invalid-state")


def test_what_is_held_is_taken_or_let_go_by_who_asked(
    vera: APIClient, alice: APIClient, provider: ScriptedProvider
) -> None:
    taken, let_go = of(ask(vera, capture="manual")), of(ask(vera, capture="manual"))
    for payment in (taken, let_go):
        assert pay(alice, payment.pk).json()["status"] == "authorized"
        assert_problem(alice.delete(f"{PATH}{payment.pk}/"), 409, "invalid-state")
        assert_problem(alice.post(f"{PATH}{payment.pk}/status/", {"status": "completed"}), 403, "forbidden")
    for _ in range(2):
        told = vera.post(f"{PATH}{taken.pk}/status/", {"status": "completed"})
        assert (told.status_code, told.json()["status"]) == (200, "completed")
        told = vera.post(f"{PATH}{let_go.pk}/status/", {"status": "cancelled"})
        assert (told.status_code, told.json()["status"]) == (200, "cancelled")
    assert_problem(vera.post(f"{PATH}{let_go.pk}/status/", {"status": "completed"}), 409, "invalid-state")
    assert_problem(vera.post(f"{PATH}{taken.pk}/status/", {"status": "cancelled"}), 409, "invalid-state")
    assert (LedgerEntry.objects.count(), sum(held.captured for held in provider.books.values())) == (2, 4_900)


@pytest.mark.parametrize("status", ["completed", "cancelled"])
def test_an_order_s_payment_is_settled_by_its_order(as_role: AsRole, provider: ScriptedProvider, status: str) -> None:
    payment = authorized(provider)
    path = f"{PATH}{payment.pk}/"
    staff = as_role("staff")
    assert_problem(staff.post(f"{path}status/", {"status": status}), 409, "invalid-state")
    assert_problem(staff.delete(path), 409, "invalid-state")
    assert_problem(staff.put(path, {"amount": "1.00"}, HTTP_IF_MATCH="*"), 409, "invalid-state")
    payment.refresh_from_db()
    assert (payment.status, provider.called("void"), provider.called("capture")) == ("authorized", 0, 0)


@pytest.mark.parametrize("body", [{}, {"status": "refunded"}, {"status": "completed", "amount": "1.00"}])
def test_a_status_is_one_of_two(vera: APIClient, body: dict[str, Any]) -> None:
    payment = of(ask(vera))
    slug = "unknown-field" if "amount" in body else "validation-error"
    assert_problem(vera.post(f"{PATH}{payment.pk}/status/", body), 400, slug)


def test_a_vendor_gives_back_what_he_asked_for_with_a_second_factor(
    as_role: AsRole, vera: APIClient, alice: APIClient, provider: ScriptedProvider
) -> None:
    payment = of(ask(vera))
    pay(alice, payment.pk)
    path = f"{PATH}{payment.pk}/refunds/"
    weak = vera.post(path, {"amount": "9.00"}, HTTP_IDEMPOTENCY_KEY="1")
    assert_problem(weak, 401, "insufficient-user-authentication")
    strong = as_role("vendor", "vera", org=NORDLYS, acr="mfa")
    answer = strong.post(path, {"amount": "9.00"}, HTTP_IDEMPOTENCY_KEY="2")
    assert (answer.status_code, provider.only().refunded) == (201, 900)
    assert payment.shares.get().refunded == 900
    assert Refund.objects.count() == 1


def test_a_vendor_does_not_give_back_an_order_s_money(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    payment.shares.create(organisation_id=NORDLYS, amount=12_900)
    strong = as_role("vendor", "vera", org=NORDLYS, acr="mfa")
    answer = strong.post(f"{PATH}{payment.pk}/refunds/", {}, HTTP_IDEMPOTENCY_KEY="2")
    assert_problem(answer, 404, "not-found")
    assert (provider.called("refund"), Refund.objects.count()) == (0, 0)
