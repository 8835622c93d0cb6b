"""Sign in by passkey: no username is typed, so none can be tried out."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from user_service.mfa import challenges
from user_service.passkeys import services
from user_service.passkeys.api import examples, origin, serializers
from user_service.passkeys.api.views import options_answer
from user_service.passkeys.domain.purpose import Purpose
from user_service.sessions.api import answers, client
from user_service.sessions.api.serializers import COOKIE, Tokens
from user_service.sessions.api.views import SessionView


class LoginOptionsView(SessionView):
    @extend_schema(
        operation_id="passkey_login_options",
        summary="Begin to sign in with a passkey",
        description="Options for `navigator.credentials.get()`. Without `mfa_token` they name no account: the device "
        "offers the passkeys it holds. With it they are for the second step of that login, and name its passkeys.",
        tags=["session"],
        auth=[],
        request=serializers.LoginOptions,
        responses={
            200: serializers.Options,
            **refusals({401: "token-invalid · token-expired: the mfa_token", 429: "rate-limited, by the gateway"}),
        },
        examples=[examples.ANYBODY, examples.REQUEST],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.LoginOptions(data=request.data)
        asked.is_valid(raise_exception=True)
        token = asked.validated_data.get("mfa_token")
        if token is None:
            return options_answer(None, Purpose.LOGIN)
        return options_answer(challenges.holder(token), Purpose.SECOND_FACTOR)


class LoginView(SessionView):
    @extend_schema(
        operation_id="passkey_login",
        summary="Sign in with a passkey",
        description="A passkey verified its user (a fingerprint, a PIN), so it is both factors: the session has "
        "`acr: mfa`. Everything that is not a good answer of a known passkey is refused alike.",
        tags=["session"],
        auth=[],
        request=serializers.PasskeyLogin,
        responses={
            200: Tokens,
            **refusals(
                {
                    401: "passkey-invalid",
                    403: "csrf-failed: the cookie transport was asked for by a foreign page",
                    429: "rate-limited, by the gateway",
                }
            ),
        },
        examples=[examples.SIGNED, examples.TOKENS],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.PasskeyLogin(data=request.data)
        asked.is_valid(raise_exception=True)
        transport = asked.validated_data.pop("transport")
        if transport == COOKIE:
            client.refuse_foreign_page(request)
        issued = services.passkey_login(
            **asked.validated_data,
            origins=origin.ours(request),
            **client.about(request, transport),
        )
        return answers.tokens(issued, transport)
