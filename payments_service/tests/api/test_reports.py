"""GET /api/payments/reports/ and /ledger/: sums that agree with each other, and never mix currencies."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from rest_framework.test import APIClient

from payments_service.payments import refunding
from payments_service.payments.models import LedgerEntry, Payment
from payments_service.payments.services.shares import shares_keep
from payments_service.tests.support import ScriptedProvider, authorized, captured, paid, requested
from servicekit import spreadsheet
from servicekit.money import Money
from servicekit.testing.api import assert_problem
from servicekit.testing.tokens import user_id

pytestmark = pytest.mark.django_db
AsRole = Callable[..., APIClient]
PATH, LEDGER = "/api/payments/reports/", "/api/payments/ledger/"
NORDLYS, FJORD = str(uuid4()), str(uuid4())


def began(payment: Payment, day: int) -> Payment:
    """Late on that day of March 2026, in UTC."""
    Payment.objects.filter(pk=payment.pk).update(created_at=datetime(2026, 3, day, 23, 59, 59, tzinfo=UTC))
    return payment


@pytest.fixture
def sold(provider: ScriptedProvider) -> None:
    """Euros on two days, of two organisations and the shop; yen; one declined, one request, one refund."""
    first = began(captured(provider, amount=Money(10_000, "EUR")), 1)
    shares_keep(first, {NORDLYS: 3_333, FJORD: 3_333})
    refunding.payment_refund(idempotency_key="r", payment_id=first.pk, amount=Money(100, "EUR"), provider=provider)
    began(captured(provider, amount=Money(500, "JPY")), 1)
    began(authorized(provider, token="tok_decline", amount=Money(700, "EUR")), 2)
    began(paid(provider, requested(organisation_id=NORDLYS, vendor_id=UUID(user_id("vera")))), 2)
    began(captured(provider, amount=Money(99_900, "EUR")), 20)


def report(client: APIClient, **query: str) -> Any:
    return client.get(PATH, {"from": "2026-03-01", "to": "2026-03-02"} | query)


def rows(answer: Any) -> list[tuple[Any, ...]]:
    assert answer.status_code == 200, answer.content
    return [
        tuple(row[n] for n in ("key", "currency", "count", "captured", "refunded")) for row in answer.json()["rows"]
    ]


@pytest.mark.usefixtures("sold")
def test_each_grouping_tells_the_same_money(as_role: AsRole) -> None:
    viewer = as_role("viewer")
    assert rows(report(viewer)) == [
        ("2026-03-01", "EUR", 1, "100.00", "1.00"),
        ("2026-03-01", "JPY", 1, "500", "0"),
        ("2026-03-02", "EUR", 2, "49.00", "0.00"),
    ]
    assert rows(report(viewer, group_by="currency")) == [
        ("EUR", "EUR", 3, "149.00", "1.00"),
        ("JPY", "JPY", 1, "500", "0"),
    ]
    assert rows(report(viewer, group_by="status")) == [
        ("completed", "EUR", 1, "49.00", "0.00"),
        ("completed", "JPY", 1, "500", "0"),
        ("failed", "EUR", 1, "0.00", "0.00"),
        ("partially_refunded", "EUR", 1, "100.00", "1.00"),
    ]
    by_vendor = {(key, currency): tuple(more) for key, currency, *more in rows(report(viewer, group_by="vendor"))}
    # Of the 1.00 that was given back, each bears a third; the odd cent is somebody's, always the same one's.
    assert {key: each[:2] for key, each in by_vendor.items()} == {
        (NORDLYS, "EUR"): (2, "82.33"),
        (FJORD, "EUR"): (1, "33.33"),
        ("", "EUR"): (2, "33.34"),
        ("", "JPY"): (1, "500"),
    }
    borne = sorted(each[2] for (_, currency), each in by_vendor.items() if currency == "EUR")
    assert borne == ["0.33", "0.33", "0.34"]
    for grouping in ("day", "currency", "status", "vendor"):
        totals = {total["currency"]: total["net"] for total in report(viewer, group_by=grouping).json()["totals"]}
        assert totals == {"EUR": "148.00", "JPY": "500"}


@pytest.mark.usefixtures("sold")
def test_it_can_be_of_one_currency_and_of_other_days(as_role: AsRole) -> None:
    staff = as_role("staff")
    assert rows(report(staff, currency="JPY")) == [("2026-03-01", "JPY", 1, "500", "0")]
    assert rows(report(staff, **{"from": "2026-03-20", "to": "2026-03-20"}))[0][3] == "999.00"
    assert rows(report(staff, **{"from": "2026-03-03", "to": "2026-03-19"})) == []


@pytest.mark.usefixtures("sold")
def test_a_vendor_s_report_is_of_the_organisation_s_shares(as_role: AsRole) -> None:
    vera = as_role("vendor", "vera", org=NORDLYS)
    assert [row[3] for row in rows(report(vera))] == ["33.33", "49.00"]
    assert [row[0] for row in rows(report(vera, group_by="vendor"))] == [NORDLYS]
    alone = as_role("vendor", "vera")
    assert rows(report(alone, group_by="currency")) == [("EUR", "EUR", 1, "49.00", "0.00")]
    assert rows(report(as_role("vendor", "victor", org=str(uuid4())))) == []


def test_customers_have_no_report_and_no_ledger(as_role: AsRole, api: APIClient) -> None:
    for path in (PATH, LEDGER):
        assert_problem(as_role("customer").get(path), 403, "forbidden")
        assert_problem(api.get(path), 401, "unauthenticated")
    assert_problem(as_role("vendor").get(LEDGER), 403, "forbidden")


@pytest.mark.usefixtures("sold")
def test_the_file_has_the_same_rows_and_runs_nothing(as_role: AsRole) -> None:
    answer = report(as_role("admin"), output="csv", group_by="status")
    assert answer.streaming
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="payments-by-status-2026-03-01-2026-03-02.csv"'
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert lines[0] == ["key", "label", "currency", "count", "captured", "refunded", "net"]
    assert ["completed", "completed", "EUR", "1", "49.00", "0.00", "49.00"] in lines
    assert len(lines) == 5


def test_what_a_spreadsheet_would_run_is_text() -> None:
    [_, line] = spreadsheet.lines(["a", "b", "c"], [["=1+1", "-5", 'say "x"']])
    assert next(csv.reader([line])) == ["'=1+1", "'-5", 'say "x"']


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ({"group_by": "customer"}, "validation-error"),
        ({"output": "xml"}, "validation-error"),
        ({"currency": "eur"}, "validation-error"),
        ({"from": "2026-13-01"}, "validation-error"),
        ({"from": "2026-03-02", "to": "2026-03-01"}, "validation-error"),
        ({"vendor": "1"}, "unknown-parameter"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(as_role: AsRole, query: dict[str, str], slug: str) -> None:
    assert_problem(report(as_role("admin"), **query), 400, slug)


def test_without_days_it_is_the_last_thirty(as_role: AsRole, held_clock: Any) -> None:
    body = as_role("admin").get(PATH).json()
    assert (datetime.fromisoformat(body["to"]) - datetime.fromisoformat(body["from"])).days == 29
    assert body["to"] == held_clock.instant.date().isoformat()
    assert (body["rows"], body["totals"]) == ([], [])


@pytest.mark.parametrize("edge", [{"to": "0001-01-05"}, {"from": "9999-12-31"}, {"to": "9999-12-31"}])
def test_at_either_end_of_time_a_report_is_empty(as_role: AsRole, edge: dict[str, str]) -> None:
    answer = as_role("admin").get(PATH, edge)
    assert (answer.status_code, answer.json()["rows"]) == (200, [])
    assert edge.items() <= answer.json().items()


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize(("grouping", "queries"), [("day", 1), ("currency", 1), ("status", 1), ("vendor", 2)])
def test_a_report_costs_what_it_costs_however_much_was_sold(
    as_role: AsRole, grouping: str, queries: int, django_assert_num_queries: Any
) -> None:
    client = as_role("admin")
    with django_assert_num_queries(1 + queries):  # the revoked sessions, and the sums
        report(client, group_by=grouping)


@pytest.mark.usefixtures("sold")
def test_the_ledger_sums_to_nothing_in_every_currency(as_role: AsRole, django_assert_num_queries: Any) -> None:
    client = as_role("viewer")
    with django_assert_num_queries(2):  # the revoked sessions, and every balance
        body = client.get(LEDGER).json()
    assert body["balanced"] is True
    assert body["currencies"] == [
        {
            "currency": "EUR",
            "sum": "0.00",
            "accounts": [{"account": "provider", "balance": "1147.00"}, {"account": "sales", "balance": "-1147.00"}],
            "transactions": 4,
        },
        {
            "currency": "JPY",
            "sum": "0",
            "accounts": [{"account": "provider", "balance": "500"}, {"account": "sales", "balance": "-500"}],
            "transactions": 1,
        },
    ]


@pytest.mark.usefixtures("sold")
def test_a_ledger_that_somebody_tampered_with_is_said_to_be_so(as_role: AsRole) -> None:
    LedgerEntry.objects.filter(currency="EUR", account="sales").order_by("id").first().delete()  # type: ignore[union-attr] # there are some
    body = as_role("admin").get(LEDGER).json()
    assert (body["balanced"], body["currencies"][0]["sum"]) == (False, "100.00")
