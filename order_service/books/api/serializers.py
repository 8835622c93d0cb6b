"""The books as their readers see them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from order_service.books.adapters.stock import PAGE
from order_service.books.domain.reconciliation import ProblemKind, StockBook
from servicekit.api.serializers import Strict

IN_ORDER = {
    "state": "balanced",
    "checked_at": "2026-03-03T10:00:00Z",
    "seconds": 0.084,
    "running_since": None,
    "asked_at": None,
    "last_error": "",
    "products": {"count": 42, "received": 4200, "sold": 131, "reserved": 2, "free": 4067},
    "orders": {"paid": 96, "giving_back": 0, "given_back": 4},
    "payments": {"captured": 100, "under_way": 1},
    "ledger": [
        {"currency": "EUR", "account": "provider", "minor_units": 1290000},
        {"currency": "EUR", "account": "sales", "minor_units": -1290000},
    ],
    "problems": [],
    "problem_counts": {},
    "waiting_for_events": 0,
    "open_sagas": {"authorizing": 1},
}


class ProductTotals(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    received = serializers.IntegerField(help_text="Units that ever came, corrections included.")
    sold = serializers.IntegerField(help_text="Units sold, less those that came back.")
    reserved = serializers.IntegerField(help_text="Units held for checkouts under way.")
    free = serializers.IntegerField()


class OrderTotals(serializers.Serializer[Any]):
    paid = serializers.IntegerField(help_text="Orders with exactly one capture, unless `problems` says otherwise.")
    giving_back = serializers.IntegerField(help_text="Cancelled after payment, the refund under way.")
    given_back = serializers.IntegerField()


class PaymentTotals(serializers.Serializer[Any]):
    captured = serializers.IntegerField()
    under_way = serializers.IntegerField(help_text="Captured, and the order is being told at this moment.")


class AccountBalance(serializers.Serializer[Any]):
    currency = serializers.CharField()
    account = serializers.CharField()
    minor_units = serializers.IntegerField()


class BooksProblem(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[kind.value for kind in ProblemKind])
    subject = serializers.CharField(help_text="The product, the order or the currency it is about.")
    detail = serializers.CharField()


@extend_schema_serializer(examples=[OpenApiExample("Everything adds up", value=IN_ORDER, response_only=True)])
class BooksOutput(serializers.Serializer[Any]):
    """The last audit, and what is open at this moment."""

    state = serializers.ChoiceField(
        choices=["balanced", "wrong", "unknown"], help_text="`unknown` until the first audit has ended."
    )
    checked_at = serializers.DateTimeField(allow_null=True, help_text="When the last audit began.")
    seconds = serializers.FloatField(allow_null=True)
    running_since = serializers.DateTimeField(allow_null=True, help_text="An audit is under way since then.")
    asked_at = serializers.DateTimeField(allow_null=True, help_text="Somebody asked for one, and it has not begun.")
    last_error = serializers.CharField(
        allow_blank=True, help_text="Why the last try came to nothing: a side could not be read. It is tried again."
    )
    products = ProductTotals(allow_null=True)
    orders = OrderTotals(allow_null=True)
    payments = PaymentTotals(allow_null=True)
    ledger = AccountBalance(many=True)
    problems = BooksProblem(many=True, help_text="The first hundred.")
    problem_counts = serializers.DictField(child=serializers.IntegerField(), help_text="All of them, by kind.")
    waiting_for_events = serializers.IntegerField(
        help_text="Products whose units cannot be judged while events wait for the broker."
    )
    open_sagas = serializers.DictField(child=serializers.IntegerField(), help_text="Checkouts under way, by state.")


class AuditAsked(serializers.Serializer[Any]):
    asked_at = serializers.DateTimeField()


class StockQuery(Strict):
    page_token = serializers.CharField(required=False, max_length=40, help_text="`next_token` of the page before.")


class StockRow(serializers.Serializer[StockBook]):
    product_id = serializers.IntegerField()
    sku = serializers.CharField()
    name = serializers.CharField()
    received = serializers.IntegerField()
    sold = serializers.IntegerField()
    reserved = serializers.IntegerField()
    free = serializers.IntegerField()
    balanced = serializers.BooleanField(help_text="received = sold + reserved + free, and reserved is what holds hold.")


class StockRows(serializers.Serializer[Any]):
    results = StockRow(many=True)
    next_token = serializers.CharField(allow_blank=True, help_text=f"Empty on the last page. {PAGE} rows at most.")
