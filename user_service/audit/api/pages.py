"""Pages of a log that only grows, by the number of an entry: new ones shift nothing, and the last page is as fast."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from user_service.audit.models import AuditEntry

CURSOR = re.compile(r"(before|after)-([1-9][0-9]{0,17})")
SIZE, MOST = 50, 100
WHOLE = re.compile(r"[1-9][0-9]{0,2}")


@dataclass(frozen=True)
class Page:
    """Newest first. `newer` and `older` are the cursors of the pages beside it; empty where there is none."""

    entries: list[AuditEntry]
    newer: str
    older: str


def page(found: QuerySet[AuditEntry], *, cursor: str, size: int) -> Page:
    """The page that `cursor` names; the newest without one. One entry more is read, to know whether there is more."""
    back, number = _position(cursor)
    if back:
        rows = list(found.filter(seq__gt=number).order_by("seq")[: size + 1])
        more, entries = len(rows) > size, rows[:size][::-1]
        return Page(entries, _newer(entries) if more else "", _older(entries) if entries else f"before-{number + 1}")
    older = found.filter(seq__lt=number) if number else found
    rows = list(older.order_by("-seq")[: size + 1])
    more, entries = len(rows) > size, rows[:size]
    return Page(entries, _newer(entries) if number and entries else "", _older(entries) if more else "")


def asked_size(text: str | None) -> int:
    if text is None:
        return SIZE
    if not WHOLE.fullmatch(text) or int(text) > MOST:
        raise ValidationError({"page_size": [f"A whole number from 1 to {MOST}."]}, code="invalid")
    return int(text)


def link(request: Request, cursor: str) -> str | None:
    """To the page beside this one, with the same filters; without a host, as all links in bodies."""
    if not cursor:
        return None
    return f"{request.path}?{urlencode(dict(request.query_params.items()) | {'cursor': cursor})}"


def _position(cursor: str) -> tuple[bool, int]:
    if not cursor:
        return False, 0
    parsed = CURSOR.fullmatch(cursor)
    if parsed is None:
        raise ValidationError({"cursor": ["Take it from `next` or `previous` of another page."]}, code="invalid")
    return parsed[1] == "after", int(parsed[2])


def _newer(entries: list[AuditEntry]) -> str:
    return f"after-{entries[0].seq}"


def _older(entries: list[AuditEntry]) -> str:
    return f"before-{entries[-1].seq}"
