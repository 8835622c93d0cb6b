"""The provider's books, in SQLite. What was answered is on disk first, so a kill -9 loses nothing anybody was told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock

SCHEMA = """
CREATE TABLE IF NOT EXISTS charge (
    id          TEXT PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,     -- the shop's Idempotency-Key: one key, one charge
    fingerprint TEXT NOT NULL,
    reference   TEXT NOT NULL,
    status      TEXT NOT NULL CHECK (status IN ('authorized', 'declined', 'captured', 'voided')),
    amount      INTEGER NOT NULL CHECK (amount > 0),
    currency    TEXT NOT NULL,
    captured    INTEGER NOT NULL DEFAULT 0,
    refunded    INTEGER NOT NULL DEFAULT 0,
    decline_code TEXT NOT NULL DEFAULT '',
    created_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    CHECK (captured BETWEEN 0 AND amount),
    CHECK (refunded BETWEEN 0 AND captured)
) STRICT;
CREATE INDEX IF NOT EXISTS charge_reference ON charge (reference);
CREATE TABLE IF NOT EXISTS refund (
    id          TEXT PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,
    charge_id   TEXT NOT NULL REFERENCES charge (id),
    amount      INTEGER NOT NULL CHECK (amount > 0),
    created_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT;
CREATE INDEX IF NOT EXISTS refund_charge ON refund (charge_id);
CREATE TABLE IF NOT EXISTS event (
    id          TEXT PRIMARY KEY,
    type        TEXT NOT NULL,
    body        TEXT NOT NULL,
    created_at  REAL NOT NULL,                -- seconds since 1970, as all times here
    next_attempt_at REAL,                     -- null: delivered
    delivered_at REAL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    scripted    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS event_due ON event (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS event_delivered ON event (delivered_at) WHERE delivered_at IS NOT NULL;
"""


class Store:
    """One connection behind one lock: the provider is a simulator, its throughput is the disk's anyway."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = Lock()
        # Set after a commit that changed something: there may be something to tell.
        self.news = Event()
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
        self._connection.row_factory = sqlite3.Row
        # FULL: the commit is on disk before the answer leaves.
        self._connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;" + SCHEMA
        )

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            before = self._connection.total_changes
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
            if self._connection.total_changes != before:
                self.news.set()

    def close(self) -> None:
        with self._lock:
            self._connection.close()
