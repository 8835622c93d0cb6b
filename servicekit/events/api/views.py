"""What happened to a service's events, for those who look after the shop. Each service includes these under its own."""

from __future__ import annotations

from dataclasses import asdict

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.api.serializers import NoFields
from servicekit.auth.permissions import May
from servicekit.events import deadletters, summary
from servicekit.events.api import services
from servicekit.events.api.serializers import DeadLetterSerializer, EventReplayed, EventsReplayed, EventsSummary
from servicekit.events.models import DeadLetter

NOTHING = OpenApiExample("Nothing to say", request_only=True, value={})


class EventsView(APIView):
    permission_classes = (May.of("events.read"),)

    @extend_schema(
        operation_id="events_summary",
        summary="How events stand",
        description="What this service has not been able to send, and what it could not handle yet.",
        tags=["events"],
        responses=EventsSummary,
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        return Response(EventsSummary(asdict(summary.summary())).data, headers={"Cache-Control": "no-store"})


class DeadLettersView(GenericAPIView[DeadLetter]):
    permission_classes = (May.of("events.read"),)
    serializer_class = DeadLetterSerializer
    queryset = DeadLetter.objects.none()

    @extend_schema(
        operation_id="dead_letters_list",
        summary="Dead letters",
        description="Events that a consumer of this service could not handle, and that nobody has replayed yet; the "
        "oldest first. Later events of the same aggregate wait behind them.",
        tags=["events"],
        responses=DeadLetterSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        page = self.paginate_queryset(deadletters.with_those_behind(deadletters.waiting())) or []
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class DeadLetterReplayView(APIView):
    permission_classes = (May.of("events.replay"),)

    @extend_schema(
        operation_id="dead_letter_replay",
        summary="Replay a dead letter",
        description="Hands the event to its consumer once more, and then those that wait behind it. One with the "
        "reason `gap` is handled without what is missing before it.",
        tags=["events"],
        request=NoFields,
        examples=[NOTHING],
        responses={
            200: EventReplayed,
            **refusals({409: "event-failed-again: `detail` says why · invalid-state: nobody is subscribed any more"}),
        },
    )
    def post(self, request: Request, letter_id: int) -> Response:
        _nothing_said(request)
        services.letter_replay(letter_id=letter_id)
        return Response({"replayed": True})


class DeadLettersReplayView(APIView):
    permission_classes = (May.of("events.replay"),)

    @extend_schema(
        operation_id="dead_letters_replay",
        summary="Replay all dead letters",
        description=f"The oldest {services.MOST}, one after the other; those that fail again stay in the list with "
        "their new reason.",
        tags=["events"],
        request=NoFields,
        examples=[NOTHING],
        responses=EventsReplayed,
    )
    def post(self, request: Request) -> Response:
        _nothing_said(request)
        replayed, failed = services.letters_replay()
        return Response({"replayed": replayed, "failed": failed})


def _nothing_said(request: Request) -> None:
    known_parameters(request, ())
    NoFields(data=request.data).is_valid(raise_exception=True)
