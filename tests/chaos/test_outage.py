"""The outage ends when everything that waited for the broker has arrived, and not before."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import cast

import pytest

from tests.chaos import books, outage
from tests.chaos.books import Row
from tests.chaos.outage import Outage
from tests.chaos.world import World
from tools import supervise

DEMO, NEW = ("00000000-0000-0000-0000-00000000000" + last for last in "12")


class Shop:
    """An order of the demo, which never told anybody, and one of this run, which is told at the fourth look."""

    def __init__(self) -> None:
        self.looks = 0
        self.orders: list[Row] = [{"id": DEMO, "status": "confirmed"}]

    def ask(self, service: str, query: str) -> list[Row]:
        told = self.looks >= 3
        if query == books.UNSENT:
            self.looks += service == "order"
            return [] if told or service != "order" else [{"id": NEW}]
        if query == books.ORDERS:
            return list(self.orders)
        heard: list[Row] = [{"order_id": NEW, "kind": "payment_captured", "order_confirmed_at": "now"}]
        return heard if told else []


class Shopping(threading.Event):
    """Whoever waits for a while finds an order more."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self.shop = shop

    def wait(self, timeout: float | None = None) -> bool:
        self.shop.orders.append({"id": NEW, "status": "confirmed"})
        return False


def test_what_waited_has_arrived_when_its_effects_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    shop, done = Shop(), list[str]()
    monkeypatch.setattr(supervise, "halt", lambda _state, name: done.append(f"halt {name}"))
    monkeypatch.setattr(supervise, "resume", lambda _state, name: done.append(f"resume {name}"))
    world = cast("World", SimpleNamespace(state=None, pid=lambda _: 7))
    away = Outage(world, shop.ask, seconds=1, over=Shopping(shop))
    away.run()
    assert (done, away.backlog, away.hits) == (["halt nats", "resume nats"], 1, 1)
    assert (away.drained < outage.MARGIN, shop.looks) == (True, 4)
