from __future__ import annotations

import re
from typing import Any

from rest_framework import serializers

SPELLING = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


class Base64Url(serializers.CharField):
    """Bytes in base64url without padding, as WebAuthn's JSON forms write them; `most` is in bytes."""

    default_error_messages = {"invalid": "Write this in base64url without padding."}

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(max_length=(most * 4 + 2) // 3, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or not SPELLING.fullmatch(data) or len(data) % 4 == 1:
            self.fail("invalid")
        return data
