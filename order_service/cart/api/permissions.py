from __future__ import annotations

from uuid import UUID

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from servicekit.auth.drf import HasRole, asking

# A viewer looks at everything and changes nothing.
SEES_ALL = ("admin", "staff", "viewer")
BUYS = ("admin", "staff", "vendor", "customer")

IsStaff = HasRole.of("admin", "staff")


class BuysOrReads(BasePermission):
    """Anybody signed in may read; a viewer may not write."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        user = asking(request)
        return user.is_authenticated and (request.method in SAFE_METHODS or user.has_role(*BUYS))


def sees_all(request: Request) -> bool:
    return asking(request).has_role(*SEES_ALL)


def user_id(request: Request) -> UUID:
    return UUID(asking(request).id)
