"""The ledger: what every account holds, and that it sums to nothing."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from payments_service.payments import books
from payments_service.payments.books import AccountSum
from servicekit.api.query import known_parameters
from servicekit.auth.permissions import May
from servicekit.money import Money

EXAMPLE = OpenApiExample(
    "Balanced",
    response_only=True,
    value={
        "balanced": True,
        "currencies": [
            {
                "currency": "EUR",
                "sum": "0.00",
                "accounts": [{"account": "provider", "balance": "370.05"}, {"account": "sales", "balance": "-370.05"}],
                "transactions": 5,
            }
        ],
    },
)


class AccountOutput(serializers.Serializer[Any]):
    account = serializers.CharField(help_text="`provider`: what it holds for the shop. `sales`: negative is credit.")
    balance = serializers.CharField(help_text="A decimal string.")


class CurrencyOutput(serializers.Serializer[Any]):
    currency = serializers.CharField()
    sum = serializers.CharField(help_text="Of all accounts: zero.")
    accounts = AccountOutput(many=True)
    transactions = serializers.IntegerField(help_text="Captures and refunds entered.")


@extend_schema_serializer(examples=[EXAMPLE])
class LedgerOutput(serializers.Serializer[Any]):
    balanced = serializers.BooleanField()
    currencies = CurrencyOutput(many=True)


class LedgerView(APIView):
    permission_classes = (May.of("payments.ledger"),)

    @extend_schema(
        operation_id="payments_ledger",
        summary="The ledger's balances",
        description="Every capture and refund is entered twice, with opposite signs: each currency sums to zero. One "
        "statement, so it is of one moment.",
        tags=["payments"],
        responses=LedgerOutput,
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        found = books.account_sums()
        told = [_currency(name, list(sums)) for name, sums in groupby(found, key=lambda each: each.currency)]
        return Response(LedgerOutput({"balanced": books.balanced(found), "currencies": told}).data)


def _currency(name: str, sums: list[AccountSum]) -> dict[str, Any]:
    return {
        "currency": name,
        "sum": Money(sum(each.minor_units for each in sums), name).decimal(),
        "accounts": [{"account": each.account, "balance": Money(each.minor_units, name).decimal()} for each in sums],
        "transactions": max(each.entries for each in sums),
    }
