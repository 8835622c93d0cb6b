"""Many links under one roof, and one link in a thread for tests."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import count
from typing import Self

from servicekit.faults.link import Address, Injected, Link
from servicekit.faults.toxics import Toxic


class UnknownLink(LookupError):
    """No link has such a name, no fault such an id."""


@dataclass(frozen=True)
class Wrong:
    """A toxic that is at work, on every link its pattern names."""

    label: str
    pattern: str
    toxic: Toxic
    links: tuple[str, ...]
    ends_at: float | None  # of the event loop's clock


class Proxy:
    """Runs in one event loop. `add` and `clear` take patterns: `order-*:product-grpc`, `*:redis`."""

    def __init__(self, *, seed: int = 0, injected: Injected) -> None:
        self.links: dict[str, Link] = {}
        self._wrong: dict[str, Wrong] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._labels = count(1)
        self._seed = seed
        self._injected = injected

    async def open(self, name: str, upstream: Address, listen: Address) -> Address:
        link = Link(name, upstream, seed=self._seed, injected=self._injected)
        self.links[name] = link
        return await link.open(listen)

    async def close(self) -> None:
        self.clear()
        await asyncio.gather(*(link.close() for link in self.links.values()))

    def add(self, pattern: str, toxic: Toxic) -> Wrong:
        named = tuple(name for name in self.links if fnmatchcase(name, pattern))
        if not named:
            raise UnknownLink(f"no link is called {pattern}")
        label, loop = f"t{next(self._labels)}", asyncio.get_running_loop()
        ends_at = None if toxic.lasts is None else loop.time() + toxic.lasts
        wrong = self._wrong[label] = Wrong(label, pattern, toxic, named, ends_at)
        for name in named:
            self.links[name].add(label, toxic)
        if ends_at is not None:
            self._timers[label] = loop.call_at(ends_at, self._remove, label)
        return wrong

    def clear(self, which: str = "*") -> list[Wrong]:
        """Those with this id, or on links of this pattern; a fault goes as a whole, on all the links it was put on."""
        gone = [wrong for wrong in self._wrong.values() if wrong.label == which or _on(wrong, which)]
        for wrong in gone:
            self._remove(wrong.label)
        return gone

    @property
    def wrong(self) -> Mapping[str, Wrong]:
        return self._wrong

    def _remove(self, label: str) -> None:
        wrong = self._wrong.pop(label)
        if timer := self._timers.pop(label, None):
            timer.cancel()
        for name in wrong.links:
            self.links[name].remove(label)


def _on(wrong: Wrong, pattern: str) -> bool:
    return wrong.pattern == pattern or any(fnmatchcase(name, pattern) for name in wrong.links)


class FaultProxy:
    """A link to `upstream` ("host:port") for a test: `with FaultProxy(server.address) as link: … link.address`."""

    def __init__(self, upstream: str, *, seed: int = 0) -> None:
        self.injected: list[Toxic] = []  # one entry for each connection a toxic befell
        self.address = ""
        self._upstream = Address.parse(upstream)
        self._proxy = Proxy(seed=seed, injected=lambda _link, toxic: self.injected.append(toxic))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fault-proxy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        opening = self._proxy.open("link", self._upstream, Address("127.0.0.1", 0))
        self.address = str(asyncio.run_coroutine_threadsafe(opening, self._loop).result(5))
        return self

    def __exit__(self, *_error: object) -> None:
        asyncio.run_coroutine_threadsafe(self._proxy.close(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def add(self, toxic: Toxic) -> str:
        """Its id. From here on it is at work, on connections that are open too."""
        return asyncio.run_coroutine_threadsafe(self._add(toxic), self._loop).result(5)

    def clear(self, which: str = "*") -> None:
        asyncio.run_coroutine_threadsafe(self._clear(which), self._loop).result(5)

    @contextmanager
    def suffering(self, toxic: Toxic) -> Iterator[None]:
        """While the block runs."""
        label = self.add(toxic)
        try:
            yield
        finally:
            self.clear(label)

    async def _add(self, toxic: Toxic) -> str:
        return self._proxy.add("link", toxic).label

    async def _clear(self, which: str) -> None:
        self._proxy.clear(which)
