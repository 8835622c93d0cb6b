"""What a checkout costs the database: every statement holds a lock or a place in the queue for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from order_service.orders.checkout import Progress
from order_service.tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

WRITES = ("INSERT", "UPDATE", "DELETE")


def writes(captured: CaptureQueriesContext) -> Counter[str]:
    return Counter(verb for query in captured if (verb := query["sql"].split(maxsplit=1)[0]) in WRITES)


def test_the_trail_of_a_checkout_costs_no_statement(place: Callable[..., Progress], world: World) -> None:
    """One UPDATE of the saga for each of its four commits, whatever it notes beside its state."""
    with CaptureQueriesContext(connection) as captured:
        progress = place()
    updates = [query for query in captured if query["sql"].startswith('UPDATE "orders_saga"')]
    assert (len(updates), len(progress.saga.steps)) == (4, 7)


def test_a_checkout_over_the_wire_stays_within_its_statements(
    as_role: Callable[..., Any], post_order: Callable[..., Any], body: dict[str, Any], world: World
) -> None:
    client = as_role()
    assert post_order(client, body).status_code == 201  # what is done once per process
    with CaptureQueriesContext(connection) as captured:
        assert post_order(client, body, key=str(uuid4())).status_code == 201
    assert sum(writes(captured).values()) <= 24, writes(captured)
    assert len(captured) <= 49, Counter(query["sql"].split()[0] for query in captured)
