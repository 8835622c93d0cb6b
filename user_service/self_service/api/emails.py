"""Confirming an e-mail address."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from user_service.self_service import emails
from user_service.self_service.api.passwords import LetterView
from user_service.self_service.api.serializers import ConfirmedEmail, LinkToken

TOKEN = OpenApiExample(
    "From the letter", request_only=True, value={"token": "Yx3QkC5lq0v2m4u8b1n7d9s6f3h5j2k4l8p0r1t6w9E"}
)


class VerifyView(LetterView):
    @extend_schema(
        operation_id="email_verify",
        summary="Confirm an e-mail address",
        description="By the link in a letter: of a registration, of a change of address, or the one that gives an "
        "address back, which also ends every session. It works once.",
        tags=["account"],
        auth=[],
        request=LinkToken,
        responses={
            200: ConfirmedEmail,
            **refusals({400: "link-invalid · validation-error", 409: "email-taken", 429: "rate-limited"}),
        },
        examples=[TOKEN],
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = LinkToken(data=request.data)
        asked.is_valid(raise_exception=True)
        email = emails.email_confirm(token=asked.validated_data["token"])
        return Response(ConfirmedEmail({"email": email}).data)


class ResendView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="email_verify_resend",
        summary="Send the confirming letter again",
        description="To the address that waits for being confirmed; nothing is sent if none does. The link of the "
        "letter before stops working. Five letters an hour.",
        tags=["account"],
        request=None,
        responses={
            202: OpenApiResponse(OpenApiTypes.OBJECT, description="On its way."),
            **refusals({429: "rate-limited"}),
        },
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        emails.verification_resend(user_id=asking(request).id)
        return Response({}, status=202)
