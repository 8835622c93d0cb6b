"""What a customer tells us is in the answers they get, and nowhere in the database or the logs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from rest_framework.test import APIClient

from order_service.cart.models import CartLine
from order_service.orders import handlers, recovery
from order_service.orders.models import Order
from order_service.orders.seeds import demo_id
from order_service.tests.world import Fault, World
from servicekit import clock, logs
from servicekit.encryption import cipher
from servicekit.events import deadletters
from servicekit.events.event import Envelope
from servicekit.events.models import DeadLetter, OutboxEvent
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.testing.clock import HeldClock
from servicekit.testing.events import deliver

pytestmark = pytest.mark.django_db(transaction=True)

Clients = Callable[..., APIClient]
Post = Callable[..., Any]

CANARY = demo_id("canary")
SHIPPING = {
    "name": "Zilpzalp Kanarienvogel",
    "line1": "Gelbfederweg 4711",
    "line2": "Voliere 0815",
    "city": "Piepenbrück",
    "postal_code": "ZX-99123",
    "country": "Kanarische Inseln",
}
FORMS = [str(CANARY), CANARY.hex, repr(CANARY.bytes)[2:-1], str(CANARY.int), *SHIPPING.values()]
# Whatever of it could be told apart from chance: JSON escapes, upper case and the single words too.
TRACES = {form.casefold() for text in FORMS for form in (text, text.encode("unicode-escape").decode(), *text.split())}
HARMLESS = {"4711", "0815"}  # four digits happen


def everything() -> Iterator[tuple[str, str]]:
    """Every row of every table, as the database has it."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            for row in cursor.fetchall():
                yield table, " ".join(_as_text(value) for value in row).casefold()


def _as_text(value: object) -> str:
    return f"{bytes(value)!r}" if isinstance(value, bytes | memoryview) else str(value)


def found_in(text: str) -> set[str]:
    return {trace for trace in TRACES - HARMLESS if trace in text}


def assert_nothing_at_rest() -> None:
    assert {table: found for table, row in everything() if (found := found_in(row))} == {}


@pytest.fixture
def customer(as_role: Clients) -> APIClient:
    return as_role("customer", "canary")


@pytest.fixture
def canary_body(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"shipping": SHIPPING}


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Every line of every logger, as the service would write it."""
    lines: list[str] = []
    handler = logging.Handler(logging.DEBUG)
    handler.emit = lambda record: lines.append(f"{record.msg} {record.args} {record.__dict__}")  # type: ignore[method-assign] # listens in
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    logs.configure(service="order_service", process="web", level="DEBUG")
    root.addHandler(handler)
    yield lines
    root.setLevel(before[0])
    root.handlers[:] = before[1]


def test_a_checkout_leaves_nothing_readable_in_any_table_or_log(
    customer: APIClient,
    as_role: Clients,
    post_order: Post,
    canary_body: dict[str, Any],
    world: World,
    logged: list[str],
    held_clock: HeldClock,
) -> None:
    assert customer.put("/api/cart/", {"items": [{"product_id": 1, "quantity": 3}]}).status_code == 200
    key = str(uuid4())
    placed = post_order(customer, canary_body, key=key)
    assert post_order(customer, canary_body, key=key).content == placed.content
    declined = post_order(customer, canary_body | {"payment": {"method": "card", "token": "tok_decline"}})
    assert declined.status_code == 402
    world.faults.script("capture", Fault.UNANSWERED)
    world.faults.budget = False
    assert post_order(customer, canary_body).status_code in {201, 202}
    held_clock.advance(seconds=20)
    recovery.recover(world.partners)
    world.faults.heal()
    customer.put("/api/cart/", {"items": [{"product_id": 2, "quantity": 1}]})
    url = placed["Location"]
    for reader in (customer, as_role("admin", "boss")):
        assert reader.get(url).json()["shipping"] == SHIPPING
        assert reader.get(f"/api/orders/user/{CANARY}/").json()["count"] == 3
    assert as_role("customer", "stranger").get(f"/api/orders/user/{CANARY}/").status_code == 404
    as_role("staff", "packer").patch(f"{url}status/", {"status": "cancelled"})
    event = Envelope(str(uuid4()), "payment.captured", 1, "payment", "p", 1, clock.now(), "", _captured(url))
    deliver(handlers.payment_captured, event)
    assert OutboxEvent.objects.count() >= 4
    assert IdempotencyRecord.objects.filter(body__isnull=False).count() >= 2
    assert CartLine.objects.exists()
    assert_nothing_at_rest()
    assert found_in(repr(logged).casefold()) == set()
    assert any("saga.driven" in line for line in logged)  # there was something to read


def _captured(url: str) -> dict[str, Any]:
    return {"order_id": url.split("/")[-2], "customer_id": str(CANARY), "payment_id": "p", "name": SHIPPING["name"]}


def test_the_search_would_have_found_it(customer: APIClient, world: World) -> None:
    """Once in the clear, so that an empty result means something."""
    customer.put("/api/cart/", {"items": [{"product_id": 1, "quantity": 1}]})
    CartLine.objects.update(name=SHIPPING["city"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cart_cartline SET customer_id = %s", [str(CANARY)])
    [row] = [row for table, row in everything() if table == "cart_cartline"]
    assert found_in(row) == {SHIPPING["city"].casefold(), str(CANARY)}


def test_a_message_nobody_could_take_is_sealed_and_its_operator_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    event = Envelope(
        str(uuid4()), "payment.captured", 1, "payment", "p", 1, clock.now(), "", {"name": SHIPPING["name"]}
    )
    deadletters.record(
        consumer="order_service-payment_captured",
        subject="payment.captured.v1",
        raw=event.to_json().encode(),
        error=ValueError(f"who is {SHIPPING['name']}?"),
        attempts=10,
    )
    assert_nothing_at_rest()
    call_command("dead_letters", "list")
    assert f"ValueError: who is {SHIPPING['name']}?" in capsys.readouterr().out
    assert Envelope.from_json(DeadLetter.objects.get().envelope) == event


def test_an_address_that_was_copied_into_another_order_still_names_its_column(
    customer: APIClient, post_order: Post, canary_body: dict[str, Any], world: World
) -> None:
    """Sealed values are bound to their column: an address does not pass for an answer or a customer."""
    post_order(customer, canary_body)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE orders_order SET customer_id = shipping")
    with pytest.raises(cipher.Tampered, match=r"orders_order\.customer_id"):
        Order.objects.get()


def test_an_order_is_found_by_the_index_of_its_customer() -> None:
    plan = Order.objects.filter(customer_index=CANARY).order_by("-placed_at", "-id").explain()
    assert "order_of_customer" in plan or connection.vendor == "postgresql"  # an empty table is read whole there
