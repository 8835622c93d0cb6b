from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.views import APIView

WHOLE = re.compile(r"[1-9][0-9]{0,8}")


class Pages(PageNumberPagination):
    """`{count, next, previous, results}`; `?page=` from 1, `?page_size=` up to 100. A page that is no page is a 400."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100

    def paginate_queryset(
        self, queryset: QuerySet[Any] | Sequence[Any], request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        for name, most in (("page", 10**9), ("page_size", self.max_page_size)):
            self._whole(request.query_params.get(name, "1"), name, most)
        return super().paginate_queryset(queryset, request, view)

    def _whole(self, text: str, name: str, most: int) -> None:
        if not WHOLE.fullmatch(text) or int(text) > most:
            raise ValidationError({name: [f"A whole number from 1 to {most}."]}, code="invalid")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described: dict[str, Any] = super().get_paginated_response_schema(schema)
        for name, page in (("next", 4), ("previous", 2)):
            example = f"/api/things/?page={page}"
            described["properties"][name] |= {"format": "uri-reference", "example": example}
        return described

    def get_next_link(self) -> str | None:
        return _relative(super().get_next_link())

    def get_previous_link(self) -> str | None:
        return _relative(super().get_previous_link())


def _relative(link: str | None) -> str | None:
    """Without scheme and host: behind the gateway there is one origin, and a forged Host must not reach a body."""
    return None if link is None else re.sub(r"^https?://[^/]+", "", link)
