"""Which pages may hold a ceremony: the shop's own, at the one address people know it by."""

from django.conf import settings
from rest_framework.request import Request

from user_service.passkeys.domain.rules import origin_of


def ours(request: Request) -> frozenset[str]:
    """PUBLIC_URL's origin. In development also the one that was asked, which is a front end's own server at times."""
    public: str = settings.SHOPMESH.public_url
    if settings.SHOPMESH.production:
        return frozenset({origin_of(public)})
    return frozenset({origin_of(public), f"{public.partition('://')[0]}://{request.headers.get('Host', '')}"})
