from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.errors import NotFound
from user_service.accounts import selectors, services
from user_service.accounts.api import serializers

NEWCOMER = OpenApiExample(
    "A newcomer",
    request_only=True,
    value={
        "username": "ada",
        "email": "ada@example.com",
        "password": "a quiet engine hums",
        "first_name": "Ada",
        "last_name": "Lovelace",
    },
)
MOVED = OpenApiExample("A new address", request_only=True, value={"address": "12 St James's Square, London"})


class RegisterView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="user_register",
        summary="Register",
        description="Makes a customer account. An e-mail address that is already registered is answered like a new "
        "one, and its owner gets a letter; nothing is made.",
        tags=["account"],
        auth=[],
        request=serializers.Register,
        responses={
            201: serializers.Registered,
            **refusals({409: "username-taken", 429: "rate-limited, by the gateway"}),
        },
        examples=[NEWCOMER],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.Register(data=request.data)
        asked.is_valid(raise_exception=True)
        made = services.user_register(**asked.validated_data)
        return Response(serializers.Registered(made).data, status=201)


class MeView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="me",
        summary="Who I am",
        tags=["account"],
        responses=serializers.Profile,
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        user = selectors.user_by_id(UUID(asking(request).id))
        if user is None:
            raise NotFound
        return Response(serializers.Profile(user).data)

    @extend_schema(
        operation_id="me_update",
        summary="Change my profile",
        description="Names, phone, address and bio. Other fields are refused, not ignored.",
        tags=["account"],
        request=serializers.ProfileChange,
        responses=serializers.Profile,
        examples=[MOVED],
    )
    def patch(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.ProfileChange(data=request.data)
        asked.is_valid(raise_exception=True)
        user = services.profile_update(user_id=asking(request).id, changes=asked.validated_data)
        return Response(serializers.Profile(user).data)
