"""Pages of imports, newest first: their ids are in the order in which they were made."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from product_service.imports.models import Import
from servicekit.api.keyset import Place, accepted, issued
from servicekit.errors import InvalidCursor

PAGE = 20


def page_of(request: Request, imports: QuerySet[Import]) -> tuple[list[Import], dict[str, str | None]]:
    """One page, in one query, and the links around it. InvalidCursor for one of another list."""
    about = f"{request.path} {request.user.id}"
    place = accepted(request.query_params["cursor"], about=about) if "cursor" in request.query_params else None
    back = place is not None and place.back
    if place is not None:
        imports = imports.filter(**{f"id__{'gt' if back else 'lt'}": _id(place)})
    found = list(imports.order_by("id" if back else "-id")[: PAGE + 1])
    more, page = len(found) > PAGE, found[:PAGE]
    if back:
        page.reverse()
    return page, {
        "next": _link(request, Place((str(page[-1].pk),)), about) if page and (more or back) else None,
        "previous": _link(request, Place((str(page[0].pk),), back=True), about)
        if page and place is not None and (more or not back)
        else None,
    }


def _id(place: Place) -> UUID:
    match place.values:
        case (str(value),):
            return UUID(value)
        case _:
            raise InvalidCursor


def _link(request: Request, place: Place, about: str) -> str:
    return f"{request.path}?cursor={issued(place, about=about)}"
