from __future__ import annotations


class Redis:
    """As much of it as the catalogue uses; `down` is a Redis that does not answer."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.seconds: dict[str, int] = {}
        self.asked = 0
        self.down = False
        # What the clock on the wall says, which everybody has.
        self.second = 7

    def get_several(self, keys: list[str]) -> tuple[bool, list[bytes | None]]:
        self.asked += 1
        return not self.down, [None if self.down else self.kept.get(key) for key in keys]

    def put(self, key: str, value: bytes, *, seconds: int) -> None:
        if not self.down:
            self.kept[key], self.seconds[key] = value, seconds
