"""Where payment providers deliver. Public: the signature says who it is; no cookie and no token counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, inline_serializer
from rest_framework.fields import BooleanField
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from payments_service.webhooks import receiving
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.errors import PayloadTooLarge

LARGEST = 256 * 1024
HEADERS = {"sandbox": "Sandbox-Signature", "stripe": "Stripe-Signature"}

RECEIVED = inline_serializer("WebhookReceived", {"received": BooleanField()})
REFUSALS = refusals(
    {
        400: "webhook-signature-invalid · webhook-timestamp-out-of-range · malformed-json · unknown-parameter",
        413: "payload-too-large: 256 KiB at most",
        415: "unsupported-media-type: the body is compressed",
        503: "dependency-unavailable: it could not be kept; send it again",
    }
)
EXAMPLE = OpenApiExample("Kept, known already, or of no interest", response_only=True, value={"received": True})


class WebhookView(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    provider = ""

    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        body = _body(request)
        secrets = settings.SHOPMESH.webhook_secrets(self.provider)
        header = request.headers.get(HEADERS[self.provider], "")
        receiving.receive(provider=self.provider, header=header, body=body, secrets=secrets)
        return Response({"received": True})


def _body(request: Request) -> bytes:
    """The bytes as they were sent: a signature is about bytes, and nothing may have read and rewritten them."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise PayloadTooLarge("An event may have at most 256 KiB.")
    body: bytes = request.body
    if len(body) > LARGEST:
        raise PayloadTooLarge("An event may have at most 256 KiB.")
    return body


Handler = Callable[[Any, Request], Response]


def _described(provider: str, name: str) -> Callable[[Handler], Handler]:
    header = OpenApiParameter(
        HEADERS[provider],
        str,
        OpenApiParameter.HEADER,
        description='`t=<seconds>,v1=<HMAC-SHA256 of "<t>.<body>">`, at most five `v1`, at most 300 s old or ahead.',
    )
    described = extend_schema(
        operation_id=f"webhook_{provider}",
        summary=f"Tell what happened at {name}",
        description=f"For {name} alone: an event is kept, acknowledged, and then only makes the worker look at the "
        "charge it names. The same event again changes nothing.",
        tags=["webhooks"],
        auth=[],
        parameters=[header],
        request={"application/json": OpenApiTypes.OBJECT},
        responses={200: RECEIVED, **REFUSALS},
        examples=[EXAMPLE],
    )
    return cast("Callable[[Handler], Handler]", described)


class SandboxWebhook(WebhookView):
    provider = "sandbox"

    @_described("sandbox", "the sandbox provider")
    def post(self, request: Request) -> Response:
        return super().post(request)


class StripeWebhook(WebhookView):
    provider = "stripe"

    @_described("stripe", "Stripe")
    def post(self, request: Request) -> Response:
        return super().post(request)
