from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from payments_service.payments import refunding
from payments_service.payments.ports import NothingHappened
from payments_service.tests.support import ScriptedProvider, authorized, captured
from servicekit.errors import DependencyUnavailable
from servicekit.money import Money
from servicekit.testing.api import assert_problem
from servicekit.testing.tokens import user_id

pytestmark = pytest.mark.django_db
AsRole = Callable[..., APIClient]
ALICE, BOB = UUID(user_id("alice")), UUID(user_id("bob"))


def test_a_customer_sees_his_own_newest_first(as_role: AsRole, provider: ScriptedProvider, held_clock: Any) -> None:
    first = captured(provider, customer_id=ALICE)
    held_clock.advance(seconds=1)
    second = authorized(provider, customer_id=ALICE)
    captured(provider, customer_id=BOB)
    body = as_role("customer", "alice").get("/api/payments/").json()
    assert body.keys() == {"count", "next", "previous", "results"}
    assert [(row["id"], row["status"]) for row in body["results"]] == [
        (str(second.pk), "authorized"),
        (str(first.pk), "completed"),
    ]


@pytest.mark.parametrize("role", ["admin", "staff", "viewer"])
def test_who_looks_after_the_shop_sees_all(as_role: AsRole, provider: ScriptedProvider, role: str) -> None:
    captured(provider, customer_id=ALICE)
    captured(provider, customer_id=BOB)
    assert as_role(role, "carol").get("/api/payments/").json()["count"] == 2


def test_a_vendor_sees_what_he_paid_himself(as_role: AsRole, provider: ScriptedProvider) -> None:
    captured(provider, customer_id=BOB)
    assert as_role("vendor", "alice").get("/api/payments/").json()["count"] == 0


def test_without_a_token_or_with_a_bad_one_nothing_is_shown(api: APIClient) -> None:
    assert_problem(api.get("/api/payments/"), 401, "unauthenticated")
    api.credentials(HTTP_AUTHORIZATION="Bearer x.y.z")
    assert_problem(api.get("/api/payments/"), 401, "token-invalid")


def test_what_never_left_for_the_provider_is_no_payment(as_role: AsRole, provider: ScriptedProvider) -> None:
    provider.fail("authorize", NothingHappened("refused"))
    with pytest.raises(DependencyUnavailable):
        authorized(provider, customer_id=ALICE)
    assert as_role("customer", "alice").get("/api/payments/").json()["count"] == 0


def test_it_can_be_narrowed_by_status_and_order(as_role: AsRole, provider: ScriptedProvider) -> None:
    paid, open_ = captured(provider, customer_id=ALICE), authorized(provider, customer_id=ALICE)
    provider.fail("authorize")
    unknown = authorized(provider, customer_id=ALICE)
    alice = as_role("customer", "alice")

    def found(**query: str) -> list[str]:
        return [row["id"] for row in alice.get("/api/payments/", query).json()["results"]]

    assert found(status="completed") == [str(paid.pk)]
    assert found(status="processing") == [str(unknown.pk)]
    assert found(order_id=str(open_.order_id)) == [str(open_.pk)]
    assert found(order_id=str(open_.order_id), status="completed") == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("status=paid", "validation-error"),
        ("order_id=1", "validation-error"),
        ("page=0", "validation-error"),
        ("page=-1", "validation-error"),
        ("page=abc", "validation-error"),
        ("page_size=101", "validation-error"),
        ("customer_id=1", "unknown-parameter"),
        ("type=initiate", "validation-error"),
        ("from=yesterday", "validation-error"),
        ("from=2026-03-02&to=2026-03-01", "validation-error"),
    ],
)
def test_a_query_that_makes_no_sense_is_refused(as_role: AsRole, query: str, code: str) -> None:
    assert_problem(as_role("customer").get(f"/api/payments/?{query}"), 400, code)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_is_changed_here(as_role: AsRole, method: str) -> None:
    assert_problem(getattr(as_role("admin"), method)("/api/payments/", {}), 405, "method-not-allowed")


def test_a_page_costs_two_queries_however_long_it_is(
    as_role: AsRole, provider: ScriptedProvider, django_assert_num_queries: Any
) -> None:
    for _ in range(5):
        captured(provider, customer_id=ALICE)
    client = as_role("admin")
    # The revoked sessions, the count, the page.
    with django_assert_num_queries(3):
        client.get("/api/payments/?page_size=5")


def test_amounts_are_decimal_strings(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider, customer_id=ALICE, amount=Money(1205, "EUR"))
    refunding.payment_refund(idempotency_key="r", payment_id=payment.pk, amount=Money(5, "EUR"), provider=provider)
    captured(provider, customer_id=ALICE, amount=Money(500, "JPY"))
    yen, euro = as_role("customer", "alice").get("/api/payments/").json()["results"]
    assert (euro["amount"], euro["captured"], euro["refunded"]) == ("12.05", "12.05", "0.05")
    assert euro["status"] == "partially_refunded"
    assert (yen["amount"], yen["currency"]) == ("500", "JPY")
