from __future__ import annotations

import io
from collections.abc import Mapping
from typing import IO, Any

from servicekit.api.parsers import StrictJSONParser
from servicekit.errors import PayloadTooLarge

# A product's longest description is 5,000 characters, at most 30,000 bytes when every one is escaped.
LARGEST = 65_536


class ProductParser(StrictJSONParser):
    """Reads no more than a product can need, whatever the gateway lets through."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise PayloadTooLarge(f"A product fits into {LARGEST} bytes.")
        return super().parse(io.BytesIO(body), media_type, parser_context)
