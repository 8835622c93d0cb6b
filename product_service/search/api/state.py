"""What those who run the shop see of the search, and may ask of it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from product_service.search import asking
from product_service.search.models import Target
from product_service.search.state import index_states
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.api.serializers import Strict
from servicekit.auth.permissions import May

# The permission, in protos/roles.toml.
MANAGE = "search.manage"
REFUSED = {403: "forbidden: your role."}
PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}

EXAMPLE = OpenApiExample(
    "Half way through a reindexing",
    response_only=True,
    value={
        "indexes": [
            {
                "target": "embedded",
                "searched": True,
                "complete": False,
                "waiting": 3,
                "waiting_relation": "exact",
                "run": {
                    "standing": "running",
                    "done": 500_000,
                    "total": 1_000_000,
                    "started_at": "2026-01-15T09:30:00Z",
                    "seen_at": "2026-01-15T09:34:10Z",
                    "finished_at": None,
                },
            }
        ]
    },
)


class RunOutput(serializers.Serializer[Any]):
    standing = serializers.ChoiceField(
        choices=["running", "waiting", "done"], help_text="waiting: nobody works on it at this moment; the worker will."
    )
    done = serializers.IntegerField(help_text="Products looked at so far, those off sale among them.")
    total = serializers.IntegerField(help_text="As many as there were when it began.")
    started_at = serializers.DateTimeField()
    seen_at = serializers.DateTimeField(help_text="When its last chunk was done, while it is `running`.")
    finished_at = serializers.DateTimeField(allow_null=True)


class IndexOutput(serializers.Serializer[Any]):
    target = serializers.ChoiceField(choices=Target.choices)
    searched = serializers.BooleanField(help_text="Searches are answered from it.")
    complete = serializers.BooleanField(help_text="Everything on sale can be found in it.")
    waiting = serializers.IntegerField(help_text="Products whose change it does not show yet, counted up to 10,000.")
    waiting_relation = serializers.ChoiceField(choices=["exact", "at_least"])
    run = RunOutput(allow_null=True, help_text="The newest reindexing; null when there was none.")


@extend_schema_serializer(examples=[EXAMPLE])
class SearchState(serializers.Serializer[Any]):
    indexes = IndexOutput(many=True)


@extend_schema_serializer(examples=[OpenApiExample("The one in the database", value={"target": "embedded"})])
class ReindexInput(Strict):
    target = serializers.ChoiceField(choices=Target.choices, help_text="external: only where there is such an engine.")


class SearchStateView(APIView):
    permission_classes = (May.of(MANAGE),)

    @extend_schema(
        operation_id="search_state",
        summary="Whether the search finds everything",
        description="Of each index: what waits to get into it, and how far the newest reindexing is.",
        responses={200: SearchState, **refusals(REFUSED)},
        tags=["products"],
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        return _told()


class Reindex(APIView):
    permission_classes = (May.of(MANAGE),)

    @extend_schema(
        operation_id="search_reindex",
        summary="Put the whole catalogue into an index again",
        description="The worker does it, chunk by chunk, while the shop is open and searched. One that is under way "
        "already goes on, and none is begun beside it.",
        request=ReindexInput,
        responses={202: SearchState, **refusals(REFUSED)},
        tags=["products"],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        body = ReindexInput(data=request.data)
        body.is_valid(raise_exception=True)
        asking.reindex_ask(target=Target(body.validated_data["target"]))
        return _told(status=status.HTTP_202_ACCEPTED)


def _told(**response: Any) -> Response:
    return Response({"indexes": IndexOutput(index_states(), many=True).data}, headers=PRIVATE, **response)
