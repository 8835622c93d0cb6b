"""Log in, refresh, log out. A stale access token in the header must not stand in the way of any of them."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiExample, PolymorphicProxySerializer, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import BearerAuthentication
from servicekit.errors import Unauthenticated
from user_service.sessions import login, selectors, services
from user_service.sessions.api import answers, client, cookie
from user_service.sessions.api.serializers import BODY, COOKIE, LogIn, Refresh, SecondFactorWanted, Tokens
from user_service.sessions.models import EndReason
from user_service.sessions.tokens import Issued, refresh_digest

OPTIONAL_BEARER: Any = [{"bearer": []}, {}]  # drf-spectacular annotates names, but writes requirements as given


DEMO = OpenApiExample("Demo user", request_only=True, value={"username": "user@example.com", "password": "user123"})
DEMO_ADMIN = OpenApiExample("Demo admin", request_only=True, value={"username": "admin", "password": "admin123"})
GOOD = OpenApiExample(
    "Tokens",
    response_only=True,
    status_codes=["200"],
    value={"access": "eyJhbGciOiJSUzI1NiIs…", "refresh": "q5m0…", "token_type": "Bearer", "expires_in": 900},
)
WANTED = OpenApiExample(
    "A second factor is wanted",
    response_only=True,
    status_codes=["200"],
    value={"mfa_required": True, "mfa_token": "Yx3…", "methods": ["totp", "backup_code"], "expires_in": 300},
)
TOKENS_OR_QUESTION = PolymorphicProxySerializer(
    component_name="LoggedIn", serializers=[Tokens, SecondFactorWanted], resource_type_field_name=None
)


class SessionView(APIView):
    """No authentication class: what counts here is in the body or the cookie."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class TokenView(SessionView):
    @extend_schema(
        operation_id="token",
        summary="Log in",
        description="By username or e-mail. Unknown user, wrong password and disabled account get one answer. "
        "Ten failures for one account from one address in five minutes are answered with 429, and so are thirty in "
        "fifteen minutes from all places together that the account was never used from. A right password of an account "
        "with a second factor is answered with `mfa_required` and opens no session.",
        tags=["session"],
        auth=[],
        request=LogIn,
        responses={
            200: TOKENS_OR_QUESTION,
            **refusals(
                {
                    401: "invalid-credentials",
                    403: "csrf-failed: the cookie transport was asked for by a foreign page",
                    429: "rate-limited",
                    503: "overloaded: too many passwords are being checked at this moment",
                }
            ),
        },
        examples=[DEMO, DEMO_ADMIN, GOOD, WANTED],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = LogIn(data=request.data)
        asked.is_valid(raise_exception=True)
        transport = asked.validated_data["transport"]
        if transport == COOKIE:
            client.refuse_foreign_page(request)
        about = client.about(request, transport)
        given = login.log_in(login=asked.validated_data["username"], password=asked.validated_data["password"], **about)
        return answers.tokens(given, transport) if isinstance(given, Issued) else _question(given)


class RefreshView(SessionView):
    @extend_schema(
        operation_id="token_refresh",
        summary="Exchange the refresh token",
        description="Each refresh token works once. Using it again ends the session, except within five seconds of the "
        "exchange (409 refresh-in-progress).",
        tags=["session"],
        auth=[],
        request=Refresh,
        responses={
            200: Tokens,
            **refusals(
                {
                    401: "unauthenticated · token-invalid · token-expired · token-revoked · token-reused",
                    403: "csrf-failed",
                    409: "refresh-in-progress",
                }
            ),
        },
        examples=[GOOD],
    )
    def post(self, request: Request) -> Response:
        refresh, transport = _presented(request)
        if not refresh:
            raise Unauthenticated("There is no refresh token in the body and none in the cookie.")
        return answers.tokens(services.session_refresh(refresh=refresh), transport)


class LogoutView(SessionView):
    @extend_schema(
        operation_id="logout",
        summary="Log out",
        description="Ends the session of the refresh token in the body, else of the cookie, else of the access token. "
        "Its access tokens stop working here at once and in every other service within seconds.",
        tags=["session"],
        auth=OPTIONAL_BEARER,
        request=Refresh,
        responses={
            204: None,
            **refusals({401: "unauthenticated · token-invalid · token-expired · token-revoked", 403: "csrf-failed"}),
        },
    )
    def post(self, request: Request) -> Response:
        refresh, _ = _presented(request)
        session_id = selectors.session_id_of_refresh(refresh_digest(refresh)) if refresh else _bearers_session(request)
        if session_id is not None:  # an unknown token is as good as logged out (RFC 7009, section 2.2)
            services.session_end(session_id=session_id, reason=EndReason.LOGOUT)
        response = Response(status=204)
        cookie.clear(response)
        return response


def _question(wanted: login.SecondFactorWanted) -> Response:
    body = SecondFactorWanted({"mfa_required": True, **asdict(wanted)})
    return Response(body.data, headers={"Cache-Control": "no-store"})


def _presented(request: Request) -> tuple[str, str]:
    """The refresh token sent, and how. The body goes before the cookie, which counts from our own pages only."""
    known_parameters(request, ())
    asked = Refresh(data=request.data)
    asked.is_valid(raise_exception=True)
    if refresh := asked.validated_data.get("refresh"):
        return refresh, BODY
    if refresh := cookie.read(request):
        client.require_own_page(request)
    return refresh, COOKIE


def _bearers_session(request: Request) -> str:
    signed_in = BearerAuthentication().authenticate(request)
    if signed_in is None:
        raise Unauthenticated("There is no session to end: send a refresh token, the cookie or an access token.")
    return signed_in[0].session_id
