from __future__ import annotations

from uuid import UUID

from rest_framework.request import Request

from servicekit.auth.drf import asking


def user_id(request: Request) -> UUID:
    """Whose cart and whose orders."""
    return UUID(asking(request).id)
