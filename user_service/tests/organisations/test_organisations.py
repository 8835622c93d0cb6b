"""Organisations: administrators make them, staff see all of them, a vendor the one they sell for."""

from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_DNS, uuid4, uuid5

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts import seeds
from user_service.accounts.models import User
from user_service.organisations.models import Organisation

pytestmark = pytest.mark.django_db

URL = "/api/admin/organisations/"
SignedIn = Callable[..., APIClient]


@pytest.fixture
def admin(signed_in: SignedIn) -> APIClient:
    return signed_in("root", role="admin")


@pytest.fixture
def fjord() -> Organisation:
    return Organisation.objects.create(name="Fjord Audio")


def one(organisation: Organisation) -> str:
    return f"{URL}{organisation.pk}/"


def test_an_administrator_makes_one(admin: APIClient, published: Callable[[], list[Any]]) -> None:
    answer = admin.post(URL, {"name": "Fjord Audio"})
    assert answer.status_code == 201, answer.content
    made = Organisation.objects.get()
    assert answer["Location"] == one(made)
    assert (answer.json()["id"], answer.json()["name"], answer.json()["members"]) == (str(made.pk), "Fjord Audio", 0)
    assert [(e.subject, e.aggregate_id) for e in published() if e.aggregate == "organisation"] == [
        ("organisation.created.v1", str(made.pk))
    ]


def test_renaming_tells_the_mesh_once(
    admin: APIClient, fjord: Organisation, published: Callable[[], list[Any]]
) -> None:
    for _ in range(2):
        assert admin.patch(one(fjord), {"name": "Fjord Sound"}).json()["name"] == "Fjord Sound"
    assert [e.type for e in published() if e.aggregate == "organisation"] == ["organisation.renamed"]


@pytest.mark.parametrize("name", ["FJORD AUDIO", "fjord audio"])
def test_a_name_is_one_organisation_s_in_any_case(admin: APIClient, fjord: Organisation, name: str) -> None:
    other = Organisation.objects.create(name="Other")
    assert_problem(admin.post(URL, {"name": name}), 409, "organisation-name-taken")
    assert_problem(admin.patch(one(other), {"name": name}), 409, "organisation-name-taken")
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Fjord Audio", "Other"}


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": 7}, {"name": "x" * 101}, {"name": "a\u202eb"}, {"name": "x", "id": "1"}]
)
def test_what_is_no_name_makes_nothing(admin: APIClient, body: dict[str, Any]) -> None:
    assert admin.post(URL, body).status_code == 400
    assert not Organisation.objects.exists()


def test_one_with_members_is_not_deleted(admin: APIClient, fjord: Organisation, make_user: Any) -> None:
    make_user("vera", role="vendor", organisation=fjord)
    assert_problem(admin.delete(one(fjord)), 409, "invalid-state")
    User.objects.filter(username="vera").update(organisation=None)
    assert admin.delete(one(fjord)).status_code == 204
    assert not Organisation.objects.exists()
    assert_problem(admin.delete(one(fjord)), 404, "not-found")


def test_a_vendor_sees_their_own_alone(signed_in: SignedIn, fjord: Organisation) -> None:
    other = Organisation.objects.create(name="Other")
    vendor = signed_in("vera", role="vendor", organisation=fjord)
    assert [row["name"] for row in vendor.get(URL).json()["results"]] == ["Fjord Audio"]
    assert vendor.get(one(fjord)).json()["members"] == 1
    assert_problem(vendor.get(one(other)), 404, "not-found")


def test_staff_see_all_and_change_none(signed_in: SignedIn, fjord: Organisation) -> None:
    staff = signed_in("sami", role="staff")
    assert staff.get(URL).json()["count"] == 1
    assert_problem(staff.post(URL, {"name": "New"}), 403, "forbidden")
    assert_problem(staff.patch(one(fjord), {"name": "New"}), 403, "forbidden")
    assert_problem(staff.delete(one(fjord)), 403, "forbidden")
    assert Organisation.objects.get().name == "Fjord Audio"


@pytest.mark.parametrize("role", ["customer", "viewer"])
def test_others_see_none(signed_in: SignedIn, fjord: Organisation, role: str) -> None:
    client = signed_in("someone", role=role)
    for path in (URL, one(fjord)):
        assert_problem(client.get(path), 403, "forbidden")


def test_a_visitor_signs_in_first(api: APIClient, fjord: Organisation) -> None:
    for method in ("get", "post"):
        assert_problem(getattr(api, method)(URL), 401, "unauthenticated")
    for method in ("get", "patch", "delete"):
        assert_problem(getattr(api, method)(one(fjord)), 401, "unauthenticated")
    assert Organisation.objects.exists()


def test_one_that_is_not_there(admin: APIClient) -> None:
    for method in ("get", "delete"):
        assert_problem(getattr(admin, method)(f"{URL}{uuid4()}/"), 404, "not-found")
    assert_problem(admin.patch(f"{URL}{uuid4()}/", {"name": "x"}), 404, "not-found")


def test_a_list_costs_three_queries(
    admin: APIClient, fjord: Organisation, django_assert_num_queries: Callable[[int], Any]
) -> None:
    Organisation.objects.bulk_create(Organisation(name=f"Seller {n}") for n in range(5))
    with django_assert_num_queries(3):  # is the session alive, how many are there, and these
        admin.get(URL)


def test_the_demo_vendor_sells_for_nordlys_and_every_demo_address_is_confirmed() -> None:
    seeds.seed()
    [nordlys] = Organisation.objects.all()
    assert (nordlys.pk, nordlys.name) == (uuid5(NAMESPACE_DNS, "nordlys.shopmesh.example"), "Nordlys Electronics")
    assert list(User.objects.filter(organisation=nordlys).values_list("username", flat=True)) == ["vendor"]
    assert not User.objects.filter(email_verified_at__isnull=True).exists()
