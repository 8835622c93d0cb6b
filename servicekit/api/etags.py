"""Conditional changes (RFC 9110, 13): whoever changes something says which state of it they have seen."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from drf_spectacular.utils import OpenApiParameter

from servicekit.errors import PreconditionFailed, PreconditionRequired

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of what you have seen."
)
MOST_TAGS = 20
REFUSALS = {412: "precondition-failed: it has changed since you saw it", 428: "precondition-required: no If-Match"}


def tag_of(state: Any) -> str:
    """The tag of a state that is JSON: the same for the same values, whenever they were set."""
    told = json.dumps(state, sort_keys=True, default=str, separators=(",", ":"))
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:16]}"'


def seen(header: str | None) -> frozenset[str]:
    """The tags of an If-Match header. PreconditionRequired without one."""
    if not header:
        raise PreconditionRequired
    # nginx weakens tags when it compresses (W/"…"). Ours name a state and not its bytes, so a weak one is as good.
    return frozenset(part.strip().removeprefix("W/") for part in header.split(",", MOST_TAGS)[:MOST_TAGS])


def require(tags: frozenset[str], current: str) -> None:
    """PreconditionFailed unless `current`, the tag of the state that is locked now, is among those that were seen."""
    if current not in tags and "*" not in tags:
        raise PreconditionFailed("It has changed since you saw it: look at it again.")
