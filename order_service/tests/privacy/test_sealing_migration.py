"""What stood in the clear before is encrypted by the migration, found as before, and can be brought back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from order_service.cart.models import CartLine
from order_service.orders.models import Order
from order_service.tests.conftest import ALICE, SHIPPING
from servicekit import clock
from servicekit.events.models import DeadLetter, OutboxEvent
from servicekit.idempotency import store
from servicekit.ids import uuid7

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [
    ("orders", "0002_saga_traceparent"),
    ("cart", "0001_initial"),
    ("events", "0002_traceparent"),
    ("idempotency", "0001_initial"),
]


def migrated(targets: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def before() -> Iterator[Any]:
    """The models as they were, with their tables."""
    yield migrated(BEFORE)
    migrated_to_latest()


def migrated_to_latest() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_rows_in_the_clear_are_sealed_and_nothing_is_lost(before: Any) -> None:
    order, now = uuid7(), clock.now()
    before.get_model("orders", "Order").objects.create(id=order, customer_id=ALICE, shipping=SHIPPING)
    line = {"product_id": 1, "position": 0, "quantity": 2, "name": "Lamp", "unit_price_minor": 1, "available": 1}
    before.get_model("cart", "CartLine").objects.create(customer_id=ALICE, **line)
    before.get_model("events", "OutboxEvent").objects.create(
        aggregate="order", aggregate_id=str(order), seq=1, type="order.placed", version=1, payload={"of": str(ALICE)}
    )
    before.get_model("events", "DeadLetter").objects.create(
        consumer="c", subject="s", event_id=uuid4(), envelope="{}", error="why", attempts=1
    )
    before.get_model("idempotency", "IdempotencyRecord").objects.create(
        scope=f"{ALICE} POST orders",
        key="k",
        fingerprint="f" * 64,
        state="completed",
        lease_owner=uuid4(),
        lease_until=now,
        status=201,
        headers={"Location": "/x"},
        body=b"\x00first answer",
        expires_at=now + timedelta(hours=1),
    )

    migrated_to_latest()

    assert Order.objects.get(customer_index=ALICE).shipping == SHIPPING
    assert Order.objects.get().customer_id == CartLine.objects.get(customer_index=ALICE).customer_id == ALICE
    assert OutboxEvent.objects.get().payload == {"of": str(ALICE)}
    assert (DeadLetter.objects.get().envelope, DeadLetter.objects.get().error) == ("{}", "why")
    day, second = timedelta(days=1), timedelta(seconds=1)
    record, mine = store.begin(scope=f"{ALICE} POST orders", key="k", fingerprint="f" * 64, ttl=day, lease=second)
    assert not mine
    assert (record.status, record.headers, record.body) == (201, {"Location": "/x"}, b"\x00first answer")
    with connection.cursor() as cursor:
        cursor.execute("SELECT customer_id, shipping FROM orders_order")
        assert all(stored.startswith("v1:") for stored in cursor.fetchone())

    back = migrated(BEFORE)

    again = back.get_model("orders", "Order").objects.get()
    assert (again.customer_id, again.shipping) == (ALICE, SHIPPING)
    assert back.get_model("cart", "CartLine").objects.get().customer_id == ALICE
    assert back.get_model("events", "OutboxEvent").objects.get().payload == {"of": str(ALICE)}
    assert not back.get_model("idempotency", "IdempotencyRecord").objects.exists()
