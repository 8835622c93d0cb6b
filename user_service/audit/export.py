"""The log as a file, written while it is read: the first line leaves before the second thousand is looked up."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from user_service.audit.models import AuditEntry

FIELDS = (
    "seq",
    "at",
    "actor_id",
    "actor_name",
    "action",
    "resource",
    "resource_id",
    "details",
    "personal",
    "address",
    "user_agent",
    "request_id",
    "service",
    "personal_digest",
    "previous",
    "hash",
)
# What a spreadsheet takes for a formula, or for the end of the cell before one (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_lines(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """RFC 4180, with a line of names. Every cell is quoted, and none begins a formula."""
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL)
    yield writer.writerow(FIELDS)
    for entry in entries:
        yield writer.writerow([harmless(value) for value in _row(entry)])


def json_lines(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """One object per line."""
    for entry in entries:
        told = dict(zip(FIELDS, _row(entry), strict=True))
        told |= {name: json.loads(told[name] or "{}") for name in ("details", "personal")}
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def harmless(value: object) -> str:
    """The cell as text: behind an apostrophe when a spreadsheet would run it."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _row(entry: AuditEntry) -> list[Any]:
    values = [getattr(entry, name) for name in FIELDS]
    values[FIELDS.index("at")] = entry.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    return values


class _Line:
    """What csv.writer writes to; it hands the line back."""

    def write(self, text: str) -> str:
        return text
