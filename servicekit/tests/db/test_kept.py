"""Connections that are kept are looked after around whatever uses them."""

from __future__ import annotations

import pytest

from servicekit.db import kept


def test_connections_are_looked_at_before_and_after_also_when_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(kept, "close_old_connections", lambda: done.append("looked"))

    def work() -> None:
        with kept.looked_after():
            done.append("worked")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    assert done == ["looked", "worked", "looked"]
