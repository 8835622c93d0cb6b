"""Histories and lists of refunds, and who sees which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from rest_framework.test import APIClient

from payments_service.payments import refunding
from payments_service.payments.models import Payment, PaymentEvent
from payments_service.payments.services.shares import shares_keep
from payments_service.tests.support import ScriptedProvider, authorized, captured, paid, requested
from servicekit.money import Money
from servicekit.testing.api import assert_problem
from servicekit.testing.tokens import user_id

pytestmark = pytest.mark.django_db
AsRole = Callable[..., APIClient]
HISTORY, REFUNDS, LIST = "/api/payments/history/", "/api/payments/refunds/", "/api/payments/"
ALICE, BOB, VERA = UUID(user_id("alice")), UUID(user_id("bob")), UUID(user_id("vera"))
NORDLYS = str(uuid4())


def give_back(payment: Payment, amount: int, provider: ScriptedProvider) -> None:
    money = Money(amount, "EUR")
    refunding.payment_refund(idempotency_key=str(uuid4()), payment_id=payment.pk, amount=money, provider=provider)


def results(client: APIClient, path: str, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(path, query).json()["results"]
    return found


def test_every_change_is_told_newest_first(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider, customer_id=ALICE)
    give_back(payment, 900, provider)
    told = results(as_role("customer", "alice"), HISTORY)
    assert [(row["kind"], row["status"], row["amount"]) for row in told] == [
        ("refunded", "partially_refunded", "9.00"),
        ("captured", "completed", "129.00"),
        ("authorized", "authorized", "129.00"),
    ]
    assert {row["payment_id"] for row in told} == {str(payment.pk)}
    assert {row["currency"] for row in told} == {"EUR"}
    assert all(row["at"].endswith("Z") for row in told)


def test_a_decline_says_why(as_role: AsRole, provider: ScriptedProvider) -> None:
    authorized(provider, customer_id=ALICE, token="tok_decline")
    [row] = results(as_role("customer", "alice"), HISTORY)
    assert (row["kind"], row["status"], row["note"]) == ("declined", "failed", "card_declined")


def test_it_can_be_of_one_payment_and_of_some_days(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment, _ = captured(provider, customer_id=ALICE), captured(provider, customer_id=ALICE)
    admin = as_role("admin")
    assert len(results(admin, HISTORY)) == 4
    assert len(results(admin, HISTORY, payment_id=str(payment.pk))) == 2
    assert results(admin, HISTORY, to="2020-01-01") == []
    assert len(results(admin, HISTORY, **{"from": "2020-01-01"})) == 4
    assert_problem(admin.get(HISTORY, {"payment_id": "1"}), 400, "validation-error")
    assert_problem(admin.get(HISTORY, {"user_id": "1"}), 400, "unknown-parameter")


def test_nobody_sees_what_is_not_theirs(as_role: AsRole, api: APIClient, provider: ScriptedProvider) -> None:
    payment = captured(provider, customer_id=ALICE)
    give_back(payment, 900, provider)
    of_payment = f"/api/payments/{payment.pk}/refunds/"
    for stranger in (as_role("customer", "bob"), as_role("vendor", "bob", org=NORDLYS)):
        assert results(stranger, HISTORY) == results(stranger, HISTORY, payment_id=str(payment.pk)) == []
        assert results(stranger, REFUNDS) == []
        assert_problem(stranger.get(of_payment), 404, "not-found")
    for path in (HISTORY, REFUNDS, of_payment):
        assert_problem(api.get(path), 401, "unauthenticated")
        assert len(results(as_role("customer", "alice"), path)) == (3 if path == HISTORY else 1)
        assert len(results(as_role("viewer", "carol"), path)) == (3 if path == HISTORY else 1)


def test_a_vendor_sees_requests_and_payments_with_a_share(as_role: AsRole, provider: ScriptedProvider) -> None:
    shared, foreign = captured(provider, customer_id=ALICE), captured(provider, customer_id=ALICE)
    shares_keep(shared, {NORDLYS: 2_900})
    asked = paid(provider, requested(vendor_id=VERA, organisation_id=NORDLYS, customer_id=BOB))
    vera = as_role("vendor", "vera", org=NORDLYS)
    assert {row["id"]: row["share"] for row in results(vera, LIST)} == {str(shared.pk): "29.00", str(asked.pk): "49.00"}
    assert {row["payment_id"] for row in results(vera, HISTORY)} == {str(shared.pk), str(asked.pk)}
    assert [row["id"] for row in results(vera, LIST, type="request")] == [str(asked.pk)]
    assert_problem(vera.get(f"{LIST}{foreign.pk}/"), 404, "not-found")
    assert results(as_role("admin"), LIST, type="request")[0]["share"] is None


def test_what_a_customer_is_asked_for_is_in_the_list(as_role: AsRole) -> None:
    payment = requested(vendor_id=VERA, customer_id=ALICE)
    [row] = results(as_role("customer", "alice"), LIST, status="initiated")
    assert (row["id"], row["description"]) == (str(payment.pk), "Engraving")


def test_refunds_are_listed_with_what_became_of_them(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider, customer_id=ALICE)
    give_back(payment, 900, provider)
    [row] = results(as_role("customer", "alice"), f"/api/payments/{payment.pk}/refunds/")
    assert [row[name] for name in ("payment_id", "amount", "currency", "status", "refusal_code")] == [
        str(payment.pk),
        "9.00",
        "EUR",
        "succeeded",
        None,
    ]
    assert results(as_role("customer", "alice"), REFUNDS, to="2020-01-01") == []


@pytest.mark.parametrize("path", [HISTORY, REFUNDS])
def test_a_page_costs_two_queries_however_long_it_is(
    as_role: AsRole, provider: ScriptedProvider, django_assert_num_queries: Any, path: str
) -> None:
    for _ in range(3):
        give_back(captured(provider, customer_id=ALICE), 900, provider)
    for client in (as_role("admin"), as_role("vendor", "alice", org=NORDLYS)):
        with django_assert_num_queries(3):  # the revoked sessions, the count, the page
            client.get(path)


def test_a_change_and_its_row_of_history_are_one(provider: ScriptedProvider) -> None:
    """Every payment's last row tells of the status it has."""
    give_back(captured(provider), 900, provider)
    authorized(provider, token="tok_decline")
    paid(provider, requested())
    for payment in Payment.objects.all():
        assert PaymentEvent.objects.filter(payment=payment)[0].status == payment.status
