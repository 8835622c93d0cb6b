"""The auditor finds what it is there to find: books in order pass, and each thing done to them is seen by its check."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chaos import auditor, clientlog
from tests.chaos.auditor import Case, audit
from tests.chaos.books import Books, Charge, Key, Order, Payment, Product, ledger_sum
from tests.chaos.clientlog import Checkout, Log, digest
from tests.chaos.plan import intents, shares
from tests.chaos.sampler import Sampler

BOUGHT, DECLINED, LATER = "order-bought", "order-declined", "order-later"
LAMP = 7


def paid(order_id: str, total: int, units: int) -> Order:
    return Order(order_id, "confirmed", total, 1, "completed", {LAMP: units}, "done", "", {"payment_captured"})


def in_order() -> Case:
    """Two lamps of twenty were bought at once and one later, and one checkout was declined."""
    before = Books(products={LAMP: Product(LAMP, 20, 0, {"received": 20})})
    after = Books(
        orders={
            BOUGHT: paid(BOUGHT, 3980, 2),
            LATER: paid(LATER, 1990, 1),
            DECLINED: Order(DECLINED, "cancelled", 1990, 2, "failed", {LAMP: 1}, "cancelled"),
        },
        keys={
            "k-1": Key("completed", 201, BOUGHT),
            "k-2": Key("completed", 402, DECLINED),
            "k-3": Key("completed", 202, LATER),
        },
        products={LAMP: Product(LAMP, 17, 0, {"received": 20, "sold": -3}, 0, 3)},
        payments=[
            Payment("p-1", BOUGHT, "captured", 3980, 3980, charge_id="ch-1", booked=3980, told_confirmed=True),
            Payment("p-2", DECLINED, "declined", 1990, charge_id="ch-2"),
            Payment("p-3", LATER, "captured", 1990, 1990, charge_id="ch-3", booked=1990, told_confirmed=True),
        ],
        charges=[
            Charge("ch-1", BOUGHT, "captured", 3980, 3980),
            Charge("ch-2", DECLINED, "declined", 1990),
            Charge("ch-3", LATER, "captured", 1990, 1990),
        ],
        ledger={"capture:p-1": 0, "capture:p-3": 0},
    )
    told = {
        "k-1": Checkout("k-1", {LAMP: 2}, "tok_success", {(201, "a")}, BOUGHT, "39.80"),
        "k-2": Checkout("k-2", {LAMP: 1}, "tok_decline", {(402, "b")}, DECLINED),
        "k-3": Checkout("k-3", {LAMP: 1}, "tok_slow", {(202, "c")}, LATER, "19.90", read="confirmed"),
    }
    return Case(before, after, told)


def test_books_in_order_pass_every_check() -> None:
    assert not any(audit(in_order()).values())


def test_what_a_vendor_asked_for_and_an_order_without_a_log_are_nobodys_fault() -> None:
    case = in_order()
    case.after.orders["order-of-staff"] = Order(
        "order-of-staff", "cancelled", 1990, 3, "refunded", {LAMP: 1}, "refunded"
    )
    request = Payment("p-9", "", "captured", 1200, 1200, charge_id="ch-9", booked=1200)
    held = Payment("p-8", "", "authorized", 1200, charge_id="ch-8")
    case.after.payments += [request, held]
    case.after.charges.append(Charge("ch-9", request.id, "captured", 1200, 1200))
    case.after.charges.append(Charge("ch-8", held.id, "authorized", 1200))
    assert not any(audit(case).values())
    never_said(case)
    assert audit(case)["lost"]
    assert not audit(dataclasses.replace(case, unlogged=frozenset({"order-silent"})))["lost"]


Doctor = Callable[[Case], object]


def bought(case: Case) -> Order:
    return case.after.orders[BOUGHT]


def lamp(case: Case) -> Product:
    return case.after.products[LAMP]


def sold_more(case: Case) -> None:
    lamp(case).moved["sold"] = -21


def held_twice(case: Case) -> None:
    lamp(case).reserved = 18


def another_charge(case: Case) -> None:
    case.after.charges.append(Charge("ch-4", BOUGHT, "captured", 3980, 3980))


def another_payment(case: Case) -> None:
    case.after.payments.append(dataclasses.replace(case.after.payments[0], id="p-4"))


def never_said(case: Case) -> None:
    case.after.orders["order-silent"] = paid("order-silent", 1990, 1)


DOCTORED: list[tuple[str, Doctor]] = [
    ("oversold", sold_more),
    ("oversold", held_twice),
    ("oversold", lambda case: setattr(lamp(case), "on_hand", 16)),
    ("oversold", lambda case: lamp(case).moved.update(sold=-4)),
    ("oversold", lambda case: setattr(lamp(case), "held", 1)),
    ("double_charges", another_charge),
    ("double_charges", another_payment),
    ("double_charges", lambda case: setattr(case.after.charges[0], "captured", 3981)),
    ("charges_without_order", lambda case: setattr(bought(case), "status", "cancelled")),
    ("charges_without_order", lambda case: case.after.orders.pop(BOUGHT)),
    ("charges_without_order", lambda case: setattr(case.after.charges[1], "captured", 1990)),
    ("paid_without_charge", lambda case: case.after.charges.pop(0)),
    ("paid_without_charge", lambda case: setattr(case.after.charges[0], "captured", 3979)),
    ("lost", lambda case: case.after.orders.pop(BOUGHT)),
    ("lost", lambda case: setattr(bought(case), "total", 3981)),
    ("lost", lambda case: bought(case).lines.update({LAMP: 3})),
    ("lost", lambda case: setattr(bought(case), "status", "cancelled")),
    ("lost", lambda case: setattr(case.after.orders[LATER], "status", "cancelled")),
    ("lost", lambda case: setattr(case.after.orders[DECLINED], "status", "confirmed")),
    ("lost", lambda case: case.after.keys.pop("k-2")),
    ("lost", lambda case: setattr(case.after.keys["k-1"], "status", 202)),
    ("lost", never_said),
    ("replays", lambda case: case.told["k-1"].answers.add((201, "other bytes"))),
    ("replays", lambda case: case.told["k-2"].answers.add((201, "b"))),
    ("unfinished", lambda case: case.told["k-1"].answers.clear()),
    ("unfinished", lambda case: setattr(case.told["k-3"], "read", "pending")),
    ("unfinished", lambda case: setattr(bought(case), "saga", "capturing")),
    ("unfinished", lambda case: setattr(bought(case), "status", "pending")),
    ("unfinished", lambda case: setattr(case.after.payments[1], "status", "unknown")),
    ("unfinished", lambda case: setattr(case.after.payments[0], "status", "authorized")),
    ("unfinished", lambda case: setattr(case.after.charges[1], "status", "authorized")),
    ("unfinished", lambda case: setattr(case.after.payments[0], "refunding", 100)),
    ("unfinished", lambda case: case.after.refunds.append({"id": "r-1", "status": "pending"})),
    ("unfinished", lambda case: case.after.holds.append(DECLINED)),
    ("unfinished", lambda case: case.after.unsent.append("order order.confirmed")),
    ("unfinished", lambda case: case.after.dead.append("product order.confirmed.v1")),
    ("unfinished", lambda case: case.after.notices.append("charge.captured, 3 attempts")),
    ("unfinished", lambda case: case.after.parked.append("payments order.confirmed")),
    ("unfinished", lambda case: setattr(case.after.charges[1], "status", "authorized")),
    ("unfinished", lambda case: setattr(case.after.payments[0], "told_confirmed", False)),
    ("unfinished", lambda case: bought(case).milestones.clear()),
    ("unfinished", lambda case: setattr(lamp(case), "units_sold", 6)),
    ("ledger", lambda case: case.after.ledger.update({"capture:p-1": 1})),
    ("ledger", lambda case: setattr(case.after.payments[0], "booked", 0)),
    ("provider", lambda case: setattr(case.after.charges[0], "refunded", 1)),
    ("provider", lambda case: case.after.charges.pop(0)),
    ("provider", lambda case: setattr(case.after.payments[0], "captured", 3979)),
]


@pytest.mark.parametrize(("check", "doctor"), DOCTORED)
def test_what_was_done_to_the_books_is_found(check: str, doctor: Doctor) -> None:
    case = in_order()
    doctor(case)
    assert audit(case)[check]


def test_every_check_has_been_seen_to_fail() -> None:
    assert {check for check, _ in DOCTORED} == set(auditor.CHECKS)


def test_what_clients_wrote_is_read_back_by_key(tmp_path: Path) -> None:
    log = Log(tmp_path / "shopper-000.jsonl")
    log.write("intent", "k-1", lines={7: 2}, token="tok_slow", by="chaos-1")
    log.write("trouble", "k-1", status=503, why="later")
    for _ in range(2):
        log.write("answer", "k-1", status=202, digest=digest(b"{}"), order_id="o-1", total="39.80", why="")
    log.write("read", "k-1", status="confirmed")
    log.close()
    [checkout] = clientlog.read(tmp_path).values()
    assert (checkout.lines, checkout.order_id, checkout.total) == ({7: 2}, "o-1", "39.80")
    assert (checkout.sent, checkout.trouble, len(checkout.answers)) == (3, 1, 1)
    assert (checkout.is_confirmed, checkout.is_refused, checkout.is_over) == (True, False, True)


def test_an_order_nobody_knows_the_end_of_is_neither_confirmed_nor_refused() -> None:
    checkout = Checkout("k-1", {7: 1}, "tok_slow", {(202, "a")}, "o-1", "19.90")
    assert not checkout.is_over
    assert not Checkout("k-2", {7: 1}, "tok_success").is_over


def test_a_ledger_that_does_not_balance_is_seen_at_the_next_sample() -> None:
    with sqlite3.connect(":memory:") as books:
        books.row_factory = sqlite3.Row
        books.execute("CREATE TABLE payments_ledgerentry (amount INTEGER)")
        books.executemany("INSERT INTO payments_ledgerentry VALUES (?)", [(3980,), (-3980,)])
        sampler = Sampler(lambda _service, query: [dict(row) for row in books.execute(query)])
        sampler.look()
        assert sampler.worst == 0
        books.execute("INSERT INTO payments_ledgerentry VALUES (-5)")
        sampler.look()
        books.execute("INSERT INTO payments_ledgerentry VALUES (5)")
        sampler.look()
        assert (sampler.worst, len(sampler.samples), ledger_sum(sampler.ask)) == (-5, 3, 0)
        books.execute("DROP TABLE payments_ledgerentry")
        sampler.look()
    assert sampler.missed == 1


def test_a_seed_draws_the_same_checkouts_again() -> None:
    assert intents(7, 3, 50, [1, 2, 3, 4]) == intents(7, 3, 50, [1, 2, 3, 4])
    assert intents(7, 3, 50, [1, 2, 3, 4]) != intents(8, 3, 50, [1, 2, 3, 4])
    assert intents(7, 3, 50, [1, 2, 3, 4]) != intents(7, 4, 50, [1, 2, 3, 4])
    assert (sum(shares(500, 8)), max(shares(500, 8))) == (500, 63)
