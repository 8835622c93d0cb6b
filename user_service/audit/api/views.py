"""The audit log, for those who may read it."""

import json
from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import validated
from servicekit.auth.permissions import May
from servicekit.errors import UnknownParameter
from user_service.accounts.selectors import user_by_login
from user_service.audit import export, selectors, verify
from user_service.audit.api import pages, serializers
from user_service.audit.models import AuditEntry
from user_service.audit.record import record
from user_service.audit.selectors import Filters

PLAIN = ("seq", "at", "action", "resource", "resource_id", "address", "user_agent", "request_id", "service", "hash")
MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/x-ndjson"}


class AuditLogsView(APIView):
    permission_classes = (May.of("audit.read"),)

    @extend_schema(
        operation_id="audit_logs",
        summary="Who did what",
        description="Newest first. Pages are numbered by their entries: follow `next` and `previous`.",
        tags=["administration"],
        parameters=[serializers.Query],
        responses=serializers.EntryPage,
    )
    def get(self, request: Request) -> Response:
        if "page" in request.query_params:
            raise UnknownParameter("These pages have no numbers: follow `next` and `previous`.", parameters=["page"])
        size = pages.asked_size(request.query_params.get("page_size"))
        asked = validated(request, serializers.Query)
        found = pages.page(selectors.entries(_filters(asked)), cursor=asked["cursor"], size=size)
        names = selectors.usernames(
            {entry.actor_id for entry in found.entries if entry.actor_id and not entry.actor_name}
        )
        body = {
            "next": pages.link(request, found.older),
            "previous": pages.link(request, found.newer),
            "results": [described(entry, names) for entry in found.entries],
        }
        return Response(serializers.EntryPage(body).data)


class AsAsked(DefaultContentNegotiation):
    """The query says which format, whatever a browser's Accept header prefers; a refusal is a problem document."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class ExportView(APIView):
    permission_classes = (May.of("audit.read"),)
    content_negotiation_class = AsAsked

    @extend_schema(
        operation_id="audit_logs_export",
        summary="The log as a file",
        description="Oldest first, as CSV or as one JSON object per line. What was exported, and by whom, is an "
        "entry too: the last one of the file.",
        tags=["administration"],
        parameters=[serializers.ExportQuery],
        responses={
            (200, "text/csv"): OpenApiResponse(OpenApiTypes.STR),
            (200, "application/x-ndjson"): OpenApiResponse(OpenApiTypes.STR),
        },
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        asked = validated(request, serializers.ExportQuery)
        kind = asked.pop("format")
        told = {name: str(value) for name, value in asked.items() if value and name != "search"}
        written = record("audit.exported", resource="audit", details={"format": kind, "filters": told})
        entries = selectors.in_chunks(selectors.entries(_filters(asked)), upto=written.seq)
        lines = export.csv_lines(entries) if kind == "csv" else export.json_lines(entries)
        name = f"audit-{written.at:%Y%m%dT%H%M%SZ}.{'csv' if kind == 'csv' else 'jsonl'}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return StreamingHttpResponse(lines, content_type=MEDIA[kind], headers=headers)


class VerifyView(APIView):
    permission_classes = (May.of("audit.read"),)

    @extend_schema(
        operation_id="audit_logs_verify",
        summary="Is the log still what was written?",
        description="Walks the whole chain and names the first entry that was changed, removed, inserted or moved. "
        "`expect`, the hash of a head that was noted earlier, finds a cut end too.",
        tags=["administration"],
        parameters=[serializers.VerifyQuery],
        responses=serializers.Verdict,
    )
    def get(self, request: Request) -> Response:
        asked = validated(request, serializers.VerifyQuery)
        return Response(serializers.Verdict(verify.verify(expect=asked["expect"])).data)


def described(entry: AuditEntry, names: dict[str, str]) -> dict[str, Any]:
    """An entry as serializers.Entry wants it; `names` for the actors whose name it does not hold itself."""
    actor = {"id": entry.actor_id, "username": entry.actor_name or names.get(entry.actor_id, "")}
    told = {name: getattr(entry, name) for name in PLAIN}
    return told | {
        "actor": actor if entry.actor_id else None,
        "details": json.loads(entry.details),
        "personal": json.loads(entry.personal or "{}"),
    }


def _filters(asked: dict[str, Any]) -> Filters:
    known = {name: asked[name] for name in Filters.__dataclass_fields__}
    return Filters(**known | {"actor": _actor(known["actor"])})


def _actor(named: str) -> str:
    """The id that is meant; a name that nobody has finds nothing rather than everything."""
    if not named:
        return ""
    try:
        return str(UUID(named))
    except ValueError:
        user = user_by_login(named)
        return str(user.pk) if user else named
