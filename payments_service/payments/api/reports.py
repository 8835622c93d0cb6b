"""What was sold: by day, by currency, by vendor and by status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from payments_service.payments import reports
from payments_service.payments.api.serializers import STATUSES, Period
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.reports import Row, Seller
from servicekit import clock, spreadsheet
from servicekit.api.query import validated
from servicekit.api.serializers import CurrencyField
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May, sees_all
from servicekit.auth.principal import Principal
from servicekit.money import Money

DAYS = 30
COLUMNS = ("key", "label", "currency", "count", "captured", "refunded", "net")
SHOP = "The shop"

EXAMPLE = OpenApiExample(
    "Two days",
    response_only=True,
    value={
        "from": "2026-03-01",
        "to": "2026-03-02",
        "group_by": "day",
        "rows": [
            {
                "key": "2026-03-01",
                "label": "2026-03-01",
                "currency": "EUR",
                "count": 3,
                "captured": "387.00",
                "refunded": "29.00",
                "net": "358.00",
            },
            {
                "key": "2026-03-02",
                "label": "2026-03-02",
                "currency": "EUR",
                "count": 1,
                "captured": "12.05",
                "refunded": "0.00",
                "net": "12.05",
            },
        ],
        "totals": [{"currency": "EUR", "count": 4, "captured": "399.05", "refunded": "29.00", "net": "370.05"}],
    },
)


class ReportQuery(Period):
    group_by = serializers.ChoiceField(choices=reports.GROUPS, required=False, default="day")
    currency = CurrencyField(required=False)
    output = serializers.ChoiceField(choices=["json", "csv"], required=False, default="json")


class Sums(serializers.Serializer[Any]):
    currency = serializers.CharField()
    count = serializers.IntegerField(help_text="Payments; of a vendor, payments with a share.")
    captured = serializers.CharField(help_text="A decimal string.")
    refunded = serializers.CharField(help_text="Of what was captured, given back by now.")
    net = serializers.CharField()


class ReportRow(Sums):
    key = serializers.CharField(help_text="A day of UTC, a currency, an organisation's id (empty: the shop) or status.")
    label = serializers.CharField()  # type: ignore[assignment] # a field of the answer, beside what DRF calls a label


@extend_schema_serializer(examples=[EXAMPLE])
class Report(serializers.Serializer[Any]):
    """Of the payments that were begun in these days."""

    vars()["from"] = serializers.DateField()  # a word of the language
    to = serializers.DateField()
    group_by = serializers.ChoiceField(choices=reports.GROUPS)
    rows = ReportRow(many=True)
    totals = Sums(many=True)


class ReportsView(APIView):
    permission_classes = (May.of("payments.report"),)

    @extend_schema(
        operation_id="payments_report",
        summary="What was sold",
        description="Sums of the payments that were begun in these days of UTC, the last thirty when left out: how "
        "many, what was captured of them and what was given back by now. Currencies are never added up. A vendor's "
        "report is of the organisation's shares. `output=csv` is the rows as a file.",
        tags=["payments"],
        parameters=[ReportQuery],
        responses={200: Report, (200, "text/csv"): OpenApiResponse(OpenApiTypes.STR)},
    )
    def get(self, request: Request) -> HttpResponseBase:
        asked = _with_days(validated(request, ReportQuery))
        found = reports.rows(asked["group_by"], asked, _seller(asking(request)))
        rows = [*_as_shown(found)] if asked["group_by"] == "status" else found
        if asked["output"] == "csv":
            return _file(asked, rows)
        told = {name: asked[name] for name in ("from", "to", "group_by")}
        totals = [_sums(row) for row in reports.totals(found)]
        return Response(Report(told | {"rows": [_told(asked, row) for row in rows], "totals": totals}).data)


def _with_days(asked: dict[str, Any]) -> dict[str, Any]:
    to = asked.get("to") or max(clock.now().date(), asked.get("from") or date.min)
    # Of the first days there are, fewer than thirty come before.
    first = date.fromordinal(max(to.toordinal() - DAYS + 1, date.min.toordinal()))
    return asked | {"to": to, "from": asked.get("from") or first}


def _seller(user: Principal) -> Seller | None:
    return None if sees_all(user, "payments.report") else Seller(UUID(user.id), user.org)


def _as_shown(found: list[Row]) -> Iterator[Row]:
    """By the statuses people see: several of ours are one of theirs."""
    shown = [replace(row, key=STATUSES[PaymentStatus(row.key)]) for row in found]
    yield from sorted(
        reports.merged(shown, lambda row: (row.key, row.currency)), key=lambda row: (row.key, row.currency)
    )


def _file(asked: dict[str, Any], rows: list[Row]) -> StreamingHttpResponse:
    cells = ([told[name] for name in COLUMNS] for told in (_told(asked, row) for row in rows))
    name = f"payments-by-{asked['group_by']}-{asked['from']}-{asked['to']}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    lines = spreadsheet.lines(COLUMNS, cells)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _told(asked: dict[str, Any], row: Row) -> dict[str, Any]:
    label = SHOP if asked["group_by"] == "vendor" and not row.key else row.key
    return {"key": row.key, "label": label, **_sums(row)}


def _sums(row: Row) -> dict[str, Any]:
    amounts = {"captured": row.captured, "refunded": row.refunded, "net": row.net}
    told = {name: Money(amount, row.currency).decimal() for name, amount in amounts.items()}
    return {"currency": row.currency, "count": row.count, **told}
