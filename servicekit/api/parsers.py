"""JSON bodies as RFC 8259 means them, where Python's parser takes NaN, duplicate keys and any depth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from rest_framework.parsers import BaseParser

from servicekit.errors import DuplicateKey, MalformedJson, PayloadTooLarge

LARGEST = 1_048_576  # bytes; the gateway's limit, kept here too for whoever asks a service directly
DEEPEST = 32  # levels; no body of ours has more than four, and what walks a body must not run out of stack


class StrictJSONParser(BaseParser):
    """Accepts one JSON object; anything else is `malformed-json`, a repeated key `duplicate-key`."""

    media_type = "application/json"
    container: type = dict
    said = "The body must be a JSON object."

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise PayloadTooLarge
        try:
            value = json.loads(body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise MalformedJson from None
        if not isinstance(value, self.container):
            raise MalformedJson(self.said)
        if _is_deeper(value, DEEPEST):
            raise MalformedJson(f"The body is nested more than {DEEPEST} levels deep.")
        return value


class StrictJSONListParser(StrictJSONParser):
    """The same for one JSON array: many of something at once."""

    container = list
    said = "The body must be a JSON array."


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise DuplicateKey
    return made


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _is_deeper(value: Any, levels: int) -> bool:
    """Level by level instead of recursively: the depth that is looked for would end a recursion."""
    level = [value]
    for _ in range(levels):
        level = [inner for container in level for inner in _containers(container)]
        if not level:
            return False
    return True


def _containers(container: dict[str, Any] | list[Any]) -> list[Any]:
    inside = container.values() if isinstance(container, dict) else container
    return [inner for inner in inside if isinstance(inner, dict | list)]
