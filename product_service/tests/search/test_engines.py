"""What every engine has to do, the embedded ones and the external one alike."""

from __future__ import annotations

from uuid import UUID

import pytest

from product_service.catalog.domain.ownership import Manager
from product_service.catalog.models import Category, Product
from product_service.search.ports import Filters
from product_service.search.services import products_changed
from product_service.tests.search.conftest import Shop
from product_service.tests.support import Make
from servicekit.money import Money

VENDOR, COMPANY = UUID(int=7), UUID(int=8)


@pytest.fixture
def listed(make_product: Make) -> dict[int, str]:
    """By id, what each is called here."""
    Category.objects.create(slug="photo-video", name="Photo & video", tint="#ECEDF2", position=2)
    kitchen = Category.objects.create(
        slug="kitchen", name="Kitchen", tint="#ECEDF2", parent_id="home", path="home/kitchen/", depth=1
    )
    made = {
        "chair": make_product(name="Alder chair", price="139.00"),
        "teapot": make_product(name="Cherry teapot", price="42.00", description="Goes with the chair.", sku="TEA-12"),
        "projector": make_product(name="Matinée projector", price="529.00", category="photo-video", stock=0),
        "bulb": make_product(name="Glow bulb", price="14.90"),
        "kettle": make_product(name="Steel kettle", price="14.91", category=kitchen.slug),
    }
    Product.objects.filter(pk=made["teapot"].pk).update(units_sold=9, rating=450, rating_count=2, vendor_id=VENDOR)
    Product.objects.filter(pk=made["bulb"].pk).update(rating=399, rating_count=1, organisation_id=COMPANY)
    products_changed([product.pk for product in made.values()])
    return {product.pk: name for name, product in made.items()}


@pytest.fixture(autouse=True)
def home(db: None) -> None:
    Category.objects.create(slug="home", name="Home & kitchen", tint="#FBE9DC", position=5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("chair", ["chair", "teapot"]),  # in the name beats best selling
        ("CHÁIR", ["chair", "teapot"]),
        ("chai alde", ["chair"]),
        ("matinee", ["projector"]),
        ("photo", ["projector"]),
        ("tea-12", ["teapot"]),
        ("cherry teapot", ["teapot"]),
        ("teapot cherry", ["teapot"]),
        ("hair", []),
        ("chair sofa", []),
        ("chair chair chair", ["chair", "teapot"]),
    ],
)
def test_all_words_or_their_beginnings_anywhere(
    shop: Shop, listed: dict[int, str], text: str, found: list[str]
) -> None:
    answer = shop.find(text)
    assert [listed[one] for one in answer.ids] == found
    assert (answer.count, answer.count_relation, answer.corrected) == (len(found), "exact", None)


@pytest.mark.parametrize(
    ("text", "corrected", "found"),
    [
        ("chiar", "chair", ["chair", "teapot"]),  # two letters swapped
        ("taepot", "teapot", ["teapot"]),
        ("prjector", "projector", ["projector"]),  # one missing
        ("projectorr", "projector", ["projector"]),  # one too many
        ("porjectir", "projector", ["projector"]),  # two slips in a long word
        ("Chérri teapot", "cherry teapot", ["teapot"]),
        ("blub", "bulb", ["bulb"]),
    ],
)
def test_a_word_that_no_product_has_is_corrected(
    shop: Shop, listed: dict[int, str], text: str, corrected: str, found: list[str]
) -> None:
    answer = shop.find(text)
    assert ([listed[one] for one in answer.ids], answer.corrected) == (found, corrected)


@pytest.mark.parametrize("text", ["bux", "xyzzy", "teapotteapot", "pr0j3ct0r", "chiar xyzzy"])
def test_what_resembles_nothing_is_not_made_into_something(shop: Shop, listed: dict[int, str], text: str) -> None:
    answer = shop.find(text)
    assert (answer.ids, answer.count, answer.corrected) == ([], 0, None)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(category="home"), {"chair", "teapot", "bulb", "kettle"}),  # with what is below it
        (Filters(category="kitchen"), {"kettle"}),
        (Filters(category="nowhere"), set()),
        (Filters(in_stock=True), {"chair", "teapot", "bulb", "kettle"}),
        (Filters(in_stock=False), {"projector"}),
        (Filters(min_price=Money(4200, "EUR")), {"teapot", "chair", "projector"}),
        (Filters(max_price=Money(1490, "EUR")), {"bulb"}),
        (Filters(min_price=Money(1491, "EUR"), max_price=Money(4200, "EUR")), {"kettle", "teapot"}),
        (Filters(max_price=Money(9900, "USD")), set()),
        (Filters(max_price=Money(0, "EUR")), set()),
        (Filters(min_rating=4), {"teapot"}),
        (Filters(min_rating=3), {"teapot", "bulb"}),
        (Filters(vendor=VENDOR), {"teapot"}),
        (Filters(vendor=COMPANY), {"bulb"}),
        (Filters(vendor=UUID(int=9)), set()),
        (Filters(managed_by=Manager(str(VENDOR), "own")), {"teapot"}),
        (Filters(managed_by=Manager(str(VENDOR), "own", str(COMPANY))), {"bulb"}),
        (Filters(managed_by=Manager(str(VENDOR), "all")), {"chair", "teapot", "projector", "bulb", "kettle"}),
        (Filters(managed_by=Manager(str(VENDOR), "none")), set()),
        (Filters(category="home", in_stock=True, min_rating=4, max_price=Money(5000, "EUR")), {"teapot"}),
    ],
)
def test_filters_hold_together_with_text(shop: Shop, listed: dict[int, str], filters: Filters, found: set[str]) -> None:
    answer = shop.find("sku", filters)  # in every SKU but the teapot's
    assert {listed[one] for one in answer.ids} == found - {"teapot"}
    assert {listed[one] for one in shop.find("teapot", filters).ids} == found & {"teapot"}


@pytest.mark.parametrize(
    ("ordering", "found"),
    [
        ("price", ["bulb", "kettle", "chair", "projector"]),
        ("-price", ["projector", "chair", "kettle", "bulb"]),
        ("name", ["chair", "bulb", "projector", "kettle"]),
        ("newest", ["kettle", "bulb", "projector", "chair"]),
    ],
)
def test_matches_in_another_order(shop: Shop, listed: dict[int, str], ordering: str, found: list[str]) -> None:
    assert [listed[one] for one in shop.find("sku", ordering=ordering).ids] == found  # type: ignore[arg-type] # of the table above
    assert [listed[one] for one in shop.find("sku", ordering=ordering, offset=1, limit=2).ids] == found[1:3]  # type: ignore[arg-type] # as above


def test_pages_are_cut_out_of_one_order(shop: Shop, make_product: Make) -> None:
    products = [make_product(name=f"Cup {'large ' * (number % 3)}blue") for number in range(12)]
    whole = shop.find("cup blue", limit=12)
    pages = [shop.find("cup blue", offset=offset, limit=5) for offset in (0, 5, 10, 15)]
    assert sorted(whole.ids) == [product.pk for product in products]
    assert [one for page in pages for one in page.ids] == whole.ids
    assert {page.count for page in pages} == {12}


def test_what_changes_is_found_by_what_it_is_now(shop: Shop, make_product: Make) -> None:
    lamp = make_product(name="Reading lamp")
    assert shop.find("reading").ids == [lamp.pk]
    Product.objects.filter(pk=lamp.pk).update(name="Floor lamp", name_words=" floor lamp", search_words=" floor lamp")
    products_changed([lamp.pk])
    assert (shop.find("reading").ids, shop.find("floor").ids) == ([], [lamp.pk])
    Product.objects.filter(pk=lamp.pk).update(active=False)
    products_changed([lamp.pk])
    assert shop.find("floor").ids == []
    Product.objects.filter(pk=lamp.pk).update(active=True)
    products_changed([lamp.pk])
    assert shop.find("floor").ids == [lamp.pk]


ABUSE = [
    "", "   ", "%", "_", "\\", "'", '"', "' OR 1=1 --", "*", "a*", "NOT", "AND OR NOT", "NEAR(a b)", "name:chair",
    '"unbalanced', "chair AND", "(chair", "^chair", "-chair", "{lexemes} : x", "a & b", "!a", "a <-> b", "a:*", "a:A",
    "'a' | 'b'", "\x00", "a\x00b", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "😀", "ß", "İ",
    "ﬁ", "Ⅷ", "٣", "中文", "หนังสือ", "हिन्दी", "\u202echair", "x" * 10_240, "word " * 5000, "=s1", ".chair", "7chair",
    "=chome", "chair;DROP TABLE search_document", "a" * 41, "../../etc", "{}", "[]", "null", "1e400", "𝕔𝕙𝕒𝕚𝕣",
]  # fmt: skip


def test_whatever_is_typed_is_answered(shop: Shop, listed: dict[int, str]) -> None:
    """In one test: what is in the index does not change."""
    shop.settle()
    shop.settle = lambda: None  # type: ignore[method-assign] # nothing waits any more
    for text in ABUSE:
        assert {listed[one] for one in shop.find(text).ids} <= set(listed.values()), text
        shop.suggest(text)
    assert [listed[one] for one in shop.find("𝕔𝕙𝕒𝕚𝕣").ids] == ["chair", "teapot"]
    for text in ("=s1", "=chome", "' OR 1=1 --", "NOT", "%"):
        assert shop.find(text).ids == [], text
    assert shop.find("7chair").corrected == "chair"  # and not what stands on the seventh level


@pytest.mark.parametrize(
    "category", ['x" OR "chair', "x')|('0chair", 'x") OR (".chair', "a'b", 'a"b', "ch air", "x\\", "="]
)
def test_a_category_of_any_name_is_a_name_and_no_language(shop: Shop, listed: dict[int, str], category: str) -> None:
    assert shop.find("chair", Filters(category=category)).ids == []
