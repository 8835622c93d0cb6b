"""Where a request comes from."""

from ipaddress import ip_address

from django.conf import settings
from rest_framework.request import Request

from user_service.sessions.domain.errors import CsrfFailed
from user_service.sessions.domain.origin import sent_by_us


def address(request: Request) -> str:
    """The caller's address. The gateway overwrites X-Forwarded-For, so its last entry is the peer that nginx saw."""
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    try:
        return str(ip_address(forwarded))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))


def user_agent(request: Request) -> str:
    return "".join(character for character in request.headers.get("User-Agent", "") if character.isprintable())


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
