"""Identifiers that sort by time of making, so that they sit well in an index (RFC 9562, version 7)."""

from __future__ import annotations

from uuid import UUID

import uuid6


def uuid7() -> UUID:
    return UUID(int=uuid6.uuid7().int)


def is_uuid(text: str) -> bool:
    """Whether `text` is a UUID in its canonical form; other spellings of the same number are not."""
    try:
        return str(UUID(text)) == text
    except (ValueError, AttributeError, TypeError):
        return False
