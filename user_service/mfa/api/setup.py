"""Set up, look at, renew and remove one's second factors."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.api.serializers import NoFields
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from user_service.mfa import overview, services, texting, totp
from user_service.mfa.api import examples, serializers
from user_service.mfa.stepup import require_fresh
from user_service.sessions.domain.proof import BY_CODE, BY_SMS, Proof
from user_service.sessions.services import session_raise

TAGS = ["second factor"]
STALE = {401: "insufficient-user-authentication: POST /api/auth/step-up/ first, then send this again."}
NO_STORE = {"Cache-Control": "no-store"}  # secrets are for the eyes they are shown to


class FactorsView(APIView):
    permission_classes = (May.of("account.use"),)


class StatusView(FactorsView):
    @extend_schema(
        operation_id="mfa_status",
        summary="My second factors",
        tags=TAGS,
        responses=serializers.Status,
        examples=[examples.STATUS],
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        user = asking(request)
        return Response(serializers.Status(overview.status(user.id)).data)


class SetupView(FactorsView):
    @extend_schema(
        operation_id="mfa_setup",
        summary="Begin to set up an authenticator app",
        description="A new key as QR code and as text. It is not in force until one of its codes was sent to "
        "`POST /api/users/2fa/verify-setup/`, within ten minutes.",
        tags=TAGS,
        request=NoFields,
        responses={201: serializers.Setup, **refusals({**STALE, 409: "mfa-already-enabled"})},
        examples=[examples.NOTHING, examples.SETUP],
    )
    def post(self, request: Request) -> Response:
        _nothing_asked(request)
        require_fresh(request)
        setup = services.totp_setup(user_id=asking(request).id)
        shown = {"secret": setup.secret, "uri": setup.uri, "qr_svg": totp.qr_svg(setup.uri)}
        told = serializers.Setup({**shown, "expires_in": setup.expires_in})
        return Response(told.data, status=201, headers=NO_STORE)


class VerifySetupView(FactorsView):
    @extend_schema(
        operation_id="mfa_verify_setup",
        summary="Put the authenticator app in force",
        description="Answers ten backup codes, shown this once, and an access token of the same session with "
        "`acr: mfa`. Other sessions go on.",
        tags=TAGS,
        request=serializers.Code,
        responses={
            200: serializers.Enabled,
            **refusals(
                {
                    400: "validation-error · mfa-code-invalid",
                    409: "mfa-already-enabled",
                    410: "mfa-setup-expired",
                    429: "rate-limited: ten wrong codes in fifteen minutes",
                }
            ),
        },
        examples=[examples.CODE, examples.ENABLED],
    )
    def post(self, request: Request) -> Response:
        code = _code_asked(request)
        codes = services.totp_confirm(user_id=asking(request).id, code=code)
        return _enabled(request, codes, BY_CODE)


class DisableView(FactorsView):
    @extend_schema(
        operation_id="mfa_disable",
        summary="Remove the app, the telephone and the backup codes",
        description="Passkeys stay. Without any of these it does nothing.",
        tags=TAGS,
        request=NoFields,
        responses={204: None, **refusals(STALE)},
        examples=[examples.NOTHING],
    )
    def post(self, request: Request) -> Response:
        _nothing_asked(request)
        require_fresh(request)
        services.factors_disable(user_id=asking(request).id)
        return Response(status=204)


class RegenerateView(FactorsView):
    @extend_schema(
        operation_id="mfa_regenerate_backup_codes",
        summary="Ten new backup codes",
        description="The old ones are worth nothing from then on. These are shown this once.",
        tags=TAGS,
        request=NoFields,
        responses={200: serializers.BackupCodes, **refusals({**STALE, 409: "mfa-not-enabled"})},
        examples=[examples.NOTHING, examples.CODES],
    )
    def post(self, request: Request) -> Response:
        _nothing_asked(request)
        require_fresh(request)
        codes = services.codes_regenerate(user_id=asking(request).id)
        return Response({"backup_codes": codes}, headers=NO_STORE)


class SmsSetupView(FactorsView):
    @extend_schema(
        operation_id="mfa_sms_setup",
        summary="Begin to set up a telephone",
        description="Sends a code there. The number is not in force until the code was sent to "
        "`POST /api/users/2fa/sms/verify-setup/`. Three messages in fifteen minutes.",
        tags=TAGS,
        request=serializers.Telephone,
        responses={
            202: serializers.CodeSent,
            **refusals({**STALE, 409: "mfa-already-enabled", 429: "rate-limited"}),
        },
        examples=[examples.PHONE, examples.SENT],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        require_fresh(request)
        asked = serializers.Telephone(data=request.data)
        asked.is_valid(raise_exception=True)
        sent = texting.sms_setup(user_id=asking(request).id, phone=asked.validated_data["phone"])
        return Response(serializers.CodeSent(sent).data, status=202)


class SmsVerifySetupView(FactorsView):
    @extend_schema(
        operation_id="mfa_sms_verify_setup",
        summary="Put the telephone in force",
        description="Answers ten backup codes when it is the first second factor, and an access token of the same "
        "session with `acr: mfa`.",
        tags=TAGS,
        request=serializers.Code,
        responses={
            200: serializers.Enabled,
            **refusals(
                {
                    400: "validation-error · mfa-code-invalid",
                    409: "mfa-already-enabled",
                    410: "mfa-setup-expired",
                    429: "rate-limited",
                }
            ),
        },
        examples=[examples.CODE, examples.ENABLED],
    )
    def post(self, request: Request) -> Response:
        code = _code_asked(request)
        codes = texting.sms_confirm(user_id=asking(request).id, code=code)
        return _enabled(request, codes, BY_SMS)


class SmsView(FactorsView):
    @extend_schema(
        operation_id="mfa_sms_remove",
        summary="Remove the telephone",
        description="The backup codes go with it when it was the last second factor.",
        tags=TAGS,
        responses={204: None, **refusals(STALE)},
    )
    def delete(self, request: Request) -> Response:
        known_parameters(request, ())
        require_fresh(request)
        texting.sms_remove(user_id=asking(request).id)
        return Response(status=204)


def _nothing_asked(request: Request) -> None:
    known_parameters(request, ())
    NoFields(data=request.data).is_valid(raise_exception=True)


def _code_asked(request: Request) -> str:
    known_parameters(request, ())
    asked = serializers.Code(data=request.data)
    asked.is_valid(raise_exception=True)
    return str(asked.validated_data["code"])


def _enabled(request: Request, codes: list[str], proof: Proof) -> Response:
    issued = session_raise(session_id=asking(request).session_id, proof=proof)
    told: dict[str, Any] = {"enabled": True, "backup_codes": codes, "access": issued.access}
    return Response(told | {"token_type": "Bearer", "expires_in": issued.expires_in}, headers=NO_STORE)
