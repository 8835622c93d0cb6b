from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from servicekit.grpc.status import RemoteRefused


@contextmanager
def refused(grpc: str, reason: str) -> Iterator[list[RemoteRefused]]:
    """The call inside is refused with this status and reason; the refusal is handed out to look into."""
    caught: list[RemoteRefused] = []
    with pytest.raises(RemoteRefused) as refusal:
        yield caught
    caught.append(refusal.value)
    assert (refusal.value.grpc, refusal.value.reason) == (grpc, reason)
