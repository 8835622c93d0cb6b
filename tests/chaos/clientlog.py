"""What clients sent and were told, on disk before their next step: the other half of the audit.

One file per shopper and one line per fact, synced: even a harness that dies leaves a log that is true.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

Lines = Mapping[int, int]  # product → quantity

CONFIRMED = frozenset({"confirmed", "processing", "shipped", "delivered"})
PLACED = 202
CREATED = 201


class Log:
    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")

    def write(self, fact: str, key: str, **more: Any) -> None:
        self._file.write(json.dumps({"at": time.time(), "fact": fact, "key": key, **more}) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def digest(body: bytes) -> str:
    return sha256(body).hexdigest()


@dataclass
class Checkout:
    """One intention of one customer, under one Idempotency-Key."""

    key: str
    lines: Lines
    token: str
    # Final answers under this key: status and digest of the body. More than one kind is a broken promise.
    answers: set[tuple[int, str]] = field(default_factory=set)
    order_id: str = ""
    total: str = ""
    # The last status that was read of an order that had been answered with 202.
    read: str = ""
    sent: int = 0
    trouble: int = 0

    @property
    def status(self) -> int:
        """Of the final answer; 0 when none came."""
        return min((status for status, _ in self.answers), default=0)

    @property
    def is_confirmed(self) -> bool:
        return self.status == CREATED or (self.status == PLACED and self.read in CONFIRMED)

    @property
    def is_refused(self) -> bool:
        return self.status >= 400 or (self.status == PLACED and self.read == "cancelled")

    @property
    def is_over(self) -> bool:
        return self.is_confirmed or self.is_refused


def read(folder: Path) -> dict[str, Checkout]:
    """Every checkout that was begun, by key."""
    told: dict[str, Checkout] = {}
    for fact in facts(folder):
        key = fact["key"]
        if fact["fact"] == "intent":
            lines = {int(product): quantity for product, quantity in fact["lines"].items()}
            told[key] = Checkout(key, lines, fact["token"])
        else:
            NOTE[fact["fact"]](told[key], fact)
    return told


def facts(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            yield from (json.loads(line) for line in file)


def _answered(checkout: Checkout, fact: Mapping[str, Any]) -> None:
    checkout.sent += 1
    checkout.answers.add((fact["status"], fact["digest"]))
    checkout.order_id = fact["order_id"] or checkout.order_id
    checkout.total = fact["total"] or checkout.total


def _troubled(checkout: Checkout, fact: Mapping[str, Any]) -> None:
    checkout.sent += 1
    checkout.trouble += 1


def _read(checkout: Checkout, fact: Mapping[str, Any]) -> None:
    checkout.read = fact["status"]


NOTE = {"answer": _answered, "trouble": _troubled, "read": _read}
