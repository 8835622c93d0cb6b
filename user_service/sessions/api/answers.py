"""How tokens leave: in the body, or the refresh token in a cookie that scripts cannot read."""

from rest_framework.response import Response

from user_service.sessions.api import cookie
from user_service.sessions.api.serializers import BODY, COOKIE
from user_service.sessions.tokens import Issued


def tokens(issued: Issued, transport: str) -> Response:
    """The answer of every operation that opens or continues a session."""
    body = {"access": issued.access, "token_type": "Bearer", "expires_in": issued.expires_in}
    if transport == BODY:
        body["refresh"] = issued.refresh
    # RFC 6749, section 5.1: answers that hold tokens are not to be stored.
    response = Response(body, headers={"Cache-Control": "no-store"})
    if transport == COOKIE:
        cookie.write(response, issued.refresh, issued.refresh_expires_at)
    if issued.device:
        cookie.write_device(response, issued.device)
    return response
