"""Forgotten, reset and changed passwords."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth import stepup
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from user_service.mfa import selectors as factors
from user_service.self_service import passwords
from user_service.self_service.api.serializers import Forgotten, PasswordChange, PasswordReset
from user_service.sessions.api import answers, client
from user_service.sessions.api.serializers import COOKIE, Tokens
from user_service.sessions.services import session_open

WHO = OpenApiExample("Whoever it is", request_only=True, value={"email": "user@example.com"})
CHOSEN = OpenApiExample(
    "From the letter",
    request_only=True,
    value={"token": "Yx3QkC5lq0v2m4u8b1n7d9s6f3h5j2k4l8p0r1t6w9E", "new_password": "a quieter engine hums"},
)
CHANGE = OpenApiExample(
    "Another password",
    request_only=True,
    value={"current_password": "a quiet engine hums", "new_password": "a quieter engine hums"},
)
BUSY = "overloaded: too many passwords are being checked at this moment"


class LetterView(APIView):
    """For whoever holds a letter. A stale access token in the header must not stand in the way."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class ForgottenView(LetterView):
    @extend_schema(
        operation_id="password_forgotten",
        summary="Ask for a new password",
        description="If there is such an account, a letter with a link leaves for it within seconds. The answer, and "
        "the time it takes, are the same if there is none. Five letters an hour for one address.",
        tags=["account"],
        auth=[],
        request=Forgotten,
        responses={
            202: OpenApiResponse(OpenApiTypes.OBJECT, description="Whether or not somebody has this address."),
            **refusals({429: "rate-limited"}),
        },
        examples=[WHO],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = Forgotten(data=request.data)
        asked.is_valid(raise_exception=True)
        passwords.password_forgotten(email=asked.validated_data["email"], address=client.address(request))
        return Response({}, status=202)


class ResetView(LetterView):
    @extend_schema(
        operation_id="password_reset",
        summary="Choose a new password by letter",
        description="The link works once, within 30 minutes, and only the newest. Every session of the account ends. "
        "A second factor is still asked for at the next login; but passkeys of an account whose address nobody had "
        "confirmed before are removed: whoever added them never showed that the mailbox is theirs.",
        tags=["account"],
        auth=[],
        request=PasswordReset,
        responses={204: None, **refusals({400: "link-invalid · validation-error", 429: "rate-limited", 503: BUSY})},
        examples=[CHOSEN],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = PasswordReset(data=request.data)
        asked.is_valid(raise_exception=True)
        passwords.password_reset(**asked.validated_data)
        return Response(status=204)


class PasswordView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="password_change",
        summary="Change my password",
        description="Every session ends, the one that asks too; the answer opens a new one. A wrong current password "
        "is limited as failed logins are. An account with a second factor wants one that was shown in the last five "
        "minutes: the password alone opens no session of it anywhere.",
        tags=["account"],
        request=PasswordChange,
        responses={
            200: Tokens,
            **refusals(
                {
                    401: "unauthenticated · insufficient-user-authentication: POST /api/auth/step-up/ first",
                    403: "current-password-wrong · csrf-failed",
                    429: "rate-limited",
                    503: BUSY,
                }
            ),
        },
        examples=[CHANGE],
    )
    def put(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = PasswordChange(data=request.data)
        asked.is_valid(raise_exception=True)
        transport = asked.validated_data.pop("transport")
        if transport == COOKIE:
            client.refuse_foreign_page(request)
        me = asking(request)
        if factors.methods(me.id):
            stepup.require(me)
        about = client.about(request, transport)
        user = passwords.password_change(user_id=me.id, address=about["address"], **asked.validated_data)
        return answers.tokens(session_open(user=user, **about), transport)
