from __future__ import annotations


class ProductId:
    """A product's id in a path. What cannot be one ("0", "-1", 2^64, "1 OR 1=1") is a path that does not exist."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
