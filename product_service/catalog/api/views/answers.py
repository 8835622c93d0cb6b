"""How products are answered: to whoever reads, and to those who changed one."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from rest_framework.response import Response

from product_service.catalog import browsing, cached, shelves
from product_service.catalog.api import filters
from product_service.catalog.api.etags import answer_tag, state_tag, still_good
from product_service.catalog.api.serializers import CategorySerializer
from product_service.catalog.domain.ownership import Owner
from product_service.catalog.models import Product
from product_service.catalog.selectors import cards
from product_service.catalog.services import manager
from servicekit.api import query
from servicekit.auth.principal import Principal

# Whoever has a copy asks whether it is still good. The gateway keeps one until the second is over in which it was made.
FOR_EVERYBODY = "public, max-age=0, must-revalidate"
FOR_ONE = "private, no-cache"

Meta = Mapping[str, Any]


def products(meta: Meta, by: Principal) -> HttpResponse:
    """A page of a list, from the query string in `meta` (WSGI's names)."""
    asked = meta.get("QUERY_STRING", "")
    if by.is_authenticated:
        body = as_json(browsing.products(filters.asked(asked, by=by)))
    else:
        body = cached.answer(f"products?{asked}", lambda: as_json(browsing.products(filters.asked(asked, by=by))))
    return answered(body, meta, by, answer_tag(body))


def facets(meta: Meta, by: Principal) -> HttpResponse:
    """The figures beside a list, of the same query string without the page."""
    asked = meta.get("QUERY_STRING", "")
    if by.is_authenticated:
        body = as_json(browsing.facets(filters.asked_all(asked, by=by)))
    else:
        body = cached.answer(f"facets?{asked}", lambda: as_json(browsing.facets(filters.asked_all(asked, by=by))))
    return answered(body, meta, by, answer_tag(body))


def product(meta: Meta, by: Principal, product_id: int) -> HttpResponse:
    """One product with what its page shows besides; whoever manages it is told the figures of its stock."""
    query.once_each(filters.parameters(meta.get("QUERY_STRING", "")), query.PAGING)
    found, shown = browsing.product(product_id)
    body, tag = _tagged(found, shown)
    if by.is_authenticated and manager(by).may_manage(_owner(found)):
        body = as_json(_with_figures(found, shown))
    return answered(body, meta, by, tag)


def categories(meta: Meta, by: Principal) -> HttpResponse:
    """The whole tree, which is the same for everybody."""
    body = cached.answer("categories", lambda: as_json([CategorySerializer(shelf).data for shelf in shelves.shelves()]))
    return answered(body, meta, by, answer_tag(body))


def managed(product: Product, **response: Any) -> Response:
    """To somebody who has changed it: what asking for it would answer, and under the same tag."""
    found, shown = browsing.product(product.pk)
    headers = {"ETag": _tagged(found, shown)[1], **response.pop("headers", {})}
    return Response(_with_figures(found, shown), headers=headers, **response)


def _tagged(found: cards.Found, shown: dict[str, Any]) -> tuple[bytes, str]:
    """As a shopper sees it; its tag is everybody's, as the figures of the stock are in it in any case."""
    body = as_json(shown)
    return body, answer_tag(body, of=state_tag(found.version, found.on_hand, found.reserved))


def _with_figures(found: cards.Found, shown: dict[str, Any]) -> dict[str, Any]:
    return shown | {"stock": shown["stock"] | {"on_hand": found.on_hand, "reserved": found.reserved}}


def answered(body: bytes, meta: Meta, by: Principal, tag: str) -> HttpResponse:
    good = still_good(meta.get("HTTP_IF_NONE_MATCH"), tag)
    response = HttpResponse(status=304) if good else HttpResponse(body, content_type="application/json")
    response["ETag"] = tag
    # Figures for managers must not reach a shopper through a shared cache.
    response["Vary"] = "Authorization"
    response["Cache-Control"] = FOR_ONE if by.is_authenticated else FOR_EVERYBODY
    if not by.is_authenticated:
        response["X-Accel-Expires"] = f"@{int(time.time())}"
    return response


def _owner(found: cards.Found) -> Owner:
    vendor, organisation = found.vendor_id, found.organisation_id
    return Owner(UUID(str(vendor)) if vendor else None, UUID(str(organisation)) if organisation else None)


def as_json(shown: Any) -> bytes:
    return json.dumps(shown, separators=(",", ":"), ensure_ascii=False).encode()
