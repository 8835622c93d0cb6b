from __future__ import annotations

import pytest

from product_service import wiring
from product_service.reviews.ports import Witnesses
from product_service.tests.reviews.world import World


@pytest.fixture
def world() -> World:
    """Who bought what and is called how, as the other services would say."""
    return World()


@pytest.fixture(autouse=True)
def _witnesses(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "witnesses", lambda: Witnesses(purchases=world, names=world))
