from __future__ import annotations

from rest_framework.permissions import BasePermission, IsAuthenticatedOrReadOnly
from rest_framework.request import Request

from product_service.catalog.models import Product
from product_service.catalog.services import MANAGE, manager
from servicekit.auth.drf import asking
from servicekit.auth.permissions import May

# The first is known to the OpenAPI generator, which then says that reading needs no token. Whether a product is the
# caller's is the use case's question.
SHOP_OPEN_MANAGERS_WRITE: list[type[BasePermission]] = [
    IsAuthenticatedOrReadOnly,
    May.by(post=MANAGE, put=MANAGE, patch=MANAGE, delete=MANAGE),
]


def manages(request: Request, product: Product) -> bool:
    user = asking(request)
    return user.is_authenticated and manager(user).may_manage(product.owner)
