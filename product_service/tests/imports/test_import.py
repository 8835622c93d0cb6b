"""What a file does to the catalogue."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

import pytest

from product_service.catalog import cached
from product_service.catalog.models import Category, Product
from product_service.catalog.services import product_delete
from product_service.catalog.shelves import shelves
from product_service.imports import folder, jobs, writing
from product_service.imports.plan import There, products_there
from product_service.imports.services import import_apply
from product_service.search.models import Pending
from product_service.stock.models import Stock, StockMovement
from product_service.tests.imports.sending import CHAIR, HEADER, LAMP, applied, file_of, mistakes, queued, worked_off
from product_service.tests.support import Make, assert_books_balance, hold, principal, shelf
from servicekit.testing.events import Published
from servicekit.testing.tokens import user_id

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]

Facts = tuple[Any, ...]


def facts() -> list[Facts]:
    columns = ("sku", "name", "description", "category_id", "price_minor", "currency", "version", "stock__on_hand")
    return list(Product.objects.order_by("sku").values_list(*columns))


def everything() -> list[Any]:
    """Every column of every table that an import may touch, but the times."""
    products = Product.objects.order_by("sku").values()
    moved = StockMovement.objects.order_by("product__sku", "id").values_list(
        "product__sku", "kind", "quantity", "on_hand_after", "reason"
    )
    plain = [
        {name: value for name, value in row.items() if not name.endswith("_at") and name != "id"} for row in products
    ]
    return [plain, list(moved), list(Product.objects.order_by("sku").values_list("stock__on_hand", "stock__level"))]


def test_products_that_nobody_knows_are_listed() -> None:
    job = worked_off(file_of(CHAIR, LAMP))
    assert (job.state, job.created, job.updated, job.unchanged, job.rows, job.rows_written) == ("done", 2, 0, 0, 2, 2)
    assert facts() == [
        ("HOM-CHR-1", "Birch chair", "Solid birch.", "home", 14900, "EUR", 1, 4),
        ("HOM-LMP-2", "Desk lamp", "Bends.", "home", 3950, "EUR", 1, 0),
    ]
    assert list(Product.objects.order_by("sku").values_list("in_stock", flat=True)) == [True, False]
    assert_books_balance()
    assert not folder.file_of(job.pk).exists()


def test_it_is_as_if_each_had_been_listed_by_hand(make_product: Make) -> None:
    given = {"sku": "HOM-CHR-1", "name": "Café chair", "description": "Two\nlines.", "price": "149.00", "stock": 4}
    made = make_product(**given)
    by_hand = everything()
    StockMovement.objects.all().delete()
    made.stock.delete()
    Product.objects.all().delete()
    worked_off(file_of('HOM-CHR-1,Café chair,"Two\nlines.",home,149.00,EUR,4'))
    imported = everything()
    imported[1] = [(*one[:3], one[3], "") for one in imported[1]]
    by_hand[1] = [(*one[:3], one[3], "") for one in by_hand[1]]
    assert imported == by_hand


def test_what_differs_is_changed_and_what_does_not_is_left_alone(make_product: Make, published: Published) -> None:
    same, other = make_product(sku="SAME", stock=4), make_product(sku="OTHER", stock=4)
    before = len(published())
    job = worked_off(
        file_of(
            "SAME,Alder chair,Solid alder.,home,139.00,EUR,4",
            "OTHER,Alder chair,Solid alder.,home,129.50,EUR,4",
        )
    )
    assert (job.created, job.updated, job.unchanged) == (0, 1, 1)
    after = {product.sku: product for product in Product.objects.all()}
    assert (after["SAME"].version, after["SAME"].updated_at) == (1, same.updated_at)
    assert (after["OTHER"].version, after["OTHER"].price_minor) == (2, 12950)
    told = published()[before:]
    assert [event.subject for event in told] == ["products.imported.v1"]
    assert told[0].data["products"] == [
        {
            "product_id": other.pk,
            "sku": "OTHER",
            "name": "Alder chair",
            "category": "home",
            "price_minor_units": 12950,
            "currency": "EUR",
            "version": 2,
            "created": False,
            "changed": ["price"],
            "units": 0,
        }
    ]
    assert list(Pending.objects.values_list("product_id", flat=True)) == [other.pk]


def test_what_shoppers_are_shown_is_no_longer_what_it_was(make_product: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    make_product(sku="A", price="139.00")
    told: list[str] = []
    monkeypatch.setattr(cached, "changed", lambda: told.append("changed"))
    worked_off(file_of("A,139.00", header="sku,price"))
    assert told == []
    worked_off(file_of("A,99.00", header="sku,price"))
    assert told == ["changed"]


def test_a_column_that_is_not_there_says_nothing(make_product: Make) -> None:
    make_product(sku="A", picture=None)
    job = worked_off(file_of("A,99.00", header="sku,price"))
    assert (job.state, job.updated) == ("done", 1)
    assert facts() == [("A", "Alder chair", "Solid alder.", "home", 9900, "EUR", 2, 10)]


def test_of_a_new_product_everything_is_needed() -> None:
    job = worked_off(file_of("A,99.00", header="sku,price"))
    assert job.state == "invalid"
    assert mistakes(job) == [(2, name, "required") for name in ("category", "currency", "description", "name", "stock")]


def test_a_product_that_moves_is_counted_where_it_went(make_product: Make, office: Category) -> None:
    make_product(sku="A")
    worked_off(file_of("A,office", header="sku,category"))
    assert {shelf.category.slug: shelf.products for shelf in shelves()} == {"home": 0, "office": 1}


def test_counted_stock_is_a_movement_and_tells_what_it_means(make_product: Make, published: Published) -> None:
    few, out = make_product(sku="FEW", stock=20), make_product(sku="OUT", stock=9)
    before = len(published())
    job = worked_off(file_of("FEW,3", "OUT,0", header="sku,stock"))
    assert (job.state, job.updated) == ("done", 2)
    assert (shelf(few), shelf(out)) == ((3, 0), (0, 0))
    assert dict(Product.objects.values_list("sku", "in_stock")) == {"FEW": True, "OUT": False}
    counted = StockMovement.objects.filter(reason="counted").order_by("product_id")
    assert list(counted.values_list("quantity", "on_hand_after", "by")) == [
        (-17, 3, UUID(user_id("admin"))),
        (-9, 0, UUID(user_id("admin"))),
    ]
    told = published()[before:]
    assert [event.subject for event in told] == ["stock.low.v1", "stock.low.v1", "products.imported.v1"]
    assert [one["units"] for one in told[-1].data["products"]] == [-17, -9]
    worked_off(file_of("OUT,1", header="sku,stock"))
    assert dict(Product.objects.values_list("sku", "in_stock")) == {"FEW": True, "OUT": True}
    assert_books_balance()


def test_one_bad_row_and_nothing_is_written() -> None:
    job = worked_off(file_of(CHAIR, "HOM-LMP-2,Desk lamp,Bends.,home,-1,EUR,0"))
    assert (job.state, job.error_count, job.rows, job.rows_written) == ("invalid", 1, 2, 0)
    assert mistakes(job) == [(3, "price", "invalid")]
    assert not Product.objects.exists()
    assert not folder.file_of(job.pk).exists()


def test_a_sku_stands_once_in_a_file() -> None:
    job = worked_off(file_of(CHAIR, LAMP, CHAIR))
    assert mistakes(job) == [(4, "sku", "repeated")]
    assert job.mistakes.get().detail == "HOM-CHR-1 is in row 2 already."


def test_a_vendor_lists_and_changes_what_is_the_vendors_own(make_product: Make) -> None:
    alice = principal("vendor", "alice")
    make_product(sku="MINE", by=alice)
    job = worked_off(file_of(CHAIR, "MINE,Oak chair,Oak.,home,1.00,EUR,1"), by=alice)
    assert (job.state, job.created, job.updated) == ("done", 1, 1)
    assert {product.vendor_id for product in Product.objects.all()} == {UUID(user_id("alice"))}


@pytest.mark.parametrize("seller", [principal("admin"), principal("vendor", "bob")])
def test_the_sku_of_another_seller_is_a_mistake_of_that_row(make_product: Make, seller: Any) -> None:
    make_product(sku="THEIRS", by=seller)
    before = everything()
    job = worked_off(file_of(CHAIR, "THEIRS,Mine now,,home,1.00,EUR,1"), by=principal("vendor", "alice"))
    assert (job.state, mistakes(job)) == ("invalid", [(3, "sku", "taken")])
    assert everything() == before


def test_vendors_of_an_organisation_manage_its_products(make_product: Make) -> None:
    org = str(UUID(int=7))
    make_product(sku="OURS", by=principal("vendor", "alice", org))
    job = worked_off(file_of("OURS,1.00", header="sku,price"), by=principal("vendor", "bob", org))
    assert (job.state, job.updated) == ("done", 1)


def test_what_is_off_sale_stays_off_sale(make_product: Make) -> None:
    gone = make_product(sku="GONE")
    product_delete(by=principal(), product_id=gone.pk, unchanged=lambda _: True)
    assert mistakes(worked_off(file_of("GONE,1.00", header="sku,price"))) == [(2, "sku", "off-sale")]


def test_a_promise_is_not_broken(make_product: Make) -> None:
    chair = make_product(sku="CHAIR", stock=10)
    hold((chair, 3))
    assert mistakes(worked_off(file_of("CHAIR,2", header="sku,stock"))) == [(2, "stock", "stock-below-reserved")]
    assert worked_off(file_of("CHAIR,3", header="sku,stock")).state == "done"
    assert shelf(chair) == (3, 3)
    assert not Product.objects.get().in_stock


def test_what_became_impossible_since_the_check_is_left_out_as_a_whole(make_product: Make) -> None:
    chair = make_product(sku="CHAIR", stock=10)
    job = worked_off(file_of("CHAIR,1.00,2", "LAMP,2.00,5", header="sku,price,stock"), dry_run=True)
    assert job.state == "invalid"  # LAMP is new
    make_product(sku="LAMP", stock=1)
    job = worked_off(file_of("CHAIR,1.00,2", "LAMP,2.00,5", header="sku,price,stock"), dry_run=True)
    assert (job.state, job.updated) == ("checked", 2)
    hold((chair, 3))
    applied(job)
    assert (job.state, job.updated, job.rows_written, mistakes(job)) == (
        "done",
        1,
        2,
        [(2, "stock", "stock-below-reserved")],
    )
    assert [one[4:] for one in facts()] == [(13900, "EUR", 1, 10), (200, "EUR", 2, 5)]
    assert_books_balance()


def test_a_category_that_is_gone_by_the_time_of_writing_is_a_mistake_of_its_rows(office: Category) -> None:
    job = worked_off(file_of(CHAIR, "O-1,Desk,,office,1.00,EUR,1"), dry_run=True)
    office.delete()
    applied(job)
    assert (job.state, job.created, mistakes(job)) == ("done", 1, [(3, "category", "unknown")])


def test_a_product_that_somebody_else_creates_meanwhile_is_changed_instead(
    make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = products_there
    answers: list[dict[str, There]] = [{}]

    def too_early(skus: Any) -> Any:
        """What was there before the other one was created, once."""
        return answers.pop() if answers else looked(skus)

    make_product(sku="HOM-CHR-1")
    job = queued(file_of(CHAIR))
    monkeypatch.setattr(writing, "products_there", too_early)
    jobs.work_off()
    job.refresh_from_db()
    assert (job.state, job.created, job.updated) == ("done", 0, 1)
    assert facts() == [("HOM-CHR-1", "Birch chair", "Solid birch.", "home", 14900, "EUR", 2, 4)]


def test_what_others_change_between_two_looks_is_not_written_over(
    make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lamp was as the file wants it, so nobody holds it: what is sold of it next must stay sold."""
    make_product(sku="CHAIR")
    lamp = make_product(sku="LAMP", stock=5)
    looks = count(1)

    def sold_meanwhile(skus: Any) -> Any:
        if next(looks) == 2:
            Stock.objects.filter(product=lamp).update(on_hand=4)
        return products_there(skus)

    monkeypatch.setattr(writing, "products_there", sold_meanwhile)
    job = worked_off(file_of("CHAIR,1.00,10", "LAMP,139.00,5", header="sku,price,stock"))
    assert (job.state, job.updated, job.unchanged) == ("done", 1, 1)
    assert list(lamp.movements.values_list("kind", "quantity")) == [("received", 5)]


def test_what_is_sold_between_two_looks_is_counted_from_where_it_stands(
    make_product: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draft was made of five; when it is written, there are three: ten of them are seven more, and not five."""
    chair = make_product(sku="CHAIR", stock=5)
    looks = count(1)

    def sold_after_the_first(skus: Any) -> Any:
        found = products_there(skus)
        if next(looks) == 1:
            Stock.objects.filter(product=chair).update(on_hand=3)
        return found

    monkeypatch.setattr(writing, "products_there", sold_after_the_first)
    job = worked_off(file_of("CHAIR,10", header="sku,stock"))
    assert (job.state, job.updated) == ("done", 1)
    assert list(chair.movements.values_list("kind", "quantity")) == [("received", 5), ("adjusted", 7)]
    assert shelf(chair) == (10, 0)


def test_what_does_not_differ_is_not_written(make_product: Make) -> None:
    """An index that holds none of what is written is left alone, and words that stay are not folded again."""
    chair = make_product(sku="CHAIR", price="2.00")
    Product.objects.filter(pk=chair.pk).update(search_words=" as they were")
    job = worked_off(file_of("CHAIR,3.00,Birch", header="sku,price,description"), dry_run=True)
    Product.objects.filter(pk=chair.pk).update(description="Birch")
    applied(job)
    chair.refresh_from_db()
    assert (chair.price_minor, chair.version, chair.search_words) == (300, 2, " as they were")
    worked_off(file_of("CHAIR,Oak", header="sku,description"))
    chair.refresh_from_db()
    assert (chair.price_minor, chair.version, chair.description) == (300, 3, "Oak")
    assert "oak" in chair.search_words.split()


@pytest.mark.parametrize("known", [False, True])
def test_every_character_arrives(make_product: Make, known: bool) -> None:  # noqa: FBT001 - a parameter of the test
    name, description = r"Chair \N {1,2}; 100 % \.", 'A \\, NULL or "ink",\ttabs,\nlines, größer 漢字 %s'
    if known:
        make_product(sku="ODD-1")
        make_product(sku="ODD-2")
    quoted = description.replace('"', '""')
    job = worked_off(file_of(*(f'ODD-{n},"{name}","{quoted}",home,1.00,EUR,1' for n in (1, 2))))
    assert (job.state, job.created + job.updated, job.error_count) == ("done", 2, 0)
    assert list(Product.objects.values_list("name", "description")) == [(name, description)] * 2


def test_who_applies_a_dry_run_manages_what_he_manages_now(make_product: Make) -> None:
    make_product(sku="CHAIR")
    job = worked_off(file_of("CHAIR,1.00", header="sku,price"), by=principal("admin", "turncoat"), dry_run=True)
    assert job.state == "checked"
    import_apply(by=principal("vendor", "turncoat"), import_id=job.pk)
    jobs.work_off()
    job.refresh_from_db()
    assert (job.state, job.updated, mistakes(job)) == ("done", 0, [(2, "sku", "taken")])
    assert Product.objects.get().price_minor == 13900


def test_what_the_house_applies_stays_the_vendors_import(make_product: Make) -> None:
    vendor = principal("vendor", "vendor")
    make_product(sku="CHAIR", by=vendor)
    job = worked_off(file_of("CHAIR,1.00", header="sku,price"), by=vendor, dry_run=True)
    applied(job)
    assert (job.state, job.updated, job.reach) == ("done", 1, "own")


def test_pictures_are_those_of_the_shop(make_product: Make) -> None:
    make_product(sku="A")
    header = "sku,picture,alt"
    assert worked_off(file_of("A,/media/products/1fa91.webp,A chair", header=header)).updated == 1
    assert worked_off(file_of("A,,A chair", header=header)).unchanged == 1
    assert Product.objects.values_list("picture", "picture_alt", "version").get() == ("1fa91", "A chair", 2)
    assert worked_off(file_of("A,/media/products/1f4bb.webp", header="sku,picture")).updated == 1
    assert Product.objects.values_list("picture", "picture_alt").get() == ("1f4bb", "")
    wrong = worked_off(file_of("A,/media/products/ffff.webp,", "A,https://example.com/x.png,", header=header))
    assert mistakes(wrong)[0] == (2, "picture", "unknown")


def test_a_new_currency_needs_a_new_price(make_product: Make) -> None:
    make_product(sku="A")
    assert mistakes(worked_off(file_of("A,JPY", header="sku,currency"))) == [(2, "price", "required")]
    assert mistakes(worked_off(file_of("A,1.005", header="sku,price"))) == [(2, "price", "invalid")]
    assert worked_off(file_of("A,JPY,500", header="sku,currency,price")).updated == 1
    assert Product.objects.get().price.decimal() == "500"


def test_the_columns_may_come_in_any_order_and_case() -> None:
    job = worked_off(
        file_of(
            "4;home;EUR;149,;HOM-CHR-1;Birch chair;".replace("149,", "149.00"),
            header="STOCK;category;Currency;price; sku ;name;description",
        )
    )
    assert (job.state, facts()[0][:2]) == ("done", ("HOM-CHR-1", "Birch chair"))


def test_the_header_alone_is_no_import() -> None:
    assert mistakes(worked_off(file_of(header=HEADER))) == [(1, "", "empty")]
