"""`200ms`, `10KB/s`, `0.3`: what a person writes, as seconds, bytes and shares."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError

SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0}
BYTES = {"B": 1, "KB": 1000, "MB": 1_000_000}
NUMBER = re.compile(r"(\d+(?:\.\d+)?)([A-Za-z]+)(?:/s)?", re.ASCII)


def duration(text: str) -> float:
    """Seconds, above 0."""
    return measured(text, SECONDS, "a time: 200ms, 1.5s, 2m")


def size(text: str) -> int:
    return int(measured(text, BYTES, "a size: 500B, 4KB, 1MB"))


def rate(text: str) -> int:
    """Bytes a second."""
    if not text.endswith("/s"):
        raise ArgumentTypeError(f"{text!r} is not a rate: 500B/s, 10KB/s, 1MB/s")
    return int(measured(text, BYTES, "a rate: 500B/s, 10KB/s, 1MB/s"))


def measured(text: str, units: dict[str, float] | dict[str, int], wanted: str) -> float:
    match = NUMBER.fullmatch(text)
    if match is None or match[2] not in units or not float(match[1]):
        raise ArgumentTypeError(f"{text!r} is not {wanted}")
    return float(match[1]) * units[match[2]]


def share(text: str) -> float:
    """Above 0, at most 1."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1:
        raise ArgumentTypeError(f"{text!r} is not a share: 0.1 for one in ten")
    return number


def count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text!r} is not a count: 1 or more")
    return int(text)
