"""What the worker does for the search."""

from __future__ import annotations

from product_service.search import services, vocabulary
from servicekit.events.registry import Periodic

CHUNKS = 40


def periodic() -> list[Periodic]:
    return [
        Periodic("search-drain", every=1, run=drain),
        # Completions are sorted by these counts: seconds late is soon enough.
        Periodic("search-words", every=2, run=fold),
    ]


def drain() -> None:
    """Chunk after chunk, for a while: the worker looks between two runs whether it shall end."""
    for _ in range(CHUNKS):
        if not services.drain():
            return


def fold() -> None:
    for _ in range(CHUNKS):
        if not vocabulary.fold():
            return
