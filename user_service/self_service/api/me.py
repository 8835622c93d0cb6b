"""Oneself: profile, the data that are known, and leaving."""

from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.errors import NotFound
from user_service.accounts import selectors
from user_service.mfa import selectors as factors
from user_service.mfa.stepup import require_fresh
from user_service.self_service import emails, erasure, export, profiles
from user_service.self_service.api import serializers
from user_service.sessions.api import client, cookie

MOVED = OpenApiExample("A new address", request_only=True, value={"address": "12 St James's Square, London"})
SURE = OpenApiExample("Sure", request_only=True, value={"password": "a quiet engine hums"})
FRESH = "insufficient-user-authentication: confirm with POST /api/auth/step-up/ first"


class MeView(APIView):
    permission_classes = (May.of("account.use"),)
    delete_takes_body = True

    @extend_schema(operation_id="me", summary="Who I am", tags=["account"], responses=serializers.Profile)
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        return _profile(request)

    @extend_schema(
        operation_id="me_update",
        summary="Change my profile",
        description="Names, phone, address, bio, and the e-mail address. That one changes when the letter sent there "
        "was read; asking for it needs a fresh authentication, and the old address again takes it back. Other fields "
        "are refused, not ignored.",
        tags=["account"],
        request=serializers.ProfileChange,
        responses={
            200: serializers.Profile,
            **refusals({401: f"unauthenticated · with `email`, {FRESH}", 429: "rate-limited, with `email`"}),
        },
        examples=[MOVED],
    )
    def patch(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.ProfileChange(data=request.data)
        asked.is_valid(raise_exception=True)
        changes, me = dict(asked.validated_data), asking(request).id
        if email := changes.pop("email", None):
            require_fresh(request)
            emails.email_change_ask(user_id=me, email=email)
        profiles.profile_update(user_id=me, changes=changes)
        return _profile(request)

    @extend_schema(
        operation_id="me_delete",
        summary="Delete my account",
        description="Erases what is known about me; sessions end, username and e-mail are free again. Orders stay, and "
        "no longer lead to anybody. Needs a fresh authentication, and the password.",
        tags=["account"],
        request=serializers.AccountDeletion,
        responses={
            204: None,
            **refusals(
                {
                    400: "validation-error",
                    401: f"unauthenticated · {FRESH}",
                    403: "current-password-wrong",
                    409: "last-administrator",
                    429: "rate-limited",
                }
            ),
        },
        examples=[SURE],
    )
    def delete(self, request: Request) -> Response:
        known_parameters(request, ())
        require_fresh(request)
        asked = serializers.AccountDeletion(data=request.data)
        asked.is_valid(raise_exception=True)
        erasure.account_delete(user_id=asking(request).id, address=client.address(request), **asked.validated_data)
        response = Response(status=204)
        cookie.clear(response)
        return response


class ExportView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="me_export",
        summary="Take my data with me",
        description="Everything this service knows about me, but for secrets: profile, preferences, sessions, factors, "
        "passkeys, and what was done by and to me. `elsewhere` says where orders and payments are answered.",
        tags=["account"],
        responses=serializers.Export,
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        document = export.data_export(user_id=asking(request).id)
        name = f"shopmesh-{document['exported_at']:%Y-%m-%d}.json"
        kept = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(document, headers=kept)


def _profile(request: Request) -> Response:
    user = selectors.profile(UUID(asking(request).id))
    if user is None:
        raise NotFound
    pending, strong = selectors.pending_email(user.pk), bool(factors.methods(user.pk))
    return Response(serializers.profile(user, pending_email=pending, second_factor=strong))
