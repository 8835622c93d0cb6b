"""One's own sessions: look at them, end one, end all others."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit import clock
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.auth.stepup import MFA
from servicekit.errors import NotFound
from user_service.sessions import devices, selectors, services
from user_service.sessions.api.serializers import Ended, SessionsSeen
from user_service.sessions.models import EndReason, Session

LAPTOP = OpenApiExample(
    "Two sessions",
    response_only=True,
    status_codes=["200"],
    value={
        "count": 1,
        "results": [
            {
                "id": "01a20194-db93-769c-9d91-0a681272ea95",
                "device": "Firefox on Linux",
                "kind": "desktop",
                "address": "203.0.113.7",
                "started_at": "2026-11-20T08:11:00Z",
                "last_used_at": "2026-11-22T07:40:12Z",
                "expires_at": "2026-11-29T07:40:12Z",
                "current": True,
                "second_factor": False,
            }
        ],
    },
)


class SessionsView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="sessions",
        summary="My sessions",
        description="The living ones, newest first. `last_used_at` is when a session last got an access token: other "
        "services verify tokens alone and tell nobody.",
        tags=["session"],
        responses={200: SessionsSeen, **refusals({401: "unauthenticated", 403: "forbidden"})},
        examples=[LAPTOP],
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        user = asking(request)
        living = selectors.living(user.id, clock.now()).order_by("-started_at", "-pk")
        seen = [_seen(session, current=user.session_id) for session in living]
        return Response(SessionsSeen({"count": len(seen), "results": seen}).data)


class SessionView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="session_end",
        summary="End one of my sessions",
        description="It may be the one that asks. Its refresh token is refused at once, its access tokens here at once "
        "and in every other service within five seconds.",
        tags=["session"],
        responses={204: None, **refusals({401: "unauthenticated", 403: "forbidden", 404: "not-found"})},
    )
    def delete(self, request: Request, session_id: UUID) -> Response:
        known_parameters(request, ())
        if not services.session_end(session_id=session_id, reason=EndReason.ENDED, user_id=asking(request).id):
            raise NotFound("You have no such session.")
        return Response(status=204)


class EndOthersView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="sessions_end_others",
        summary="End all my other sessions",
        tags=["session"],
        request=None,
        responses={200: Ended, **refusals({401: "unauthenticated", 403: "forbidden"})},
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        user = asking(request)
        ended = services.sessions_end(user_id=user.id, reason=EndReason.ENDED, keep=user.session_id)
        return Response(Ended({"ended": ended}).data)


def _seen(session: Session, *, current: str) -> dict[str, Any]:
    device = devices.of(session.user_agent)
    return {
        "id": session.pk,
        "device": device.name,
        "kind": device.kind,
        "address": session.address,
        "started_at": session.started_at,
        "last_used_at": session.last_used_at,
        "expires_at": session.idle_ends_at,
        "current": str(session.pk) == current,
        "second_factor": MFA in session.amr,
    }
