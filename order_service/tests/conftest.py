from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from order_service import wiring
from order_service.orders import checkout
from order_service.orders.checkout import Progress
from order_service.orders.domain.pricing import WantedLine
from order_service.orders.models import Order
from order_service.orders.seeds import demo_id
from order_service.orders.services import NewOrder
from order_service.tests.world import World

SHIPPING = {
    "name": "Ada Lovelace",
    "line1": "12 St James's Square",
    "line2": "",
    "city": "London",
    "postal_code": "SW1Y 4JH",
    "country": "GB",
}
ALICE = demo_id("alice")


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """The partners of this service, in memory, in place of the real ones."""
    made = World()
    monkeypatch.setattr(wiring, "partners", lambda: made.partners)
    return made


@pytest.fixture
def new_order() -> Callable[..., NewOrder]:
    def make(*lines: tuple[int, int], token: str = "tok_success", customer_id: UUID = ALICE) -> NewOrder:
        wanted = [WantedLine(*line) for line in lines or ((1, 2), (2, 1))]
        return NewOrder(customer_id, wanted, SHIPPING, "card", token)

    return make


@pytest.fixture
def place(world: World, new_order: Callable[..., NewOrder]) -> Callable[..., Progress]:
    """Runs a checkout as a request does; keywords as for `new_order`, and `earlier`."""

    def run(*lines: tuple[int, int], earlier: UUID | None = None, **given: Any) -> Progress:
        return checkout.place(
            new=new_order(*lines, **given), earlier=earlier, checkpoint=lambda _: None, partners=world.partners
        )

    return run


@pytest.fixture
def confirmed(place: Callable[..., Progress]) -> Order:
    return place().order


@pytest.fixture
def body() -> dict[str, Any]:
    return {
        "items": [{"product_id": 1, "quantity": 2}, {"product_id": 2, "quantity": 1}],
        "payment": {"method": "card", "token": "tok_success"},
        "shipping": dict(SHIPPING),
    }


@pytest.fixture
def post_order() -> Callable[..., Any]:
    """`post_order(client, body)` under a key of its own, or the one given."""

    def post(client: Any, body: dict[str, Any], *, key: str = "") -> Any:
        return client.post("/api/orders/", body, format="json", HTTP_IDEMPOTENCY_KEY=key or str(uuid4()))

    return post
