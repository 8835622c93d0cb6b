from __future__ import annotations

from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.views import APIView

from product_service.catalog.domain.ownership import MANAGERS, may_manage
from product_service.catalog.models import Product
from servicekit.auth.drf import asking


class ManagersWrite(BasePermission):
    """Admin, staff and vendors may try to change; whether this product is theirs is the use case's question."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.method in SAFE_METHODS or asking(request).has_role(*MANAGERS)


# The first is known to the OpenAPI generator, which then says that reading needs no token.
SHOP_OPEN_MANAGERS_WRITE = [IsAuthenticatedOrReadOnly, ManagersWrite]


def manages(request: Request, product: Product) -> bool:
    user = asking(request)
    return may_manage(role=user.role, user_id=user.id, vendor_id=product.vendor_id)
