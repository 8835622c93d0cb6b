"""CSV as an answer, written while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.http import StreamingHttpResponse
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from servicekit import spreadsheet

LINES_AT_ONCE = 500  # of a piece that is sent


class AsAsked(DefaultContentNegotiation):
    """It is CSV whatever a browser's Accept header prefers; a refusal is a problem document."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


def csv_file(columns: Sequence[str], rows: Iterable[Iterable[object]], *, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_pieces(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _pieces(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    lines = spreadsheet.lines(columns, rows)
    while piece := "".join(islice(lines, LINES_AT_ONCE)):
        yield piece
