"""The next chunk is made while the database takes in this one.

On PostgreSQL only: its client waits without holding the interpreter. SQLite computes in this process and takes the
interpreter back after every row, up to 5 ms each when somebody else computes; there a chunk is made while the lock has
to be left free anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


@contextmanager
def ahead(chunks: Iterator[T]) -> Iterator[Iterator[T]]:
    """One further than whoever takes them; two of them are in memory."""
    if connection.vendor != "postgresql":
        yield chunks
        return
    with ThreadPoolExecutor(1, "import-ahead") as thread:
        try:
            yield _taken(thread, chunks)
        finally:
            thread.submit(lambda: connection.close())  # noqa: PLW0108 - each thread has a connection of its own


def _taken(thread: ThreadPoolExecutor, chunks: Iterator[T]) -> Iterator[T]:
    waiting: Future[T | None] = thread.submit(next, chunks, None)
    while (chunk := waiting.result()) is not None:
        waiting = thread.submit(next, chunks, None)
        yield chunk
