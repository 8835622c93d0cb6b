from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from servicekit import clock


class HeldClock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.instant = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        return self.instant

    def advance(self, **delta: float) -> datetime:
        self.instant += timedelta(**delta)
        return self.instant


@pytest.fixture
def held_clock(monkeypatch: pytest.MonkeyPatch) -> HeldClock:
    """Holds `servicekit.clock.now()` still: `held_clock.advance(minutes=15)`."""
    held = HeldClock()
    monkeypatch.setattr(clock, "now", held)
    return held
