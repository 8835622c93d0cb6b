from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from order_service import wiring
from order_service.books import selectors, services
from order_service.books.api.serializers import AuditAsked, BooksOutput, StockQuery, StockRows
from order_service.books.models import BooksAudit
from servicekit import clock
from servicekit.api.query import known_parameters, validated
from servicekit.api.schema import refusals
from servicekit.auth.permissions import May

TAGS = ["books"]
PAGE_SIZE = 20
NOTHING_KNOWN: dict[str, Any] = {
    "products": None,
    "orders": None,
    "payments": None,
    "ledger": [],
    "problems": [],
    "problem_counts": {},
    "waiting_for_events": 0,
}


class BooksView(APIView):
    permission_classes = (May.of("books.read"),)

    @extend_schema(
        operation_id="books_read",
        summary="Whether the books balance",
        description=(
            "The last audit: for every product received = sold + reserved + free, and what was sold is what orders "
            "bought; every paid order has exactly one capture of its total; no money was captured without an order; "
            "the ledger of every currency adds up to zero. The worker audits every 30 seconds, or less often when an "
            "audit takes long."
        ),
        tags=TAGS,
        responses=BooksOutput,
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        return Response(BooksOutput(_books(selectors.last_audit())).data)


class AuditsView(APIView):
    permission_classes = (May.of("books.read"),)

    @extend_schema(
        operation_id="books_audit",
        summary="Audit the books now",
        description="The worker begins within a second; read the books until `checked_at` is not before `asked_at`.",
        tags=TAGS,
        request=None,
        responses={202: AuditAsked},
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        now = clock.now()
        services.audit_ask(at=now)
        return Response(AuditAsked({"asked_at": now}).data, status=202)


class StockBooksView(APIView):
    permission_classes = (May.of("books.read"),)

    @extend_schema(
        operation_id="books_products",
        summary="The stock's books, product by product",
        description="Asked of the catalogue at this moment, by product id.",
        tags=TAGS,
        parameters=[StockQuery],
        responses={200: StockRows, **refusals({503: "dependency-unavailable", 504: "deadline-exceeded"})},
    )
    def get(self, request: Request) -> Response:
        asked = validated(request, StockQuery)
        page = wiring.keepers().stock.page(size=PAGE_SIZE, token=asked.get("page_token", ""))
        return Response(StockRows({"results": page.books, "next_token": page.next_token}).data)


def _books(last: BooksAudit | None) -> dict[str, Any]:
    turn = selectors.turn()
    return {
        **(NOTHING_KNOWN if last is None else last.report),
        "state": "unknown" if last is None else "balanced" if last.ok else "wrong",
        "checked_at": last and last.started_at,
        "seconds": last and round((last.finished_at - last.started_at).total_seconds(), 3),
        "running_since": turn and turn.running_since,
        "asked_at": turn and turn.asked_at,
        "last_error": turn.last_error if turn else "",
        "open_sagas": selectors.open_sagas(),
    }
