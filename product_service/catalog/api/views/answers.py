"""How one product is answered."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response

from product_service.catalog.api.etags import product_tag
from product_service.catalog.api.serializers import ProductSerializer
from product_service.catalog.models import Product


def managed(product: Product, **response: Any) -> Response:
    """To somebody who manages it."""
    return answer(product, managed=True, **response)


def answer(product: Product, *, managed: bool, headers: dict[str, str] | None = None, **response: Any) -> Response:
    body = ProductSerializer(product, context={"managed": managed}).data
    return Response(body, headers={"ETag": product_tag(product), **(headers or {})}, **response)
