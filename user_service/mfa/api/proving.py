"""Show a second factor: at the end of a login, or again in the middle of a session (RFC 9470)."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from servicekit.api.client import address
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import BearerAuthentication, asking
from servicekit.errors import NotFound, Unauthenticated
from user_service.accounts.selectors import user_by_id
from user_service.mfa import challenges, proving, texting
from user_service.mfa.api import examples, serializers
from user_service.mfa.api.setup import NO_STORE, TAGS, FactorsView
from user_service.mfa.domain.errors import MethodNotAvailable
from user_service.mfa.domain.methods import PASSKEY, PASSWORD, SMS
from user_service.passkeys.api import examples as passkey_examples
from user_service.passkeys.api import origin
from user_service.passkeys.api import serializers as passkeys
from user_service.passkeys.api.views import options_answer
from user_service.passkeys.domain.purpose import Purpose
from user_service.sessions.api import answers, client
from user_service.sessions.api.serializers import COOKIE, Tokens
from user_service.sessions.api.views import OPTIONAL_BEARER, SessionView
from user_service.sessions.services import session_open
from user_service.sessions.tokens import Issued

WRONG = "mfa-code-invalid · passkey-invalid"
OFF = "mfa-switched-off: after a hundred wrong codes in a row"
TOKEN = "token-invalid · token-expired: the mfa_token · invalid-credentials: the password counts no longer"  # noqa: S105 - words


class VerifyLoginView(SessionView):
    @extend_schema(
        operation_id="mfa_verify_login",
        summary="The second step of a login",
        description="With the `mfa_token` of the first. Five wrong codes for one account and method, whoever sends "
        "them and with however many tokens, are followed by fifteen minutes of 429.",
        tags=TAGS,
        auth=[],
        request=serializers.VerifyLogin,
        responses={
            200: Tokens,
            **refusals(
                {
                    401: f"{WRONG} · {TOKEN}",
                    403: f"{OFF} · csrf-failed: the cookie transport was asked for by a foreign page",
                    429: "rate-limited",
                }
            ),
        },
        examples=[examples.BY_APP, examples.ON_PAPER],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.VerifyLogin(data=request.data)
        asked.is_valid(raise_exception=True)
        transport = asked.validated_data["transport"]
        if transport == COOKIE:
            client.refuse_foreign_page(request)
        shown = serializers.shown(asked.validated_data, origin.ours(request))
        passed = proving.login_verify(mfa_token=asked.validated_data["mfa_token"], shown=shown)
        issued = session_open(
            user=passed.user, proof=passed.proof, attempt=passed.attempt, **client.about(request, transport)
        )
        return answers.tokens(issued, transport)


class SmsSendView(SessionView):
    @extend_schema(
        operation_id="mfa_sms_send",
        summary="Send a code to my telephone",
        description="With the `mfa_token` of a login, or signed in. The code before is worth nothing from then on. "
        "Three messages in fifteen minutes.",
        tags=TAGS,
        auth=OPTIONAL_BEARER,
        request=serializers.SendCode,
        responses={
            202: serializers.CodeSent,
            **refusals(
                {
                    400: "validation-error · method-not-available",
                    401: f"{TOKEN} · unauthenticated · token-revoked",
                    429: "rate-limited",
                }
            ),
        },
        examples=[examples.SEND, examples.SENT],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.SendCode(data=request.data)
        asked.is_valid(raise_exception=True)
        token = asked.validated_data.get("mfa_token")
        user_id = challenges.holder(token).pk if token else _bearer(request)
        return _sent(user_id)


class StepUpView(FactorsView):
    @extend_schema(
        operation_id="step_up_methods",
        summary="How I can confirm that it is me",
        tags=TAGS,
        responses=serializers.StepUpState,
        examples=[examples.STATE],
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        user = asking(request)
        told = {"methods": proving.step_up_methods(user.id), "acr": user.acr, "auth_time": user.auth_time}
        return Response(serializers.StepUpState(told).data)

    @extend_schema(
        operation_id="step_up",
        summary="Confirm that it is me",
        description="What `insufficient-user-authentication` asks for (RFC 9470). The new access token belongs to the "
        "same session; the refresh token stays as it is. A password is enough only where there is no second factor.",
        tags=TAGS,
        request=serializers.StepUp,
        responses={
            200: serializers.Raised,
            **refusals(
                {
                    400: "validation-error · method-not-available",
                    401: f"{WRONG} · invalid-credentials",
                    403: OFF,
                    429: "rate-limited",
                }
            ),
        },
        examples=[examples.CONFIRM, examples.CONFIRM_PASSWORD, examples.CONFIRMED],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.StepUp(data=request.data)
        asked.is_valid(raise_exception=True)
        issued = _raised(request, asked)
        body = {"access": issued.access, "token_type": "Bearer", "expires_in": issued.expires_in}
        return Response(body, headers=NO_STORE)


class StepUpOptionsView(FactorsView):
    @extend_schema(
        operation_id="step_up_options",
        summary="What a passkey has to sign, or a code by text message",
        tags=TAGS,
        request=serializers.StepUpOptions,
        responses={
            200: passkeys.Options,
            202: serializers.CodeSent,
            **refusals({400: "validation-error · method-not-available", 429: "rate-limited"}),
        },
        examples=[examples.BY_SMS, examples.SENT, passkey_examples.REQUEST],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.StepUpOptions(data=request.data)
        asked.is_valid(raise_exception=True)
        user_id = asking(request).id
        if asked.validated_data["method"] == SMS:
            return _sent(user_id)
        if PASSKEY not in proving.step_up_methods(user_id):
            raise MethodNotAvailable("This account has no passkey.")
        user = user_by_id(UUID(user_id))
        if user is None:
            raise NotFound
        return options_answer(user, Purpose.STEP_UP)


def _raised(request: Request, asked: serializers.StepUp) -> Issued:
    user, given = asking(request), asked.validated_data
    if given["method"] == PASSWORD:
        return proving.step_up_by_password(
            user_id=user.id, session_id=user.session_id, password=given["password"], address=address(request)
        )
    shown = serializers.shown(given, origin.ours(request))
    return proving.step_up(user_id=user.id, session_id=user.session_id, shown=shown)


def _sent(user_id: UUID | str) -> Response:
    return Response(serializers.CodeSent(texting.sms_send(user_id=user_id)).data, status=202)


def _bearer(request: Request) -> str:
    signed_in = BearerAuthentication().authenticate(request)
    if signed_in is None:
        raise Unauthenticated("Send the mfa_token of a login, or an access token.")
    return signed_in[0].id
