from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from order_service import wiring
from order_service.books import selectors
from order_service.books.domain.reconciliation import StockBook
from order_service.books.models import AuditTurn, BooksAudit
from order_service.books.ports import StockPage
from servicekit import clock
from servicekit.errors import DependencyUnavailable
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock

pytestmark = pytest.mark.django_db
AsRole = Callable[..., APIClient]
EMPTY = {"waiting_for_events": 0, "problem_counts": {}, "problems": [], "ledger": []}
TOTALS = {
    "products": {"count": 1, "received": 10, "sold": 3, "reserved": 2, "free": 5},
    "orders": {"paid": 1, "giving_back": 0, "given_back": 0},
    "payments": {"captured": 1, "under_way": 0},
}


@pytest.mark.parametrize("role", ["admin", "staff", "viewer"])
def test_before_the_first_audit_nothing_is_known(as_role: AsRole, role: str) -> None:
    told = as_role(role).get("/api/orders/books/").json()
    assert (told["state"], told["checked_at"], told["products"], told["problems"]) == ("unknown", None, None, [])


@pytest.mark.parametrize("role", ["customer", "vendor"])
@pytest.mark.parametrize("path", ["", "products/"])
def test_the_books_are_not_for_customers(as_role: AsRole, role: str, path: str) -> None:
    assert_problem(as_role(role).get(f"/api/orders/books/{path}"), 403, "forbidden")
    assert_problem(as_role(role).post("/api/orders/books/audits/"), 403, "forbidden")
    assert not AuditTurn.objects.exists()


def test_the_last_audit_is_told_with_its_time(as_role: AsRole, held_clock: HeldClock) -> None:
    problem = {"kind": "units_differ", "subject": "1", "detail": "sold 4, bought by orders 3 to 3"}
    wrong = EMPTY | TOTALS | {"problems": [problem], "problem_counts": {"units_differ": 1}}
    BooksAudit.objects.create(started_at=clock.now(), finished_at=clock.now(), ok=True, report=EMPTY | TOTALS)
    held_clock.advance(seconds=30)
    BooksAudit.objects.create(started_at=clock.now(), finished_at=clock.now(), ok=False, report=wrong)
    told = as_role("viewer").get("/api/orders/books/").json()
    assert (told["state"], told["problems"], told["seconds"]) == ("wrong", [problem], 0.0)
    assert told["checked_at"] == clock.now().isoformat().replace("+00:00", "Z")


def test_an_audit_can_be_asked_for(as_role: AsRole, held_clock: HeldClock) -> None:
    answer = as_role("staff").post("/api/orders/books/audits/")
    assert answer.status_code == 202
    told = as_role("staff").get("/api/orders/books/").json()
    assert told["asked_at"] == answer.json()["asked_at"]
    assert selectors.audit_wanted(clock.now())


class Shelf:
    def page(self, *, size: int, token: str) -> StockPage:
        return StockPage([StockBook(1, "S", "Soap", 10, 3, 2, 5, 1)], f"{size}-{token}")


class NoShelf:
    def page(self, **_: Any) -> StockPage:
        raise DependencyUnavailable(retry_after=1)


def test_stock_is_told_product_by_product(as_role: AsRole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "keepers", lambda: type("K", (), {"stock": Shelf()}))
    told = as_role("admin").get("/api/orders/books/products/", {"page_token": "7"}).json()
    assert told == {
        "results": [
            {
                "product_id": 1,
                "sku": "S",
                "name": "Soap",
                "received": 10,
                "sold": 3,
                "reserved": 2,
                "free": 5,
                "balanced": False,
            }
        ],
        "next_token": "20-7",
    }


def test_without_the_catalogue_the_answer_says_when_to_come_back(
    as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "keepers", lambda: type("K", (), {"stock": NoShelf()}))
    assert_problem(as_role("admin").get("/api/orders/books/products/"), 503, "dependency-unavailable")


def test_unknown_parameters_are_refused(as_role: AsRole) -> None:
    assert_problem(as_role("admin").get("/api/orders/books/", {"full": "1"}), 400, "unknown-parameter")
