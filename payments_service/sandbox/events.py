"""What the shop is told unasked: an event is a row in the transaction of the change it tells of, so none is lost."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
import uuid
from dataclasses import dataclass

SHORTEST, LONGEST = 0.5, 60.0  # seconds between two attempts
KEPT = 86_400.0  # seconds; what was delivered is forgotten after a day
COLUMNS = "id, body, attempts, scripted"


@dataclass(frozen=True)
class Pending:
    id: str
    body: bytes
    attempts: int
    # Whether the script has had its say about it.
    scripted: bool


def note(db: sqlite3.Connection, kind: str, charge: dict[str, object]) -> None:
    event = {
        "id": f"evt_{uuid.uuid4().hex}",
        "object": "event",
        "type": kind,
        "created": int(time.time()),
        "data": {"object": charge},
    }
    db.execute(
        "INSERT INTO event (id, type, body, created_at, next_attempt_at) VALUES (?, ?, ?, ?, ?)",
        (event["id"], kind, json.dumps(event), time.time(), time.time()),
    )


def due(db: sqlite3.Connection, now: float, limit: int = 20) -> list[Pending]:
    rows = db.execute(
        f"SELECT {COLUMNS} FROM event WHERE next_attempt_at <= ? ORDER BY next_attempt_at, rowid LIMIT ?",  # noqa: S608 - constant
        (now, limit),
    )
    return [Pending(row["id"], row["body"].encode(), row["attempts"], bool(row["scripted"])) for row in rows]


def next_due(db: sqlite3.Connection) -> float | None:
    """When the next one is to be sent, as a time of the clock."""
    found: float | None = db.execute("SELECT min(next_attempt_at) FROM event").fetchone()[0]
    return found


def delivered(db: sqlite3.Connection, event_id: str) -> None:
    now = time.time()
    db.execute("UPDATE event SET delivered_at = ?, next_attempt_at = NULL WHERE id = ?", (now, event_id))
    db.execute("DELETE FROM event WHERE delivered_at < ?", (now - KEPT,))


def postponed(db: sqlite3.Connection, event_id: str, seconds: float) -> None:
    """Held back by the script, which is not asked about it again."""
    db.execute("UPDATE event SET scripted = 1, next_attempt_at = ? WHERE id = ?", (time.time() + seconds, event_id))


def failed(db: sqlite3.Connection, pending: Pending) -> None:
    """Again later, for as long as it takes: from half a second to a minute, jittered between half and full."""
    ceiling = min(LONGEST, SHORTEST * 2 ** min(pending.attempts, 10))
    later = time.time() + ceiling * (0.5 + secrets.randbelow(1000) / 2000)
    db.execute(
        "UPDATE event SET attempts = attempts + 1, scripted = 1, next_attempt_at = ? WHERE id = ?", (later, pending.id)
    )
