"""Where a request comes from."""

from typing import TypedDict

from django.conf import settings
from rest_framework.request import Request

from servicekit.api.client import address, user_agent
from user_service.sessions.api import cookie
from user_service.sessions.api.serializers import COOKIE
from user_service.sessions.domain.errors import CsrfFailed
from user_service.sessions.domain.origin import sent_by_us

__all__ = ["About", "about", "address", "refuse_foreign_page", "require_own_page", "user_agent"]

LONGEST_COOKIE = 200  # characters; ours have 43


class About(TypedDict):
    """What `session_open` is told of a client."""

    address: str
    user_agent: str
    device: str
    remember: bool


def about(request: Request, transport: str) -> About:
    """Browsers, which use the cookie transport, are remembered by another cookie; API clients keep none."""
    return About(
        address=address(request),
        user_agent=user_agent(request),
        device=cookie.read(request, cookie.DEVICE)[:LONGEST_COOKIE],
        remember=transport == COOKIE,
    )


def require_own_page(request: Request) -> None:
    """CsrfFailed unless the request was sent by a page of PUBLIC_URL, or of the host it was sent to."""
    origin, fetch_site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if not sent_by_us(origin=origin, fetch_site=fetch_site, ours=_origins(request)):
        raise CsrfFailed("Send this from a page of the shop: the Origin header is missing or foreign.")


def refuse_foreign_page(request: Request) -> None:
    """The same, but a caller that names no origin at all (not a browser) may pass."""
    if "Origin" in request.headers or "Sec-Fetch-Site" in request.headers:
        require_own_page(request)


def _origins(request: Request) -> set[str]:
    public: str = settings.SHOPMESH.public_url.rstrip("/")
    scheme = public.partition("://")[0]
    return {public, f"{scheme}://{request.headers.get('Host', '')}"}
