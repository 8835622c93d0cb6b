"""What the databases say, read as they are: plain SQL, none of the product's own code in between."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from tests.chaos.world import World
from tools.mesh import SERVICES, short

Row = Mapping[str, Any]
# Runs one SELECT on the database of a service (its short name), or on the provider's ("sandbox").
Ask = Callable[[str, str], list[Row]]

Unreadable = (sqlite3.Error, psycopg.Error)

ORDERS = "SELECT id, number, status, total_minor, payment_status, payment_id, cancellation_reason FROM orders_order"
LINES = "SELECT order_id, product_id, quantity FROM orders_orderline"
SAGAS = "SELECT order_id, state, last_error FROM orders_saga"
MILESTONES = "SELECT order_id, kind FROM orders_orderevent"
KEYS = "SELECT key, state, status, resource_id FROM idempotency_idempotencyrecord"
STOCK = "SELECT product_id, on_hand, reserved FROM stock_stock"
MOVED = "SELECT product_id, kind, SUM(quantity) AS units FROM stock_stockmovement GROUP BY product_id, kind"
HELD = (
    "SELECT line.product_id, line.quantity, hold.id AS order_id FROM stock_reservation hold"
    " JOIN stock_reservationline line ON line.reservation_id = hold.id WHERE hold.state = 'held'"
)
POPULARITY = "SELECT id, units_sold FROM catalog_product"
PAYMENTS = (
    "SELECT id, order_id, status, amount, captured, refunded, refunding, charge_id, order_confirmed_at"
    " FROM payments_payment"
)
REFUNDS = "SELECT id, payment_id, status, amount FROM payments_refund"
LEDGER = 'SELECT "transaction", SUM(amount) AS amount FROM payments_ledgerentry GROUP BY "transaction", currency'
TAKEN = (
    "SELECT payment_id, SUM(amount) AS amount FROM payments_ledgerentry WHERE account = 'provider' GROUP BY payment_id"
)
CHARGES = "SELECT id, reference, status, amount, captured, refunded FROM charge"
# One statement, so one moment of the ledger.
SUM = "SELECT COALESCE(SUM(amount), 0) AS amount FROM payments_ledgerentry"
UNSENT = "SELECT id, type, last_error FROM events_outboxevent WHERE published_at IS NULL"
DEAD = "SELECT id, consumer, subject FROM events_deadletter WHERE replayed_at IS NULL"
NOTICES = "SELECT id, type, attempts FROM webhooks_providerevent WHERE next_attempt_at IS NOT NULL"
PARKED = "SELECT consumer, aggregate_id FROM events_parkedevent"


@dataclass
class Order:
    id: str
    status: str
    total: int | None = None  # minor units; None before it was placed
    number: int | None = None
    payment_status: str = ""
    lines: dict[int, int] = field(default_factory=dict)
    saga: str = "done"
    error: str = ""
    milestones: set[str] = field(default_factory=set)


@dataclass
class Payment:
    id: str
    order_id: str
    status: str
    amount: int
    captured: int = 0
    refunded: int = 0
    refunding: int = 0
    charge_id: str = ""
    # What the ledger says the provider holds for it.
    booked: int = 0
    told_confirmed: bool = False


@dataclass
class Charge:
    """In the provider's own books. `order_id` is the reference it was given."""

    id: str
    order_id: str
    status: str
    amount: int
    captured: int = 0
    refunded: int = 0


@dataclass
class Product:
    id: int
    on_hand: int
    reserved: int
    # Units by kind of movement: received and returned above zero, sold below.
    moved: dict[str, int] = field(default_factory=dict)
    held: int = 0
    units_sold: int = 0


@dataclass
class Key:
    state: str
    status: int | None
    order_id: str


@dataclass
class Books:
    """All of it at one moment, or what a test makes of it."""

    orders: dict[str, Order] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)
    products: dict[int, Product] = field(default_factory=dict)
    holds: list[str] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    refunds: list[Row] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    # Sum of each ledger transaction.
    ledger: dict[str, int] = field(default_factory=dict)
    unsent: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    # What the provider told, and nobody has looked into yet.
    notices: list[str] = field(default_factory=list)
    # Events whose predecessor has not been handled.
    parked: list[str] = field(default_factory=list)


@contextmanager
def reader(world: World) -> Iterator[Ask]:
    """Connections of the auditor's own, which cannot write."""
    open_one = _postgres(world) if world.postgres else _sqlite(world)
    open_provider = _sqlite(world)
    yield lambda service, query: _rows(open_provider if service == "sandbox" else open_one, service, query)


def _rows(connect: Callable[[str], AbstractContextManager[Any]], service: str, query: str) -> list[Row]:
    with connect(service) as connection:
        return [dict(row) for row in connection.execute(query).fetchall()]


def _sqlite(world: World) -> Callable[[str], AbstractContextManager[Any]]:
    @contextmanager
    def connect(service: str) -> Iterator[sqlite3.Connection]:
        name = "sandbox.sqlite3" if service == "sandbox" else f"{service}_service.sqlite3"
        connection = sqlite3.connect(world.state.data / name, timeout=10)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        try:
            yield connection
        finally:
            connection.close()

    return connect


def _postgres(world: World) -> Callable[[str], AbstractContextManager[Any]]:
    urls = world.described.databases

    @contextmanager
    def connect(service: str) -> Iterator[psycopg.Connection[Any]]:
        url = urls[f"{service}_service"]
        with psycopg.connect(
            url, row_factory=dict_row, connect_timeout=5, options="-c default_transaction_read_only=on"
        ) as connection:
            yield connection

    return connect


def read(ask: Ask) -> Books:
    orders = _orders(ask)
    payments = _payments(ask)
    return Books(
        orders=orders,
        keys={row["key"]: Key(row["state"], row["status"], uuid(row["resource_id"])) for row in ask("order", KEYS)},
        products=_products(ask),
        holds=sorted({uuid(row["order_id"]) for row in ask("product", HELD)}),
        payments=payments,
        refunds=ask("payments", REFUNDS),
        charges=[_charge(row) for row in ask("sandbox", CHARGES)],
        ledger={row["transaction"]: int(row["amount"]) for row in ask("payments", LEDGER)},
        unsent=[f"{name} {row['type']} {row['last_error']}" for name in names() for row in ask(name, UNSENT)],
        dead=[f"{name} {row['consumer']} {row['subject']}" for name in names() for row in ask(name, DEAD)],
        notices=[f"{row['type']}, {row['attempts']} attempts" for row in ask("payments", NOTICES)],
        parked=[f"{name} {row['consumer']} {row['aggregate_id']}" for name in names() for row in ask(name, PARKED)],
    )


def names() -> list[str]:
    return [short(service) for service in SERVICES]


def ledger_sum(ask: Ask) -> int:
    return int(ask("payments", SUM)[0]["amount"])


def uuid(value: object) -> str:
    """One spelling, whichever database and whoever wrote it; empty for what is none."""
    try:
        return str(UUID(str(value)))
    except ValueError:
        return ""


def _orders(ask: Ask) -> dict[str, Order]:
    orders = {
        uuid(row["id"]): Order(uuid(row["id"]), row["status"], row["total_minor"], row["number"], row["payment_status"])
        for row in ask("order", ORDERS)
    }
    for row in ask("order", LINES):
        if order := orders.get(uuid(row["order_id"])):
            order.lines[row["product_id"]] = row["quantity"]
    for row in ask("order", SAGAS):
        if order := orders.get(uuid(row["order_id"])):
            order.saga, order.error = row["state"], row["last_error"]
    for row in ask("order", MILESTONES):
        if order := orders.get(uuid(row["order_id"])):
            order.milestones.add(row["kind"])
    return orders


def _products(ask: Ask) -> dict[int, Product]:
    products = {
        row["product_id"]: Product(row["product_id"], row["on_hand"], row["reserved"]) for row in ask("product", STOCK)
    }
    for row in ask("product", MOVED):
        products[row["product_id"]].moved[row["kind"]] = int(row["units"])
    for row in ask("product", HELD):
        products[row["product_id"]].held += row["quantity"]
    for row in ask("product", POPULARITY):
        if product := products.get(row["id"]):
            product.units_sold = row["units_sold"]
    return products


def _payments(ask: Ask) -> list[Payment]:
    booked = {str(row["payment_id"]): int(row["amount"]) for row in ask("payments", TAKEN)}
    return [
        Payment(
            id=uuid(row["id"]),
            order_id=uuid(row["order_id"]),
            status=row["status"],
            amount=row["amount"],
            refunding=row["refunding"],
            charge_id=row["charge_id"],
            booked=booked.get(str(row["id"]), 0),
            told_confirmed=row["order_confirmed_at"] is not None,
            **_money(row),
        )
        for row in ask("payments", PAYMENTS)
    ]


def _charge(row: Row) -> Charge:
    return Charge(row["id"], uuid(row["reference"]), row["status"], row["amount"], **_money(row))


def _money(row: Row) -> dict[str, int]:
    return {"captured": row["captured"], "refunded": row["refunded"]}
