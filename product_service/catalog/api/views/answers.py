"""How products are answered: to whoever reads, and to those who changed one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple
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


class Told(NamedTuple):
    """What is answered, under which tag."""

    tag: str
    body: bytes

    @classmethod
    def of(cls, shown: Any) -> Told:
        body = as_json(shown)
        return cls(answer_tag(body), body)

    def packed(self) -> bytes:
        """As it is kept."""
        return b"%b\n%b" % (self.tag.encode(), self.body)

    @classmethod
    def unpacked(cls, kept: bytes) -> Told:
        tag, _, body = kept.partition(b"\n")
        return cls(tag.decode(), body)


class Reading(NamedTuple):
    """What anybody may read: under which key it is kept for others, and how it is made."""

    key: str
    make: Callable[[], Told]


def page(asked: str, by: Principal) -> Reading:
    """Of a list; `asked` is the query string."""
    return Reading(f"products?{asked}", lambda: Told.of(browsing.products(filters.asked(asked, by=by))))


def figures(asked: str, by: Principal) -> Reading:
    """Beside a list, of the same query string without the page."""
    return Reading(f"facets?{asked}", lambda: Told.of(browsing.facets(filters.asked_all(asked, by=by))))


def one(product_id: int) -> Reading:
    """A product with what its page shows besides."""
    return Reading(f"products/{product_id}", lambda: _tagged(*browsing.product(product_id)))


def products(meta: Meta, by: Principal) -> HttpResponse:
    """A page of a list, from the query string in `meta` (WSGI's names)."""
    return _read(page(meta.get("QUERY_STRING", ""), by), meta, by)


def facets(meta: Meta, by: Principal) -> HttpResponse:
    """The figures beside a list."""
    return _read(figures(meta.get("QUERY_STRING", ""), by), meta, by)


def product(meta: Meta, by: Principal, product_id: int) -> HttpResponse:
    """One product; whoever manages it is told the figures of its stock."""
    begun = cached.second()
    query.once_each(filters.parameters(meta.get("QUERY_STRING", "")), query.PAGING)
    if not by.is_authenticated:
        return _read(one(product_id), meta, by)
    found, shown = browsing.product(product_id)
    tag, body = _tagged(found, shown)
    if manager(by).may_manage(_owner(found)):
        body = as_json(_with_figures(found, shown))
    return answered(body, meta, by, tag, begun=begun)


def categories(meta: Meta, by: Principal) -> HttpResponse:
    """The whole tree, which is the same for everybody."""
    begun = cached.second()
    tree = Reading("categories", lambda: Told.of([CategorySerializer(one).data for one in shelves.shelves()]))
    tag, body = shared(tree)
    return answered(body, meta, by, tag, begun=begun)


def managed(product: Product, **response: Any) -> Response:
    """To somebody who has changed it: what asking for it would answer, and under the same tag."""
    found, shown = browsing.product(product.pk)
    headers = {"ETag": _tagged(found, shown).tag, **response.pop("headers", {})}
    return Response(_with_figures(found, shown), headers=headers, **response)


def _read(reading: Reading, meta: Meta, by: Principal) -> HttpResponse:
    begun = cached.second()
    tag, body = reading.make() if by.is_authenticated else shared(reading)
    return answered(body, meta, by, tag, begun=begun)


def shared(reading: Reading, around: Callable[[], AbstractContextManager[None]] = nullcontext) -> Told:
    """With whoever asked for the same a moment ago; `around` is entered where it has to be made."""

    def make() -> bytes:
        with around():
            return reading.make().packed()

    return Told.unpacked(cached.answer(reading.key, make))


def _tagged(found: cards.Found, shown: dict[str, Any]) -> Told:
    """As a shopper sees it; its tag is everybody's, as the figures of the stock are in it in any case."""
    body = as_json(shown)
    return Told(answer_tag(body, of=state_tag(found.version, found.on_hand, found.reserved)), body)


def _with_figures(found: cards.Found, shown: dict[str, Any]) -> dict[str, Any]:
    return shown | {"stock": shown["stock"] | {"on_hand": found.on_hand, "reserved": found.reserved}}


def answered(body: bytes, meta: Meta, by: Principal, tag: str, *, begun: int) -> HttpResponse:
    """`begun`: the second in which it was begun to be made. One that took until the next the gateway does not keep."""
    good = still_good(meta.get("HTTP_IF_NONE_MATCH"), tag)
    response = HttpResponse(status=304) if good else HttpResponse(body, content_type="application/json")
    for name, value in (of_one(tag) if by.is_authenticated else of_everybody(tag, begun)).items():
        response[name] = value
    return response


# Figures for managers must not reach a shopper through a shared cache.
def of_one(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Vary": "Authorization", "Cache-Control": FOR_ONE}


def of_everybody(tag: str, begun: int) -> dict[str, str]:
    kept = {"Cache-Control": FOR_EVERYBODY, "X-Accel-Expires": f"@{begun}"}
    return {"ETag": tag, "Vary": "Authorization", **kept}


def _owner(found: cards.Found) -> Owner:
    vendor, organisation = found.vendor_id, found.organisation_id
    return Owner(UUID(str(vendor)) if vendor else None, UUID(str(organisation)) if organisation else None)


def as_json(shown: Any) -> bytes:
    return json.dumps(shown, separators=(",", ":"), ensure_ascii=False).encode()
