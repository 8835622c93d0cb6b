"""Argon2id at the cost named by ASVS 5.0, appendix C: 20 ms a login here, where Django's own settings cost 340 ms.

Hashes run in a few threads of their own, where Django's hasher runs one in every request's thread: sixteen at once need
304 MiB, and glibc keeps them for ever (measured: 32 MiB before, 317 MiB after). With as many threads as cores the
memory is bounded, whoever came first is served first, and each is served sooner: two at a time did 68 a second on two
cores, sixteen at a time 41.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

from servicekit import context
from servicekit.errors import TooBusy

T = TypeVar("T")

PATIENCE = 2.0  # seconds in the queue: sixty others on one core


class Gate:
    """At most `places` calls at once; the others queue, and are refused when their turn does not come in time."""

    def __init__(self, places: int, patience: float = PATIENCE) -> None:
        self._pool = ThreadPoolExecutor(places, thread_name_prefix="argon2")
        self._patience = patience

    def run(self, work: Callable[..., T], *values: Any) -> T:
        """What `work(*values)` returns or raises. TooBusy when it was not begun."""
        waiting = self._pool.submit(work, *values)
        try:
            return waiting.result(timeout=self._left())
        except TookTooLong:
            if waiting.cancel():
                raise TooBusy("Too many people are signing in right now.", retry_after=2) from None
            return waiting.result()  # it has begun, and what it costs is spent

    def _left(self) -> float:
        remaining = context.remaining()
        return self._patience if remaining is None else max(0.0, min(self._patience, remaining))


@cache
def gate_of(_pid: int) -> Gate:
    """Made in the process that uses it: threads do not survive a fork."""
    return Gate(settings.SHOPMESH.password_hashes_at_once)


class Argon2id(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        encoded: str = gate_of(os.getpid()).run(super().encode, password, salt)
        return encoded

    def verify(self, password: str, encoded: str) -> bool:
        return bool(gate_of(os.getpid()).run(super().verify, password, encoded))
