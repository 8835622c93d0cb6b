"""A thread of its own for blocking work, with its own database connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import ParamSpec, TypeVar

from django.db import close_old_connections, connections

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """Runs one call after the other. Every loop of the worker has one, so a slow job delays only itself."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """In the caller's context: its request id and its trace go along."""
        once = partial(copy_context().run, _with_fresh_connections, partial(work, *args, **kwargs))
        return await asyncio.wrap_future(self._thread.submit(once))

    async def close(self, *, within: float) -> bool:
        """Close the connection and end the thread. False when a call is still running after `within` seconds."""
        last: Future[None] = self._thread.submit(connections.close_all)
        self._thread.shutdown(wait=False)
        try:
            await asyncio.wait_for(asyncio.wrap_future(last), within)
        except TimeoutError:
            return False
        return True


def _with_fresh_connections(work: Callable[[], T]) -> T:
    """As Django does around a request: a connection the database has dropped is replaced, not failed on for ever."""
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()
