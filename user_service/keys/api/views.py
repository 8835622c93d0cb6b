"""What others need to verify our tokens. Public, and cacheable for as long as verifiers may lag behind a rotation."""

from typing import Any

from django.conf import settings
from django.utils.http import parse_etags
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from user_service.keys.api import serializers
from user_service.keys.ring import ring

# A revoked key may live on in somebody's cache for as long as this: a minute.
CACHE = {"Cache-Control": "public, max-age=60"}
CLAIMS = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "sid", "role", "username", "auth_time", "amr", "acr"]


class Published(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)


class PublicKeyView(Published):
    @extend_schema(
        operation_id="public_key",
        summary="The key that signs access tokens, as PEM",
        tags=["keys"],
        auth=[],
        responses=serializers.PublicKey,
    )
    def get(self, request: Request) -> Response:
        keys = ring()
        body = {"kid": keys.active_kid, "algorithm": "RS256", "public_key": keys.public_pem()}
        return Response(body, headers=CACHE)


class JwksView(Published):
    @extend_schema(
        operation_id="jwks",
        summary="All keys that may verify an access token (RFC 7517)",
        tags=["keys"],
        auth=[],
        description="With `If-None-Match`, a key set that has not changed is answered with 304 and no body.",
        responses={200: serializers.Jwks, 304: OpenApiResponse(description="It is the key set you have.")},
    )
    def get(self, request: Request) -> Response:
        keys = ring()
        headers = {**CACHE, "ETag": keys.etag}
        # Verifiers ask every 20 s, and the keys change once a month.
        if keys.etag in parse_etags(request.headers.get("If-None-Match", "")):
            return Response(status=304, headers=headers)
        return Response(keys.jwks, headers=headers)


class OpenIdConfigurationView(Published):
    @extend_schema(
        operation_id="openid_configuration",
        summary="Where to find keys and tokens (OpenID Connect Discovery)",
        tags=["keys"],
        auth=[],
        responses=serializers.OpenIdConfiguration,
    )
    def get(self, request: Request) -> Response:
        return Response(configuration(), headers=CACHE)


def configuration() -> dict[str, Any]:
    """The discovery document. Links are built from PUBLIC_URL, never from the request's Host."""
    origin = settings.SHOPMESH.public_url.rstrip("/")
    return {
        "issuer": settings.SHOPMESH.token_issuer,
        "jwks_uri": f"{origin}/.well-known/jwks.json",
        "token_endpoint": f"{origin}/api/token/",
        "end_session_endpoint": f"{origin}/api/auth/logout/",
        "id_token_signing_alg_values_supported": ["RS256"],
        "response_types_supported": ["token"],
        "subject_types_supported": ["public"],
        "claims_supported": CLAIMS,
    }
