"""What the endpoint answers, and what it keeps."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from pydantic import SecretStr
from rest_framework.test import APIClient

from payments_service.payments.models import Payment
from payments_service.tests.support import ScriptedProvider, authorized
from payments_service.tests.webhooks.support import SECRET, URL, encoded, event, signed
from payments_service.webhooks import services
from payments_service.webhooks.models import ProviderEvent
from servicekit.testing.faults import Faults

Deliver = Callable[..., Any]
pytestmark = pytest.mark.django_db


@pytest.fixture
def payment(provider: ScriptedProvider) -> Payment:
    return authorized(provider)


def nothing_kept() -> bool:
    return not ProviderEvent.objects.exists()


def test_an_event_is_kept_encrypted_and_acknowledged(deliver: Deliver, payment: Payment) -> None:
    told = event("charge.authorized", payment)
    answer = deliver(told)
    assert (answer.status_code, answer.json()) == (200, {"received": True})
    kept = ProviderEvent.objects.get()
    assert (kept.provider, kept.event_id, kept.type) == ("sandbox", told["id"], "charge.authorized")
    assert (json.loads(kept.payload), kept.attempts, kept.handled_at) == (told, 0, None)
    assert kept.next_attempt_at == kept.received_at
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM webhooks_providerevent")
        assert payment.charge_id not in cursor.fetchone()[0]


def test_pay_32_the_same_event_again_is_one_row(deliver: Deliver, payment: Payment) -> None:
    told = event("charge.authorized", payment)
    assert [deliver(told).status_code for _ in range(10)] == [200] * 10
    assert ProviderEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("header", "slug"),
    [
        (lambda: "", "webhook-signature-invalid"),
        (lambda: signed(b"{}", secret="whsec_another"), "webhook-signature-invalid"),
        (lambda: signed(b"{}", late=301), "webhook-timestamp-out-of-range"),
        (lambda: signed(b"{}", late=-330), "webhook-timestamp-out-of-range"),
    ],
)
def test_what_is_not_signed_by_the_provider_is_not_kept(deliver: Deliver, header: Callable[[], str], slug: str) -> None:
    answer = deliver(b"{}", header=header())
    assert (answer.status_code, answer.json()["type"]) == (400, f"/problems/{slug}")
    assert nothing_kept()


def test_an_hour_late_is_too_late_and_a_new_stamp_makes_it_good(
    deliver: Deliver, payment: Payment, held_clock: Any
) -> None:
    """Whoever delivers late signs again, as Stripe does for every attempt."""
    body = encoded(event("charge.authorized", payment))
    old = signed(body)
    held_clock.advance(hours=1)
    assert deliver(body, header=old).status_code == 400
    assert nothing_kept()
    assert deliver(body).status_code == 200


@pytest.mark.parametrize(
    "body", [b"[]", b"null", b"{", b'{"id": 1}', b'{"id": "evt_1", "type": "x"}', b"\xff\xfe{}", b"[" * 100_000]
)
def test_signed_nonsense_is_no_event(deliver: Deliver, body: bytes) -> None:
    answer = deliver(body)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/malformed-json")
    assert nothing_kept()


@pytest.mark.parametrize("kind", ["charge.dispute.created", "payout.paid", "invented.next_year"])
def test_pay_36_other_events_are_taken_and_forgotten(deliver: Deliver, payment: Payment, kind: str) -> None:
    assert deliver(event(kind, payment)).status_code == 200
    assert nothing_kept()


def test_pay_42_only_post_and_neither_cookie_nor_token_counts(
    api: APIClient, deliver: Deliver, payment: Payment
) -> None:
    for method in (api.get, api.put, api.patch, api.delete):
        assert method(URL).status_code == 405
    api.cookies["rt"] = "somebody"
    told = event("charge.authorized", payment)
    assert deliver(told, HTTP_AUTHORIZATION="Bearer nonsense", HTTP_COOKIE="rt=x").status_code == 200
    unsigned = deliver(told, header="", HTTP_AUTHORIZATION=f"Bearer {SECRET}")
    assert unsigned.status_code == 400


def test_256_kib_are_enough(deliver: Deliver) -> None:
    body = b'{"padding": "' + b"x" * (256 * 1024) + b'"}'
    answer = deliver(body)
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/payload-too-large")
    assert nothing_kept()


def test_the_endpoint_of_a_provider_that_is_not_in_use_takes_nothing(api: APIClient, payment: Payment) -> None:
    body = encoded(event("charge.authorized", payment))
    for secret in (SECRET, ""):
        header = signed(body, secret=secret)
        url = "/api/payments/webhooks/stripe/"
        answer = api.post(url, body, content_type="application/json", HTTP_STRIPE_SIGNATURE=header)
        assert (answer.status_code, answer.json()["type"]) == (400, "/problems/webhook-signature-invalid")
    assert nothing_kept()


def test_during_a_rotation_the_old_secret_and_the_new_one_are_good(
    deliver: Deliver, payment: Payment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.SHOPMESH, "provider_webhook_secret", SecretStr("whsec_new, whsec_old"))
    for secret, status in (("whsec_old", 200), ("whsec_new", 200), (SECRET, 400)):
        body = encoded(event("charge.authorized", payment))
        assert deliver(body, header=signed(body, secret=secret)).status_code == status
    assert ProviderEvent.objects.count() == 2


def test_pay_38_without_a_database_the_sender_is_asked_to_come_again(
    deliver: Deliver, payment: Payment, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down(**_: object) -> bool:
        raise OperationalError("the database is gone")

    told = event("charge.authorized", payment)
    with monkeypatch.context() as patched, caplog.at_level(logging.CRITICAL):
        patched.setattr(services, "event_keep", down)
        answer = deliver(told)
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/dependency-unavailable")
    assert int(answer["Retry-After"]) >= 1
    assert nothing_kept()
    assert deliver(told).status_code == 200
    assert ProviderEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", ["payments.webhook.before-commit", "payments.webhook.after-commit"])
def test_a_process_that_dies_while_keeping_an_event_keeps_it_once(
    deliver: Deliver, payment: Payment, faults: Faults, point: str
) -> None:
    told = event("charge.authorized", payment)
    dying = faults(site="point", where=point, effect="raise", times=1)
    assert deliver(told).status_code == 500
    assert faults.happened(dying) == 1
    assert deliver(told).status_code == 200
    assert ProviderEvent.objects.get().handled_at is None


@pytest.mark.django_db(transaction=True)
def test_ten_deliveries_at_once_are_one_row(payment: Payment) -> None:
    body = encoded(event("charge.authorized", payment))
    header = signed(body)

    def send(_: int) -> int:
        try:
            return int(
                APIClient().post(URL, body, content_type="application/json", HTTP_SANDBOX_SIGNATURE=header).status_code
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(send, range(10))) == [200] * 10
    assert ProviderEvent.objects.count() == 1
