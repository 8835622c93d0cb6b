"""JSON bodies as RFC 8259 means them, where Python's parser takes NaN, duplicate keys and lone surrogates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from rest_framework.parsers import BaseParser

from servicekit.errors import DuplicateKey, MalformedJson


class StrictJSONParser(BaseParser):
    """Accepts one JSON object; anything else is `malformed-json`, a repeated key `duplicate-key`."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        try:
            value = json.loads(stream.read().decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise MalformedJson from None
        if not isinstance(value, dict):
            raise MalformedJson("The body must be a JSON object.")
        return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise DuplicateKey
    return made


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
