"""Accounts, for those who look after them."""

from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.etags import IF_MATCH, REFUSALS
from servicekit.api.query import known_parameters, validated
from servicekit.api.schema import refusals
from servicekit.auth import stepup
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.errors import NotFound
from user_service.accounts.domain.roles import Role
from user_service.accounts.models import User
from user_service.administration import analytics, selectors, services
from user_service.administration.api import serializers
from user_service.administration.tags import unchanged, user_tag
from user_service.sessions.api.serializers import Ended

TAGS = ["administration"]
GUARDS = "own-account, last-administrator"
STEP_UP = {401: "Not signed in, or insufficient-user-authentication: confirm with POST /api/auth/step-up/ first."}
NEWCOMER = OpenApiExample(
    "A colleague",
    request_only=True,
    value={"username": "grace", "email": "grace@example.com", "role": "staff", "first_name": "Grace"},
)
MOVED = OpenApiExample("A new telephone", request_only=True, value={"phone": "+44 20 7946 0000"})
PROMOTED = OpenApiExample("Promoted", request_only=True, value={"role": "staff"})


class UsersView(GenericAPIView[User]):
    permission_classes = (May.by(get="users.read", post="users.create"),)
    serializer_class = serializers.AdminUser

    @extend_schema(
        operation_id="admin_users",
        summary="Accounts",
        tags=TAGS,
        parameters=[serializers.UserQuery],
        responses=serializers.AdminUser(many=True),
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(selectors.users(asked_filter(request))) or []
        return self.get_paginated_response(serializers.AdminUser(page, many=True).data)

    @extend_schema(
        operation_id="admin_user_create",
        summary="Make an account",
        description="Without a password: a letter invites its owner to choose one. Any role but customer needs a "
        "second factor that was shown in the last five minutes, as giving a role does.",
        tags=TAGS,
        request=serializers.NewUser,
        responses={201: serializers.AdminUser, **refusals({**STEP_UP, 409: "username-taken, email-taken"})},
        examples=[NEWCOMER],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.NewUser(data=request.data)
        asked.is_valid(raise_exception=True)
        if asked.validated_data["role"] != Role.CUSTOMER:
            stepup.require(asking(request))
        user_id = services.user_create(by=asking(request).id, given=asked.validated_data)
        return answer(user_id, status=201, headers={"Location": f"/api/admin/users/{user_id}/"})


class UserView(APIView):
    permission_classes = (May.by(get="users.read", patch="users.change", delete="users.delete"),)

    @extend_schema(operation_id="admin_user", summary="An account", tags=TAGS, responses=serializers.AdminUser)
    def get(self, request: Request, user_id: UUID) -> Response:
        known_parameters(request, ())
        return answer(user_id)

    @extend_schema(
        operation_id="admin_user_change",
        summary="Change an account",
        description="Names, phone, e-mail address and organisation. A new address counts at once, is unproved, and "
        "needs a second factor that was shown in the last five minutes: letters to it open the account. Another "
        "organisation ends the sessions of the user, whose tokens name the one before.",
        tags=TAGS,
        parameters=[IF_MATCH],
        request=serializers.UserChange,
        responses={200: serializers.AdminUser, **refusals({**STEP_UP, **REFUSALS, 409: "email-taken"})},
        examples=[MOVED],
    )
    def patch(self, request: Request, user_id: UUID) -> Response:
        known_parameters(request, ())
        asked = serializers.UserChange(data=request.data)
        asked.is_valid(raise_exception=True)
        if "email" in asked.validated_data:
            stepup.require(asking(request))
        seen = unchanged(request.headers.get("If-Match"))
        services.user_change(by=asking(request).id, user_id=user_id, unchanged=seen, changes=asked.validated_data)
        return answer(user_id)

    @extend_schema(
        operation_id="admin_user_delete",
        summary="Delete an account",
        description="Its row stays without anything personal, because orders name it.",
        tags=TAGS,
        responses={204: None, **refusals({409: GUARDS})},
    )
    def delete(self, request: Request, user_id: UUID) -> Response:
        known_parameters(request, ())
        services.user_delete(by=asking(request).id, user_id=user_id)
        return Response(status=204)


class RoleView(APIView):
    permission_classes = (May.of("users.role"),)

    @extend_schema(
        operation_id="admin_user_role",
        summary="Give another role",
        description="Ends every session of the user: no token says the role before any more.",
        tags=TAGS,
        request=serializers.RoleChange,
        responses={200: serializers.AdminUser, **refusals({409: GUARDS})},
        examples=[PROMOTED],
    )
    def put(self, request: Request, user_id: UUID) -> Response:
        known_parameters(request, ())
        asked = serializers.RoleChange(data=request.data)
        asked.is_valid(raise_exception=True)
        services.user_role_set(by=asking(request).id, user_id=user_id, role=asked.validated_data["role"])
        return answer(user_id)


class DisableView(APIView):
    permission_classes = (May.of("users.disable"),)

    @extend_schema(
        operation_id="admin_user_disable",
        summary="Disable an account",
        description="Nobody signs in to it, and every session ends: here at once, everywhere within seconds.",
        tags=TAGS,
        request=None,
        responses={200: serializers.AdminUser, **refusals({409: GUARDS})},
    )
    def post(self, request: Request, user_id: UUID) -> Response:
        known_parameters(request, ())
        services.user_disable(by=asking(request).id, user_id=user_id)
        return answer(user_id)


class EnableView(APIView):
    permission_classes = (May.of("users.disable"),)

    @extend_schema(
        operation_id="admin_user_enable",
        summary="Enable an account",
        tags=TAGS,
        request=None,
        responses={200: serializers.AdminUser},
    )
    def post(self, request: Request, user_id: UUID) -> Response:
        known_parameters(request, ())
        services.user_enable(by=asking(request).id, user_id=user_id)
        return answer(user_id)


class ResetSecondFactorView(APIView):
    permission_classes = (May.of("users.reset-second-factor"),)

    @extend_schema(
        operation_id="admin_user_reset_2fa",
        summary="Take all second factors away",
        description="For somebody who has lost them. Passkeys go too, and every session ends.",
        tags=TAGS,
        request=None,
        responses={204: None, **refusals({409: GUARDS})},
    )
    def post(self, request: Request, user_id: UUID) -> Response:
        known_parameters(request, ())
        services.user_factors_reset(by=asking(request).id, user_id=user_id)
        return Response(status=204)


class EndSessionsView(APIView):
    permission_classes = (May.of("users.disable"),)

    @extend_schema(
        operation_id="admin_user_end_sessions",
        summary="Sign somebody out everywhere",
        tags=TAGS,
        request=None,
        responses={200: Ended},
    )
    def post(self, request: Request, user_id: UUID) -> Response:
        known_parameters(request, ())
        return Response({"ended": services.user_sessions_end(by=asking(request).id, user_id=user_id)})


class AnalyticsView(APIView):
    permission_classes = (May.of("analytics.read"),)

    @extend_schema(
        operation_id="analytics",
        summary="Accounts and logins in figures",
        tags=TAGS,
        parameters=[serializers.AnalyticsQuery],
        responses=serializers.Analytics,
    )
    def get(self, request: Request) -> Response:
        days = int(validated(request, serializers.AnalyticsQuery)["days"])
        return Response(serializers.Analytics(analytics.figures(days=days)).data)


def asked_filter(request: Request) -> selectors.UserFilter:
    asked = validated(request, serializers.UserQuery)
    asked |= {name: asked[name] == "true" for name in ("active", "second_factor") if name in asked}
    return selectors.UserFilter(**asked)


def answer(user_id: UUID, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """The account as it is now, with the tag that a change of it needs."""
    user = selectors.user(user_id)
    if user is None:
        raise NotFound
    headers = (headers or {}) | {"ETag": user_tag(user), "Cache-Control": "no-store"}
    return Response(serializers.AdminUser(user).data, status=status, headers=headers)
