"""A view's permission by its line in protos/roles.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from servicekit.auth import denied, stepup
from servicekit.auth.drf import asking
from servicekit.auth.roles import Asking, Reach, matrix, reach
from servicekit.errors import Forbidden

if TYPE_CHECKING:
    from rest_framework.views import APIView  # DRF's views import this module while they are being imported


def sees_all(user: Asking, permission: str) -> bool:
    return reach(user, permission) is Reach.ALL


class May(BasePermission):
    """A view's permission: `permission_classes = (May.of("orders.read"),)`, or by method, `May.by(get=…, post=…)`.

    Whether what is asked for is the caller's own is the use case's question; ask `reach` there.
    """

    permissions: Mapping[str, str] = {}

    @classmethod
    def of(cls, permission: str) -> type[May]:
        return cls.by(get=permission, post=permission, put=permission, patch=permission, delete=permission)

    @classmethod
    def by(cls, **permissions: str) -> type[May]:
        """One per method; a method that is not named needs no permission (somebody's reading the shop window)."""
        for name in permissions.values():
            matrix()[name]
        return type("May", (cls,), {"permissions": permissions})

    def has_permission(self, request: Request, view: APIView) -> bool:
        permission = self.needed((request.method or "").lower())
        if permission is None:
            return True
        user = asking(request)
        if not user.is_authenticated:
            return False
        if reach(user, permission) is Reach.NONE:
            denied.tell(request, user, permission)
            raise Forbidden(permission=permission)
        if matrix()[permission].step_up:
            stepup.require(user)
        return True

    @classmethod
    def needed(cls, method: str) -> str | None:
        return cls.permissions.get({"head": "get"}.get(method, method))
