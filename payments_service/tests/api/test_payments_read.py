from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from rest_framework.test import APIClient

from payments_service.payments.models import Payment
from payments_service.tests.support import ScriptedProvider, authorized, captured
from servicekit.testing.api import assert_problem
from servicekit.testing.tokens import user_id

pytestmark = pytest.mark.django_db
AsRole = Callable[..., APIClient]
ALICE = UUID(user_id("alice"))


def path(payment: Payment) -> str:
    return f"/api/payments/{payment.pk}/"


def test_a_customer_reads_his_own(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider, customer_id=ALICE)
    body = as_role("customer", "alice").get(path(payment)).json()
    assert body.pop("created_at").endswith("Z")
    assert body.pop("updated_at").endswith("Z")
    assert body == {
        "id": str(payment.pk),
        "type": "checkout",
        "order_id": str(payment.order_id),
        "customer_id": str(ALICE),
        "amount": "129.00",
        "currency": "EUR",
        "captured": "129.00",
        "refunded": "0.00",
        "share": None,
        "status": "completed",
        "method": "card",
        "decline_code": None,
        "description": "",
        "vendor_id": None,
        "organisation_id": None,
        "capture": "manual",
        "expires_at": None,
    }


def test_a_refusal_shows_why(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = authorized(provider, customer_id=ALICE, token="tok_decline")
    body = as_role("customer", "alice").get(path(payment)).json()
    assert (body["status"], body["decline_code"], body["captured"]) == ("failed", "card_declined", "0.00")


def test_somebody_elses_payment_looks_like_none(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider, customer_id=ALICE)
    mallory = as_role("customer", "mallory")
    theirs = assert_problem(mallory.get(path(payment)), 404, "not-found")
    nobodys = assert_problem(mallory.get(f"/api/payments/{uuid4()}/"), 404, "not-found")
    assert {**theirs, "instance": ""} == {**nobodys, "instance": ""}


@pytest.mark.parametrize("role", ["admin", "staff", "viewer"])
def test_who_looks_after_the_shop_reads_any(as_role: AsRole, provider: ScriptedProvider, role: str) -> None:
    payment = captured(provider, customer_id=ALICE)
    assert as_role(role, "carol").get(path(payment)).status_code == 200


@pytest.mark.parametrize("name", ["1", "x", "00000000-0000-0000-0000-00000000000g"])
def test_a_name_that_is_no_id_is_not_found(as_role: AsRole, name: str) -> None:
    assert_problem(as_role("admin").get(f"/api/payments/{name}/"), 404, "not-found")


def test_without_a_token_it_is_not_even_said_whether_it_exists(api: APIClient, provider: ScriptedProvider) -> None:
    payment = captured(provider)
    assert_problem(api.get(path(payment)), 401, "unauthenticated")
    assert_problem(api.get(f"/api/payments/{uuid4()}/"), 401, "unauthenticated")


def test_versioned_and_slashless_paths_are_the_same(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider, customer_id=ALICE)
    alice = as_role("customer", "alice")
    answers = {alice.get(p).content for p in (path(payment), path(payment)[:-1], f"/api/v1/payments/{payment.pk}/")}
    assert len(answers) == 1


def test_nothing_internal_is_shown(as_role: AsRole, provider: ScriptedProvider) -> None:
    payment = captured(provider, customer_id=ALICE)
    shown = as_role("admin").get(path(payment)).content.decode()
    assert payment.charge_id not in shown
    assert payment.idempotency_key not in shown
