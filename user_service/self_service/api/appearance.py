"""Picture and preferences."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May
from servicekit.errors import NotFound
from user_service.accounts import selectors
from user_service.self_service import profiles
from user_service.self_service.api import serializers
from user_service.self_service.api.parsers import FormWithPicture, PictureParser

# A new picture has a new address, so this one can be kept for ever (RFC 8246).
SHOWN = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline",
}
PICTURE = {
    "multipart/form-data": {
        "type": "object",
        "properties": {"file": {"type": "string", "format": "binary"}},
        "required": ["file"],
        "additionalProperties": False,
    },
    **{f"image/{kind}": {"type": "string", "format": "binary"} for kind in ("png", "jpeg", "webp")},
}
DARK = OpenApiExample(
    "Dark, in German",
    request_only=True,
    value={"theme": "dark", "language": "de", "notifications": {"orders": True, "news": False}},
)


class AvatarView(APIView):
    permission_classes = (May.of("account.use"),)
    parser_classes = (FormWithPicture, PictureParser)

    @extend_schema(
        operation_id="avatar_set",
        summary="Set my picture",
        description="A PNG, JPEG or WebP of at most 1 MiB and 4096 pixels a side, as the part `file` of a form or as "
        "the body itself. What is in its middle is kept as WebP of 256 × 256 pixels, set upright and without metadata; "
        "of an animation, the first frame.",
        tags=["account"],
        request=PICTURE,
        responses={
            200: serializers.AvatarShown,
            **refusals({400: "validation-error: it is no such picture", 413: "payload-too-large", 415: "no picture"}),
        },
    )
    def post(self, request: Request) -> Response:
        known_parameters(request, ())
        picture: Any = request.data
        shown = profiles.avatar_set(user_id=asking(request).id, picture=bytes(picture))
        return Response({"avatar_url": f"/api/users/avatars/{shown}/"})

    @extend_schema(
        operation_id="avatar_remove",
        summary="Remove my picture",
        tags=["account"],
        request=None,
        responses={204: None},
    )
    def delete(self, request: Request) -> Response:
        known_parameters(request, ())
        profiles.avatar_remove(user_id=asking(request).id)
        return Response(status=204)


class WhateverIsAccepted(BaseContentNegotiation):
    """An <img> accepts pictures, which no renderer of ours is for; refusals are JSON for it too."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


class AvatarImageView(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    content_negotiation_class = WhateverIsAccepted

    @extend_schema(
        operation_id="avatar",
        summary="Somebody's picture",
        description="Open to everybody who knows its address. What is there never changes.",
        tags=["account"],
        auth=[],
        responses={(200, "image/webp"): OpenApiResponse(OpenApiTypes.BINARY, description="256 × 256 pixels.")},
    )
    def get(self, request: Request, avatar_id: UUID) -> HttpResponse:
        known_parameters(request, ())
        image = profiles.avatar_image(avatar_id)
        if image is None:
            raise NotFound
        return HttpResponse(image, content_type="image/webp", headers=SHOWN)


class PreferencesView(APIView):
    permission_classes = (May.of("account.use"),)

    @extend_schema(
        operation_id="preferences",
        summary="My preferences",
        tags=["account"],
        responses=serializers.PreferencesForm,
    )
    def get(self, request: Request) -> Response:
        known_parameters(request, ())
        return Response(serializers.preferences(selectors.preferences(asking(request).id)))

    @extend_schema(
        operation_id="preferences_set",
        summary="Set my preferences",
        description="All of them. Letters about security cannot be switched off.",
        tags=["account"],
        request=serializers.PreferencesForm,
        responses=serializers.PreferencesForm,
        examples=[DARK],
    )
    def put(self, request: Request) -> Response:
        known_parameters(request, ())
        asked = serializers.PreferencesForm(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted, letters = asked.validated_data, asked.validated_data["notifications"]
        chosen = profiles.preferences_set(
            user_id=asking(request).id,
            theme=wanted["theme"],
            language=wanted["language"],
            orders=letters["orders"],
            news=letters["news"],
        )
        return Response(serializers.preferences(chosen))
