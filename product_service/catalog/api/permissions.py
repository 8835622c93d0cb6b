from __future__ import annotations

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from product_service.catalog.domain.ownership import MANAGERS


class ShopOpenManagersWrite(BasePermission):
    """Everybody may look; admin, staff and vendors may try to change (which product is the use case's question)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.method in SAFE_METHODS or request.user.has_role(*MANAGERS)
