"""Waiting that ends early when it has to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait `seconds`, or shorter when `stop` is set."""
    await first_of(stop.wait(), within=seconds)


async def first_of(*awaited: Awaitable[object], within: float) -> None:
    """Until one of them is done or the time is over; the others are cancelled, and have ended when this returns."""
    tasks = [asyncio.ensure_future(one) for one in awaited]
    try:
        await asyncio.wait(tasks, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
