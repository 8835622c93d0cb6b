"""Stock of a product, its threshold, what people change about it, and its ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from product_service.catalog.models import Product
from product_service.stock.models import Stock, StockMovement
from product_service.stock.services import reservation_commit
from product_service.tests.support import Make, assert_books_balance, hold, principal, shelf
from servicekit.events.models import OutboxEvent
from servicekit.testing.api import assert_problem
from servicekit.testing.faults import Faults

pytestmark = pytest.mark.django_db

AsRole = Callable[..., APIClient]

BROKEN = {"quantity": -2, "reason": "damaged", "note": "A pallet fell."}


@pytest.fixture
def admin(as_role: AsRole) -> APIClient:
    return as_role("admin")


@pytest.fixture
def vendors(make_product: Make) -> Product:
    """A product of the vendor `vera`, ten of it."""
    return make_product(sku="VERA-1", by=principal("vendor", "vera"))


def path(product: Product, part: str = "") -> str:
    return f"/api/products/{product.pk}/stock/{part}"


def adjust(client: APIClient, product: Product, given: dict[str, Any], key: str = "", **headers: Any) -> Any:
    return client.post(path(product, "adjustments/"), given, HTTP_IDEMPOTENCY_KEY=key or str(uuid4()), **headers)


def untouched(product: Product) -> bool:
    stock = Stock.objects.get(product=product)
    moved = StockMovement.objects.filter(product=product).count()
    return (stock.on_hand, stock.reserved, stock.low_at, moved) == (10, 0, 5, 1)


def test_the_figures_of_a_shelf(admin: APIClient, chair: Product) -> None:
    hold((chair, 6))
    answer = admin.get(path(chair))
    assert answer.json() == {
        "product_id": chair.pk,
        "on_hand": 10,
        "reserved": 6,
        "available": 4,
        "low_at": 5,
        "level": "low",
    }
    assert (answer["ETag"], answer["Cache-Control"]) == ('"5-10.6"', "private, no-cache")
    again = admin.get(path(chair), HTTP_IF_NONE_MATCH='W/"5-10.6"')
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("who", [("vendor", "vera"), ("staff", "steve"), ("admin", "root")])
def test_its_vendor_and_the_house_see_and_change_it(as_role: AsRole, vendors: Product, who: tuple[str, str]) -> None:
    client = as_role(*who)
    assert client.get(path(vendors)).status_code == 200
    assert client.get(path(vendors, "movements/")).status_code == 200
    assert client.patch(path(vendors), {"low_at": 7}, HTTP_IF_MATCH="*").status_code == 200
    assert adjust(client, vendors, BROKEN).status_code == 201
    assert shelf(vendors) == (8, 0)


@pytest.mark.parametrize("who", [("customer", "alice"), ("viewer", "victor"), ("vendor", "rival")])
def test_nobody_else_does(as_role: AsRole, vendors: Product, who: tuple[str, str]) -> None:
    client = as_role(*who)
    assert_problem(client.get(path(vendors)), 403, "forbidden")
    assert_problem(client.get(path(vendors, "movements/")), 403, "forbidden")
    assert_problem(client.patch(path(vendors), {"low_at": 7}, HTTP_IF_MATCH="*"), 403, "forbidden")
    assert_problem(adjust(client, vendors, BROKEN), 403, "forbidden")
    assert untouched(vendors)


def test_visitors_do_not(api: APIClient, vendors: Product) -> None:
    for part in ("", "movements/"):
        assert_problem(api.get(path(vendors, part)), 401, "unauthenticated")
    assert_problem(api.get("/api/products/stock/"), 401, "unauthenticated")
    assert_problem(api.patch(path(vendors), {"low_at": 7}, HTTP_IF_MATCH="*"), 401, "unauthenticated")
    assert_problem(adjust(api, vendors, BROKEN), 401, "unauthenticated")
    assert untouched(vendors)


def test_what_was_never_listed_has_none(admin: APIClient, chair: Product) -> None:
    nothing = Product(pk=2**40)
    assert_problem(admin.get(path(nothing)), 404, "not-found")
    assert_problem(admin.get(path(nothing, "movements/")), 404, "not-found")
    assert_problem(admin.patch(path(nothing), {"low_at": 7}, HTTP_IF_MATCH="*"), 404, "not-found")
    assert_problem(adjust(admin, nothing, BROKEN), 404, "not-found")


def test_what_is_off_sale_is_still_in_the_warehouse(admin: APIClient, chair: Product) -> None:
    Product.objects.update(active=False)
    assert admin.get(path(chair)).json()["on_hand"] == 10
    assert adjust(admin, chair, BROKEN).json()["on_hand_after"] == 8


class TestThreshold:
    def test_it_is_set_on_what_was_seen(
        self, admin: APIClient, chair: Product, recorded: Callable[[], list[Any]]
    ) -> None:
        tag = admin.get(path(chair))["ETag"]
        hold((chair, 1))
        answer = admin.patch(path(chair), {"low_at": 8}, HTTP_IF_MATCH=tag)
        assert (answer.status_code, answer["ETag"]) == (200, '"8-10.1"')
        assert answer.json()["low_at"] == 8
        assert [told.data["details"] for told in recorded()][-1] == {"before": 5, "after": 8}
        assert recorded()[-1].data["action"] == "stock.low_at_changed"

    def test_what_it_makes_low_is_told(self, admin: APIClient, chair: Product) -> None:
        admin.patch(path(chair), {"low_at": 10}, HTTP_IF_MATCH="*")
        [low] = OutboxEvent.objects.filter(type="stock.low")
        assert low.payload == {"product_id": chair.pk, "available": 10, "low_at": 10}

    def test_the_same_again_is_no_news(self, admin: APIClient, chair: Product) -> None:
        before = OutboxEvent.objects.count()
        assert admin.patch(path(chair), {"low_at": 5}, HTTP_IF_MATCH="*").status_code == 200
        assert OutboxEvent.objects.count() == before

    def test_somebody_elses_threshold_is_not_lost(self, admin: APIClient, chair: Product) -> None:
        seen = admin.get(path(chair))["ETag"]
        admin.patch(path(chair), {"low_at": 8}, HTTP_IF_MATCH=seen)
        assert_problem(admin.patch(path(chair), {"low_at": 9}, HTTP_IF_MATCH=seen), 412, "precondition-failed")
        assert_problem(admin.patch(path(chair), {"low_at": 9}), 428, "precondition-required")
        assert Stock.objects.get(product=chair).low_at == 8

    @pytest.mark.parametrize("tag", ['"5-', '"5-"', '"5-10"', "5-10.0", '"05-10.0"'])
    def test_what_was_never_given_as_a_tag_is_none(self, admin: APIClient, chair: Product, tag: str) -> None:
        assert_problem(admin.patch(path(chair), {"low_at": 9}, HTTP_IF_MATCH=tag), 412, "precondition-failed")
        assert Stock.objects.get(product=chair).low_at == 5

    @pytest.mark.parametrize("low_at", [-1, 1_000_001, "5", 5.0, True, None])
    def test_what_is_no_number_of_units_is_refused(self, admin: APIClient, chair: Product, low_at: Any) -> None:
        assert_problem(admin.patch(path(chair), {"low_at": low_at}, HTTP_IF_MATCH="*"), 400, "validation-error")
        assert untouched(chair)


class TestAdjustment:
    def test_it_stands_in_the_ledger_with_who_did_it_and_why(
        self, as_role: AsRole, chair: Product, recorded: Callable[[], list[Any]]
    ) -> None:
        answer = adjust(as_role("staff", "sam"), chair, BROKEN)
        movement = StockMovement.objects.get(reason="damaged")
        assert answer.status_code == 201
        assert answer.json() == {
            "id": movement.pk,
            "kind": "damaged",
            "quantity": -2,
            "on_hand_after": 8,
            "reservation_id": None,
            "note": "A pallet fell.",
            "by": str(movement.by),
            "at": answer.json()["at"],
        }
        assert movement.by is not None
        assert shelf(chair) == (8, 0)
        assert_books_balance()
        told = recorded()[-1].data
        assert (told["action"], told["actor_id"]) == ("stock.adjusted", str(movement.by))
        assert told["details"] == {"quantity": -2, "reason": "damaged", "after": 8}

    def test_it_is_told(self, admin: APIClient, chair: Product) -> None:
        adjust(admin, chair, {"quantity": 5, "reason": "received"})
        [told] = OutboxEvent.objects.filter(type="stock.adjusted")
        assert told.payload == {
            "product_id": chair.pk,
            "quantity": 5,
            "reason": "received",
            "on_hand": 15,
            "available": 15,
        }

    @pytest.mark.parametrize(
        ("quantity", "reason"),
        [(3, "received"), (1, "returned"), (2, "found"), (-1, "lost"), (-1, "counted"), (1, "counted")],
    )
    def test_every_reason_keeps_the_books(self, admin: APIClient, chair: Product, quantity: int, reason: str) -> None:
        seen = admin.get(path(chair))["ETag"]
        answer = adjust(admin, chair, {"quantity": quantity, "reason": reason}, HTTP_IF_MATCH=seen)
        assert (answer.json()["kind"], answer.json()["on_hand_after"]) == (reason, 10 + quantity)
        assert_books_balance()

    def test_a_count_says_what_it_was_held_against(self, admin: APIClient, chair: Product) -> None:
        eight = {"quantity": -2, "reason": "counted"}
        seen = admin.get(path(chair))["ETag"]
        assert_problem(adjust(admin, chair, eight), 428, "precondition-required")
        reservation_commit(reservation_id=hold((chair, 1)).pk)
        for stale in (seen, '"never-seen"', '"5-10"', '"5-1.0"'):
            assert_problem(adjust(admin, chair, eight, key="k", HTTP_IF_MATCH=stale), 412, "precondition-failed")
        assert shelf(chair) == (9, 0)
        assert not StockMovement.objects.filter(reason="counted").exists()
        now = admin.get(path(chair))["ETag"]
        one_less = eight | {"quantity": -1}
        assert adjust(admin, chair, one_less, key="k", HTTP_IF_MATCH=now).json()["on_hand_after"] == 8
        # The answer was lost: the figure it was held against is gone by now, and it happened all the same.
        assert adjust(admin, chair, one_less, key="k", HTTP_IF_MATCH=now).json()["on_hand_after"] == 8
        assert shelf(chair) == (8, 0)

    def test_promises_and_thresholds_stand_in_no_count_s_way(self, admin: APIClient, chair: Product) -> None:
        seen = admin.get(path(chair))["ETag"]
        hold((chair, 1))
        admin.patch(path(chair), {"low_at": 7}, HTTP_IF_MATCH="*")
        assert adjust(admin, chair, {"quantity": -2, "reason": "counted"}, HTTP_IF_MATCH=seen).status_code == 201
        assert shelf(chair) == (8, 1)

    def test_what_came_or_broke_needs_no_figure_and_one_that_is_said_counts(
        self, admin: APIClient, chair: Product
    ) -> None:
        seen = admin.get(path(chair))["ETag"]
        assert adjust(admin, chair, BROKEN).status_code == 201
        assert_problem(adjust(admin, chair, BROKEN, HTTP_IF_MATCH=seen), 412, "precondition-failed")
        assert shelf(chair) == (8, 0)

    def test_what_is_promised_stays(self, admin: APIClient, chair: Product) -> None:
        hold((chair, 9))
        problem = assert_problem(adjust(admin, chair, BROKEN), 409, "stock-below-reserved")
        assert (problem["reserved"], problem["errors"][0]["pointer"]) == (9, "/quantity")
        assert shelf(chair) == (10, 9)
        assert not OutboxEvent.objects.filter(type="stock.adjusted").exists()

    def test_the_last_one_that_breaks_is_sold_out(self, admin: APIClient, chair: Product) -> None:
        adjust(admin, chair, {"quantity": -10, "reason": "lost"})
        assert not Product.objects.get(pk=chair.pk).in_stock
        adjust(admin, chair, {"quantity": 1, "reason": "found"})
        assert Product.objects.get(pk=chair.pk).in_stock

    def test_sent_again_it_happens_once(self, admin: APIClient, chair: Product) -> None:
        first = adjust(admin, chair, BROKEN, key="k")
        again = adjust(admin, chair, BROKEN, key="k")
        assert (again.json(), again["Idempotency-Replayed"]) == (first.json(), "true")
        assert_problem(adjust(admin, chair, {"quantity": -3, "reason": "lost"}, key="k"), 422, "idempotency-key-reused")
        assert_problem(admin.post(path(chair, "adjustments/"), BROKEN), 400, "idempotency-key-required")
        assert shelf(chair) == (8, 0)

    def test_a_run_that_died_before_it_answered_is_gone_on_with(
        self, admin: APIClient, chair: Product, faults: Faults
    ) -> None:
        faults(site="point", where="idempotency.before-answer-kept", effect="raise", times=1)
        assert adjust(admin, chair, BROKEN, key="k").status_code == 500
        assert adjust(admin, chair, BROKEN, key="k").status_code in {201, 409}
        assert shelf(chair) == (8, 0)

    @pytest.mark.parametrize(
        ("given", "pointer"),
        [
            ({"quantity": 0, "reason": "counted"}, "/quantity"),
            ({"quantity": 1, "reason": "damaged"}, "/quantity"),
            ({"quantity": -1, "reason": "received"}, "/quantity"),
            ({"quantity": 999_991, "reason": "received"}, "/quantity"),
            ({"quantity": 2**31, "reason": "received"}, "/quantity"),
            ({"quantity": "1", "reason": "found"}, "/quantity"),
            ({"quantity": 1.5, "reason": "found"}, "/quantity"),
            ({"quantity": 1, "reason": "stolen"}, "/reason"),
            ({"quantity": 1}, "/reason"),
            ({"reason": "found"}, "/quantity"),
            ({"quantity": 1, "reason": "found", "note": "x" * 201}, "/note"),
            ({"quantity": 1, "reason": "found", "note": "a\u202eb"}, "/note"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, admin: APIClient, chair: Product, given: dict[str, Any], pointer: str
    ) -> None:
        problem = assert_problem(adjust(admin, chair, given, HTTP_IF_MATCH="*"), 400, "validation-error")
        assert [error["pointer"] for error in problem["errors"]] == [pointer]
        assert untouched(chair)


class TestLedger:
    def test_newest_first_with_what_there_was_after_each(self, admin: APIClient, chair: Product) -> None:
        sold = hold((chair, 3))
        reservation_commit(reservation_id=sold.pk)
        adjust(admin, chair, BROKEN)
        rows = admin.get(path(chair, "movements/")).json()["results"]
        told = [(row["kind"], row["quantity"], row["on_hand_after"], row["reservation_id"]) for row in rows]
        assert told == [("damaged", -2, 5, None), ("sold", -3, 7, str(sold.pk)), ("received", 10, 10, None)]

    @pytest.mark.parametrize(
        ("kind", "found"),
        [
            ("received", [10]),
            ("damaged", [-2]),
            ("counted", [1]),
            ("adjusted", [1, -2]),
            ("sold", []),
            ("found", []),
        ],
    )
    def test_one_kind_of_it(self, admin: APIClient, chair: Product, kind: str, found: list[int]) -> None:
        adjust(admin, chair, BROKEN)
        adjust(admin, chair, {"quantity": 1, "reason": "counted"}, HTTP_IF_MATCH="*")
        rows = admin.get(path(chair, f"movements/?kind={kind}")).json()["results"]
        assert [row["quantity"] for row in rows] == found

    def test_page_by_page_there_and_back(
        self,
        admin: APIClient,
        chair: Product,
        lamp: Product,
        django_assert_num_queries: Callable[[int], CaptureQueriesContext],
    ) -> None:
        for n in range(1, 46):
            StockMovement.objects.create(product=chair, kind="received", quantity=n)
        StockMovement.objects.create(product=lamp, kind="received", quantity=99)
        first = admin.get(path(chair, "movements/")).json()
        with django_assert_num_queries(3):  # the session, the product, to see whose it is, and the page
            second = admin.get(first["next"]).json()
        third = admin.get(second["next"]).json()
        told = [row["quantity"] for page in (first, second, third) for row in page["results"]]
        assert told == [*range(45, 0, -1), 10]
        assert (first["previous"], third["next"]) == (None, None)
        assert admin.get(third["previous"]).json()["results"] == second["results"]
        back = admin.get(second["previous"]).json()
        assert (back["results"], back["previous"]) == (first["results"], None)
        assert admin.get(back["next"]).json()["results"] == second["results"]

    def test_a_cursor_is_good_for_its_list_alone(self, admin: APIClient, chair: Product, lamp: Product) -> None:
        for n in range(1, 46):
            StockMovement.objects.create(product=chair, kind="received", quantity=n)
        cursor = admin.get(path(chair, "movements/")).json()["next"].partition("cursor=")[2]
        for query in (f"kind=received&cursor={cursor}", f"cursor={cursor[:-2]}xx", "cursor=", "cursor=1"):
            assert_problem(admin.get(path(chair, f"movements/?{query}")), 400, "invalid-cursor")
        assert_problem(admin.get(path(lamp, f"movements/?cursor={cursor}")), 400, "invalid-cursor")

    @pytest.mark.parametrize(
        ("query", "code"), [("kind=reserved", "validation-error"), ("kind__in=sold", "unknown-parameter")]
    )
    def test_what_it_does_not_know_is_refused(self, admin: APIClient, chair: Product, query: str, code: str) -> None:
        assert_problem(admin.get(path(chair, f"movements/?{query}")), 400, code)


class TestList:
    def test_by_level_with_the_products_they_are_of(
        self, admin: APIClient, make_product: Make, django_assert_num_queries: Callable[[int], CaptureQueriesContext]
    ) -> None:
        plenty, few, none = (make_product(stock=units) for units in (10, 3, 0))
        with django_assert_num_queries(3):  # the session, the page and its products
            rows = admin.get("/api/products/stock/?level=low").json()
        image = {"url": "/media/products/1f4e6.webp", "alt": "Alder chair"}
        product = {"id": few.pk, "sku": few.sku, "name": "Alder chair", "image": image}
        figures = {"on_hand": 3, "reserved": 0, "available": 3, "low_at": 5, "level": "low"}
        assert rows == {"next": None, "previous": None, "results": [{"product": product, **figures}]}
        for level, found in (("out", [none]), ("in_stock", [plenty])):
            rows = admin.get(f"/api/products/stock/?level={level}").json()["results"]
            assert [row["product"]["id"] for row in rows] == [one.pk for one in found]

    def test_everybody_sees_what_they_manage(self, as_role: AsRole, chair: Product, vendors: Product) -> None:
        sees = {
            who: [row["product"]["id"] for row in as_role(*who).get("/api/products/stock/?mine=true").json()["results"]]
            for who in (("admin", "root"), ("vendor", "vera"), ("vendor", "rival"))
        }
        assert sees == {
            ("admin", "root"): [chair.pk, vendors.pk],
            ("vendor", "vera"): [vendors.pk],
            ("vendor", "rival"): [],
        }

    @pytest.mark.parametrize("role", ["customer", "viewer"])
    def test_others_see_nothing(self, as_role: AsRole, chair: Product, role: str) -> None:
        assert_problem(as_role(role).get("/api/products/stock/"), 403, "forbidden")

    def test_what_is_off_sale_is_not_looked_for(self, admin: APIClient, chair: Product) -> None:
        Product.objects.update(active=False)
        assert admin.get("/api/products/stock/").json()["results"] == []

    def test_words_find_it(self, admin: APIClient, chair: Product, lamp: Product) -> None:
        rows = admin.get("/api/products/stock/?search=lamp&level=low").json()["results"]
        assert [row["product"]["id"] for row in rows] == [lamp.pk]
        rows = admin.get(f"/api/products/stock/?search={chair.sku}").json()["results"]
        assert [row["product"]["id"] for row in rows] == [chair.pk]

    def test_page_by_page(self, admin: APIClient, make_product: Make) -> None:
        made = [make_product(stock=0).pk for _ in range(23)]
        first = admin.get("/api/products/stock/?level=out").json()
        second = admin.get(first["next"]).json()
        assert [row["product"]["id"] for page in (first, second) for row in page["results"]] == made
        assert admin.get(second["previous"]).json()["results"] == first["results"]

    @pytest.mark.parametrize(
        ("query", "code"),
        [("level=full", "validation-error"), ("available__lt=3", "unknown-parameter"), ("cursor=x", "invalid-cursor")],
    )
    def test_what_it_does_not_know_is_refused(self, admin: APIClient, query: str, code: str) -> None:
        assert_problem(admin.get(f"/api/products/stock/?{query}"), 400, code)
