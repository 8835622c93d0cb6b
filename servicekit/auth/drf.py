"""Bearer tokens for REST: a bad token is a 401, never an anonymous visitor."""

from __future__ import annotations

from typing import cast

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from servicekit import context
from servicekit.auth.principal import Principal
from servicekit.auth.verifier import authenticate
from servicekit.errors import TokenInvalid


class BearerAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access token>` (RFC 6750). Tokens in a query string are not read."""

    def authenticate(self, request: Request) -> tuple[Principal, str] | None:
        header = request.headers.get("Authorization")
        if header is None:
            return None
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise TokenInvalid("Send the access token as: Authorization: Bearer <token>.")
        principal = authenticate(token)
        context.set_bearer(token)
        context.signed_in(user_id=principal.id, username=principal.username)
        return principal, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="shopmesh"'


def asking(request: Request) -> Principal:
    """Who is asking. For nobody in particular, Anonymous answers the same questions."""
    return cast("Principal", request.user)
