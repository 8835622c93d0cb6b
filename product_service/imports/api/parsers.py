from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from rest_framework.parsers import BaseParser

from product_service.imports.folder import PIECE, Upload, receive


class CsvUpload(BaseParser):
    """The body goes to the disk as it comes. What the view does not claim, it drops (views.Imports.dispatch)."""

    media_type = "text/csv"

    def parse(  # type: ignore[override]  # a file is no mapping of names to values
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Upload:
        upload = receive(_pieces(stream))
        if parser_context:
            parser_context["view"].upload = upload
        return upload


def _pieces(stream: IO[Any]) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece
