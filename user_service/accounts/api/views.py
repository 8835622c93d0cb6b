from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from user_service.accounts import registration
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


class RegisterView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="user_register",
        summary="Register",
        description="Makes a customer account, and sends a link that confirms its address. An e-mail address that is "
        "already registered is answered like a new one, and its owner gets a letter; nothing is made.",
        tags=["account"],
        auth=[],
        request=serializers.Register,
        responses={
            201: serializers.Registered,
            **refusals(
                {
                    403: "registration-closed",
                    409: "username-taken",
                    429: "rate-limited",
                    503: "overloaded: too many passwords are being checked at this moment",
                }
            ),
        },
        examples=[NEWCOMER],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.Register(data=request.data)
        asked.is_valid(raise_exception=True)
        made = registration.user_register(**asked.validated_data)
        return Response(serializers.Registered(made).data, status=201)
