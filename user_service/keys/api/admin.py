"""Signing keys for administrators: what there is, begin a rotation, end a key at once."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.api.serializers import NoFields
from servicekit.auth.permissions import May
from user_service.keys import services
from user_service.keys.api import serializers
from user_service.keys.domain import lifecycle

KID, WAITING = "d4pSrtfKgzgX0qYmNWLVFqMWV4bXdKPAjdKxr4Ls0Jo", "IqXVLc5hvEGWLc7xUOtwMBcWQkRd7DSUE6RTxbdLFiI"
KEYS = {
    "results": [
        {
            "kid": KID,
            "state": "active",
            "since": "2026-11-01T08:00:00Z",
            "used_for": "signing",
            "revoked": False,
        }
    ],
    "rotation": {"every_days": 30, "next_at": "2026-12-01T08:00:00Z"},
}
BEGUN = {"next": WAITING, "active_at": "2026-11-22T08:10:00Z"}
REVOKED = {"revoked": KID, "active": WAITING}


class KeysView(APIView):
    permission_classes = (May.by(get="keys.read"),)

    @extend_schema(
        operation_id="admin_keys",
        summary="The keys that sign access tokens, and when they change",
        tags=["administration"],
        responses=serializers.SigningKeys,
        examples=[OpenApiExample("One key", response_only=True, value=KEYS)],
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        known, timings = services.known(), services.timings()
        days = timings.every.days if timings.every else 0
        rotation = {"every_days": days, "next_at": lifecycle.changes_at(known, timings)}
        body = {"results": [serializers.described(key) for key in known], "rotation": rotation}
        return Response(serializers.SigningKeys(body).data)


class RotateView(APIView):
    permission_classes = (May.by(post="keys.rotate"),)

    @extend_schema(
        operation_id="admin_keys_rotate",
        summary="Begin a rotation",
        description="The next key is published now and signs when every verifier had the time to fetch it. Asked again "
        "meanwhile, the answer is the same. Tokens of the old key stay good until they expire.",
        tags=["administration"],
        request=NoFields,
        responses={202: serializers.RotationBegun, **refusals({409: "invalid-state"})},
        examples=[OpenApiExample("Begun", response_only=True, status_codes=["202"], value=BEGUN)],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        NoFields(data=request.data).is_valid(raise_exception=True)
        waiting, at = services.rotation_begin()
        return Response(serializers.RotationBegun({"next": waiting.kid, "active_at": at}).data, status=202)


class RevokeView(APIView):
    permission_classes = (May.by(post="keys.rotate"),)

    @extend_schema(
        operation_id="admin_keys_revoke",
        summary="End a key at once",
        description="For a key that may be in other hands. Its tokens are refused here at once and everywhere within "
        "60 s; people go on with their refresh tokens. When it was the active key, another one signs from now on.",
        tags=["administration"],
        request=NoFields,
        responses={
            200: serializers.Revoked,
            **refusals({404: "not-found", 409: "invalid-state: it is over"}),
        },
        examples=[OpenApiExample("Revoked", response_only=True, status_codes=["200"], value=REVOKED)],
    )
    def post(self, request: Request, kid: str) -> Response:
        known_parameters(request, ())
        NoFields(data=request.data).is_valid(raise_exception=True)
        active = services.key_revoke(kid=kid)
        return Response(serializers.Revoked({"revoked": kid, "active": active.kid}).data)
