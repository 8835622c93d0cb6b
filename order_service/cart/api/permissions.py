from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from servicekit.auth.drf import HasRole

# A viewer looks at everything and changes nothing.
SEES_ALL = ("admin", "staff", "viewer")
BUYS = ("admin", "staff", "vendor", "customer")

IsStaff = HasRole.of("admin", "staff")


class BuysOrReads(BasePermission):
    """Anybody signed in may read; a viewer may not write."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        user: Any = request.user
        return bool(user.is_authenticated and (request.method in SAFE_METHODS or user.has_role(*BUYS)))


def sees_all(request: Request) -> bool:
    user: Any = request.user
    return bool(user.has_role(*SEES_ALL))


def user_id(request: Request) -> UUID:
    return UUID(str(request.user.id))
