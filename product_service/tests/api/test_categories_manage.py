"""POST, PUT, PATCH and DELETE of a category: who may, on what they saw, and where everything stands afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from product_service.catalog.counts import counts_fold
from product_service.catalog.models import Category
from product_service.catalog.services import product_delete
from product_service.tests.support import Make, principal
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published

AsRole = Callable[..., APIClient]
pytestmark = pytest.mark.django_db
HOME = "/api/categories/home/"
CALLS: list[tuple[str, str, dict[str, Any] | None]] = [
    ("post", "/api/categories/", {"slug": "lamps", "name": "Lamps", "tint": "#FFFFFF"}),
    ("put", HOME, {"name": "House", "tint": "#FFFFFF"}),
    ("patch", HOME, {"name": "House"}),
    ("delete", HOME, None),
]


@pytest.fixture
def admin(as_role: AsRole, home: Category) -> APIClient:
    return as_role("admin")


@pytest.fixture
def make(admin: APIClient) -> Callable[..., Any]:
    """`make("lamps", parent="home")` through the API."""

    def made(slug: str, **given: Any) -> Any:
        body = {"slug": slug, "name": slug.title(), "tint": "#FFFFFF", **given}
        return admin.post("/api/categories/", body)

    return made


def places() -> dict[str, tuple[str | None, str, int]]:
    return {row.slug: (row.parent_id, row.path, row.depth) for row in Category.objects.all()}


REFUSED = {"": (401, "unauthenticated"), **dict.fromkeys(("customer", "viewer", "vendor"), (403, "forbidden"))}


@pytest.mark.parametrize("role", REFUSED)
@pytest.mark.parametrize(("method", "path", "given"), CALLS)
def test_only_the_house_keeps_the_tree(
    as_role: AsRole, api: APIClient, home: Category, method: str, path: str, given: Any, role: str
) -> None:
    client = as_role(role) if role else api
    assert_problem(getattr(client, method)(path, given, HTTP_IF_MATCH="*"), *REFUSED[role])
    assert list(Category.objects.values_list("slug", "name", "version")) == [(home.slug, "Home & kitchen", 1)]


def test_a_category_is_made_below_another(make: Callable[..., Any], published: Published) -> None:
    answer = make("lamps", parent="home")
    assert (answer.status_code, answer["Location"]) == (201, "/api/categories/lamps/")
    assert answer.json() == {
        "slug": "lamps",
        "name": "Lamps",
        "tint": "#FFFFFF",
        "parent": "home",
        "position": 1,
        "depth": 1,
        "path": ["home", "lamps"],
        "product_count": 0,
    }
    assert make("beds", parent="home").json()["position"] == 2
    told = next(one.data for one in published() if one.type == "category.created")
    assert told == {
        "slug": "lamps", "name": "Lamps", "parent": "home", "path": "home/lamps/", "position": 1, "version": 1
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "status", "problem", "pointer"),
    [
        ({"slug": "home"}, 409, "conflict", "/slug"),
        ({"name": "Home & kitchen"}, 409, "conflict", "/name"),
        ({"parent": "nowhere"}, 400, "validation-error", "/parent"),
        ({"slug": "Lamps"}, 400, "validation-error", "/slug"),
        ({"slug": "a--b"}, 400, "validation-error", "/slug"),
        ({"slug": "a/b"}, 400, "validation-error", "/slug"),
        ({"tint": "red"}, 400, "validation-error", "/tint"),
        ({"name": "\u202egnp"}, 400, "validation-error", "/name"),
        ({"position": -1}, 400, "validation-error", "/position"),
        ({"position": True}, 400, "validation-error", "/position"),
        ({"path": "x/"}, 400, "unknown-field", "/path"),
    ],
)
def test_what_cannot_be_is_refused(
    make: Callable[..., Any], given: dict[str, Any], status: int, problem: str, pointer: str
) -> None:
    answer = make(**{"slug": "lamps", **given})
    assert assert_problem(answer, status, problem)["errors"][0]["pointer"] == pointer
    assert Category.objects.count() == 1


def test_five_levels_and_no_more(make: Callable[..., Any], admin: APIClient) -> None:
    for slug, parent in (("l1", "home"), ("l2", "l1"), ("l3", "l2"), ("l4", "l3")):
        assert make(slug, parent=parent).status_code == 201
    assert assert_problem(make("l5", parent="l4"), 400, "validation-error")["errors"][0]["code"] == "too-deep"
    make("attic")
    make("boxes", parent="attic")
    answer = admin.patch("/api/categories/attic/", {"parent": "l3"}, HTTP_IF_MATCH="*")
    assert assert_problem(answer, 400, "validation-error")["errors"][0]["code"] == "too-deep"
    assert places()["boxes"] == ("attic", "attic/boxes/", 1)


def test_a_move_takes_along_what_is_below(make: Callable[..., Any], admin: APIClient, make_product: Make) -> None:
    for slug, parent in (("lamps", "home"), ("desk", "lamps"), ("garden", None)):
        make(slug, parent=parent)
    make_product(category="desk")
    seen = admin.get("/api/categories/desk/")["ETag"]
    answer = admin.patch("/api/categories/lamps/", {"parent": "garden"}, HTTP_IF_MATCH="*")
    assert (answer.status_code, answer.json()["path"]) == (200, ["garden", "lamps"])
    assert places() == {
        "home": (None, "home/", 0),
        "garden": (None, "garden/", 0),
        "lamps": ("garden", "garden/lamps/", 1),
        "desk": ("lamps", "garden/lamps/desk/", 2),
    }
    counts = {row["slug"]: row["product_count"] for row in admin.get("/api/categories/").json()}
    assert counts == {"home": 0, "garden": 1, "lamps": 1, "desk": 1}
    # It stands elsewhere now, so whoever saw it before has to look again.
    answer = admin.patch("/api/categories/desk/", {"name": "Desks"}, HTTP_IF_MATCH=seen)
    assert_problem(answer, 412, "precondition-failed")


def test_to_the_top_and_back(make: Callable[..., Any], admin: APIClient) -> None:
    make("lamps", parent="home")
    assert admin.patch("/api/categories/lamps/", {"parent": None}, HTTP_IF_MATCH="*").json()["depth"] == 0
    put = {"name": "Light", "tint": "#000000", "parent": "home"}
    assert admin.put("/api/categories/lamps/", put, HTTP_IF_MATCH="*").json()["path"] == ["home", "lamps"]
    del put["parent"]
    assert admin.put("/api/categories/lamps/", put, HTTP_IF_MATCH="*").json()["parent"] is None


@pytest.mark.parametrize("parent", ["home", "lamps", "desk"])
def test_nothing_stands_below_itself(make: Callable[..., Any], admin: APIClient, parent: str) -> None:
    make("lamps", parent="home")
    make("desk", parent="lamps")
    before = places()
    answer = admin.patch(HOME, {"parent": parent}, HTTP_IF_MATCH="*")
    assert assert_problem(answer, 400, "validation-error")["errors"][0]["code"] == "circle"
    assert places() == before


def test_a_change_says_what_was_seen(admin: APIClient, make_product: Make, published: Published) -> None:
    assert_problem(admin.patch(HOME, {"name": "House"}), 428, "precondition-required")
    assert_problem(admin.patch(HOME, {"name": "House"}, HTTP_IF_MATCH='"9-000000000000"'), 412, "precondition-failed")
    seen = admin.get(HOME)["ETag"]
    make_product()  # another product in it stands in nobody's way
    assert admin.patch(HOME, {"name": "House"}, HTTP_IF_MATCH=seen).status_code == 200
    assert_problem(admin.patch(HOME, {"name": "Flat"}, HTTP_IF_MATCH=seen), 412, "precondition-failed")
    assert Category.objects.get().name == "House"
    told = next(one.data for one in published() if one.type == "category.updated")
    assert (told["name"], told["version"], told["changed"]) == ("House", 2, ["name"])


def test_a_copy_that_is_good_is_not_sent_again(admin: APIClient, api: APIClient, make_product: Make) -> None:
    tag = api.get(HOME)["ETag"]
    assert api.get(HOME, HTTP_IF_NONE_MATCH=tag).status_code == 304
    make_product()
    assert api.get(HOME, HTTP_IF_NONE_MATCH=tag).json()["product_count"] == 1


def test_only_an_empty_category_goes(
    make: Callable[..., Any], admin: APIClient, make_product: Make, published: Published
) -> None:
    make("lamps", parent="home")
    assert_problem(admin.delete(HOME, HTTP_IF_MATCH="*"), 409, "category-not-empty")
    product = make_product(category="lamps")
    assert_problem(admin.delete("/api/categories/lamps/", HTTP_IF_MATCH="*"), 409, "category-not-empty")
    product_delete(by=principal(), product_id=product.pk, unchanged=lambda _: True)
    assert_problem(admin.delete("/api/categories/lamps/", HTTP_IF_MATCH="*"), 409, "category-not-empty")
    make("beds")
    assert_problem(admin.delete("/api/categories/beds/"), 428, "precondition-required")
    assert admin.delete("/api/categories/beds/", HTTP_IF_MATCH="*").status_code == 204
    assert set(places()) == {"home", "lamps"}
    assert next(one.data for one in published() if one.type == "category.deleted")["slug"] == "beds"
    counts_fold()
    assert_problem(admin.get("/api/categories/beds/"), 404, "not-found")


def test_what_is_done_is_audited(make: Callable[..., Any], admin: APIClient, recorded: Callable[[], list[Any]]) -> None:
    make("lamps")
    admin.patch("/api/categories/lamps/", {"name": "Light"}, HTTP_IF_MATCH="*")
    admin.delete("/api/categories/lamps/", HTTP_IF_MATCH="*")
    told = [(one.data["action"], one.data["resource_id"]) for one in recorded()]
    assert told == [("category.created", "lamps"), ("category.changed", "lamps"), ("category.deleted", "lamps")]
