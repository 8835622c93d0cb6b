"""POST /api/payments/{id}/refunds/."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from rest_framework.test import APIClient

from payments_service import wiring
from payments_service.payments import recovery
from payments_service.payments.models import Payment, Refund
from payments_service.payments.ports import Refused
from payments_service.tests.support import ScriptedProvider, authorized, captured
from servicekit.events.models import OutboxEvent
from servicekit.money import Money
from servicekit.testing.api import assert_problem
from servicekit.testing.tokens import user_id

pytestmark = pytest.mark.django_db
AsRole = Callable[..., APIClient]


@pytest.fixture(autouse=True)
def behind_the_port(provider: ScriptedProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "provider", lambda: provider)


@pytest.fixture
def staff(as_role: AsRole) -> APIClient:
    """Somebody of the staff who showed a second factor just now."""
    return as_role("staff", "sami", acr="mfa")


def give_back(client: APIClient, payment: Payment, body: Any = None, key: str | None = None) -> Any:
    path = f"/api/payments/{payment.pk}/refunds/"
    return client.post(path, body or {}, HTTP_IDEMPOTENCY_KEY=key or str(uuid4()))


def untouched(payment: Payment, provider: ScriptedProvider) -> bool:
    payment.refresh_from_db()
    nothing = (payment.refunded, payment.refunding, provider.called("refund")) == (0, 0, 0)
    return nothing and not Refund.objects.exists() and not OutboxEvent.objects.filter(type="payment.refunded").exists()


@pytest.mark.parametrize("role", ["admin", "staff"])
def test_a_part_is_given_back(as_role: AsRole, provider: ScriptedProvider, role: str) -> None:
    payment = captured(provider)
    answer = give_back(as_role(role, acr="mfa"), payment, {"amount": "29.00", "reason": "A scratch"})
    assert answer.status_code == 201, answer.content
    body = answer.json()
    refund = Refund.objects.get()
    assert {name: body[name] for name in ("id", "amount", "currency", "reason", "status")} == {
        "id": str(refund.pk),
        "amount": "29.00",
        "currency": "EUR",
        "reason": "A scratch",
        "status": "succeeded",
    }
    assert (body["payment"]["refunded"], body["payment"]["status"]) == ("29.00", "partially_refunded")
    assert (refund.asked_by, refund.amount, provider.only().refunded) == (UUID(user_id("alice")), 2_900, 2_900)


def test_without_an_amount_it_is_all_that_is_left(staff: APIClient, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    give_back(staff, payment, {"amount": "29.00"})
    body = give_back(staff, payment).json()
    assert (body["amount"], body["payment"]["status"], provider.only().refunded) == ("100.00", "refunded", 12_900)
    told = assert_problem(give_back(staff, payment), 409, "refund-exceeds-captured")
    assert told["refundable"] == 0
    assert Refund.objects.count() == 2


def test_a_password_alone_is_not_enough(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    answer = give_back(as_role("admin", acr="pwd"), payment)
    told = assert_problem(answer, 401, "insufficient-user-authentication")
    assert (told["acr_values"], told["max_age"]) == ("mfa", 300)
    challenge = answer["WWW-Authenticate"]
    assert 'error="insufficient_user_authentication"' in challenge
    assert 'acr_values="mfa"' in challenge
    assert "max_age=" in challenge
    assert untouched(payment, provider)


def test_a_second_factor_shown_long_ago_is_not_enough(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    earlier = int(time.time()) - 301
    stale = as_role("admin", acr="mfa", auth_time=earlier, iat=earlier, nbf=earlier)
    assert_problem(give_back(stale, payment), 401, "insufficient-user-authentication")
    assert untouched(payment, provider)


def test_a_vendor_may_not_for_what_he_bought_himself(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider, customer_id=UUID(user_id("alice")))
    assert_problem(give_back(as_role("vendor", "alice", acr="mfa"), payment), 404, "not-found")
    assert untouched(payment, provider)


@pytest.mark.parametrize("role", ["customer", "viewer"])
def test_others_may_not_even_for_their_own(as_role: AsRole, provider: ScriptedProvider, role: str) -> None:
    payment = captured(provider, customer_id=UUID(user_id("alice")))
    assert_problem(give_back(as_role(role, "alice", acr="mfa"), payment), 403, "forbidden")
    assert untouched(payment, provider)


def test_nobody_in_particular_may_not(api: APIClient, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    assert_problem(give_back(api, payment), 401, "unauthenticated")
    assert untouched(payment, provider)


def test_the_same_request_again_is_the_same_refund(staff: APIClient, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    first, second = (give_back(staff, payment, {"amount": "9.00"}, key="once") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert second["Idempotency-Replayed"] == "true"
    assert (Refund.objects.count(), provider.only().refunded) == (1, 900)


def test_a_key_is_its_senders_own(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    for name in ("sami", "salma"):
        assert give_back(as_role("staff", name, acr="mfa"), payment, {"amount": "9.00"}, key="1").status_code == 201
    assert provider.only().refunded == 1_800


def test_a_used_key_with_another_amount_is_refused(staff: APIClient, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    give_back(staff, payment, {"amount": "9.00"}, key="once")
    assert_problem(give_back(staff, payment, {"amount": "9.01"}, key="once"), 422, "idempotency-key-reused")
    assert provider.only().refunded == 900


def test_a_request_without_a_key_is_refused(staff: APIClient, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    assert_problem(staff.post(f"/api/payments/{payment.pk}/refunds/", {}), 400, "idempotency-key-required")
    assert untouched(payment, provider)


NOT_DECIMAL = ["-1.00", "+1.00", "1e2", "NaN", "Infinity", "1,00", "", " 1.00", "1.00 ", "٣", "9" * 20, "1" * 16]
NOT_TEXT: list[Any] = [1, 1.5, True, None, [], {}, ["1.00"]]


@pytest.mark.parametrize("amount", ["0", "0.00", "1.001", *NOT_DECIMAL, *NOT_TEXT])
def test_an_amount_is_a_plain_decimal_above_zero(staff: APIClient, provider: ScriptedProvider, amount: Any) -> None:
    payment = captured(provider)
    told = assert_problem(give_back(staff, payment, {"amount": amount}), 400, "validation-error")
    assert [error["pointer"] for error in told["errors"]] == ["/amount"]
    assert untouched(payment, provider)


def test_a_currency_without_cents_takes_none(staff: APIClient, provider: ScriptedProvider) -> None:
    payment = captured(provider, amount=Money(12_900, "JPY"))
    assert_problem(give_back(staff, payment, {"amount": "100.5"}), 400, "validation-error")
    assert untouched(payment, provider)
    assert give_back(staff, payment, {"amount": "100"}).json()["amount"] == "100"


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"reason": 5}, "validation-error"),
        ({"reason": "x" * 201}, "validation-error"),
        ({"reason": "a\u202eb"}, "validation-error"),
        ({"reason": "card 4111 1111 1111 1111"}, "card-data-not-allowed"),
        ({"currency": "USD"}, "unknown-field"),
        ({"customer_id": str(uuid4())}, "unknown-field"),
    ],
)
def test_what_else_is_wrong_is_named(
    staff: APIClient, provider: ScriptedProvider, body: dict[str, Any], slug: str
) -> None:
    payment = captured(provider)
    assert_problem(give_back(staff, payment, body), 400, slug)
    assert untouched(payment, provider)


@pytest.mark.parametrize("amount", ["129.01", "999999999999999"])
def test_more_than_was_captured_is_refused(staff: APIClient, provider: ScriptedProvider, amount: str) -> None:
    payment = captured(provider)
    told = assert_problem(give_back(staff, payment, {"amount": amount}), 409, "refund-exceeds-captured")
    assert (told["refundable"], told["currency"]) == (12_900, "EUR")
    assert untouched(payment, provider)


def test_what_was_not_captured_is_not_given_back(staff: APIClient, provider: ScriptedProvider) -> None:
    payment = authorized(provider)
    assert_problem(give_back(staff, payment), 409, "invalid-state")
    assert untouched(payment, provider)


def test_an_unknown_payment_is_not_found(staff: APIClient, provider: ScriptedProvider) -> None:
    assert_problem(give_back(staff, Payment(pk=uuid4())), 404, "not-found")
    assert_problem(give_back(staff, Payment(pk="x")), 404, "not-found")


def test_while_the_provider_is_silent_the_same_key_waits_for_the_end(
    staff: APIClient, provider: ScriptedProvider, held_clock: Any
) -> None:
    payment = captured(provider)
    provider.fail("refund", after=True)
    answer = give_back(staff, payment, key="once")
    assert_problem(answer, 503, "dependency-unavailable")
    assert answer["Retry-After"] == "1"
    assert_problem(give_back(staff, payment, {"amount": "0.01"}), 409, "refund-exceeds-captured")
    held_clock.advance(seconds=2)
    assert recovery.settle_due(provider) == 1
    assert give_back(staff, payment, key="once").status_code == 201
    assert (Refund.objects.count(), provider.only().refunded) == (1, 12_900)


def test_a_refund_the_provider_refuses_is_told(staff: APIClient, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    provider.fail("refund", Refused("charge_disputed"))
    told = assert_problem(give_back(staff, payment, key="once"), 409, "refund-refused")
    assert told["refusal_code"] == "charge_disputed"
    payment.refresh_from_db()
    assert (payment.refunded, payment.refunding) == (0, 0)
