import json
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User

pytestmark = pytest.mark.django_db

URL = "/api/users/me/"


@pytest.fixture
def me(ada: User, log_in: Callable[..., dict[str, Any]], bearer: Callable[[str], APIClient]) -> APIClient:
    return bearer(log_in("ada")["access"])


def test_i_see_myself(me: APIClient, ada: User) -> None:
    assert me.get(URL).json() == {
        "id": str(ada.pk),
        "username": "ada",
        "email": "ada@example.com",
        "email_verified": False,
        "pending_email": None,
        "first_name": "Ada",
        "last_name": "Lovelace",
        "phone": "",
        "address": "",
        "bio": "",
        "avatar_url": None,
        "role": "customer",
        "organisation": None,
        "second_factor": False,
        "created_at": ada.created_at.isoformat().replace("+00:00", "Z"),
    }


def test_seeing_myself_costs_four_queries(me: APIClient, django_assert_num_queries: Callable[[int], Any]) -> None:
    with django_assert_num_queries(4):  # is the session alive, who am I, is an address waiting, is there a factor
        me.get(URL)


def test_the_profile_changes_field_by_field(me: APIClient, ada: User) -> None:
    answer = me.patch(URL, {"phone": "+44 (0)20 7946-0000", "address": "12 St James's Square\nLondon", "bio": ""})
    assert answer.status_code == 200
    assert answer.json()["address"] == "12 St James's Square\nLondon"
    ada.refresh_from_db()
    assert (ada.phone, ada.first_name) == ("+44 (0)20 7946-0000", "Ada")


def test_an_empty_change_changes_nothing(me: APIClient, ada: User) -> None:
    assert me.patch(URL, {}).status_code == 200
    ada.refresh_from_db()
    assert ada.first_name == "Ada"


@pytest.mark.parametrize(
    "field",
    [
        "role",
        "is_staff",
        "is_active",
        "email_verified",
        "email_verified_at",
        "pending_email",
        "username",
        "id",
        "password",
        "created_at",
    ],
)
def test_nobody_promotes_themselves(me: APIClient, ada: User, field: str) -> None:
    before = User.objects.values().get()
    problem = assert_problem(me.patch(URL, {field: "admin", "bio": "x"}), 400, "unknown-field")
    assert problem["errors"] == [
        {"pointer": f"/{field}", "code": "unknown-field", "detail": "This field is not known here."}
    ]
    assert User.objects.values().get() == before


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"phone": "call me"}, "/phone"),
        ({"phone": "1" * 33}, "/phone"),
        ({"phone": 442079460000}, "/phone"),
        ({"bio": "x" * 1001}, "/bio"),
        ({"bio": "\ud800"}, "/bio"),
        ({"bio": None}, "/bio"),
        ({"first_name": "A\u202eda"}, "/first_name"),
        ({"last_name": "Love\nlace"}, "/last_name"),
    ],
)
def test_what_is_not_acceptable_is_named_and_changes_nothing(
    me: APIClient, change: dict[str, Any], pointer: str
) -> None:
    before = User.objects.values().get()
    answer = me.patch(URL, json.dumps(change), content_type="application/json")
    problem = assert_problem(answer, 400, "validation-error")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert User.objects.values().get() == before


@pytest.mark.parametrize("method", ["get", "patch"])
def test_a_visitor_signs_in_first(api: APIClient, method: str) -> None:
    answer = getattr(api, method)(URL)
    assert_problem(answer, 401, "unauthenticated")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_in_the_query_string_is_not_read(api: APIClient, ada: User, log_in: Callable[..., Any]) -> None:
    assert_problem(api.get(f"{URL}?access_token={log_in()['access']}"), 401, "unauthenticated")


def test_a_disabled_user_is_out_at_once(me: APIClient, ada: User) -> None:
    User.objects.update(is_active=False)
    assert_problem(me.get(URL), 401, "token-revoked")


def test_a_deleted_user_is_out_at_once(me: APIClient, ada: User) -> None:
    ada.delete()
    assert_problem(me.get(URL), 401, "token-revoked")


@pytest.mark.parametrize("method", ["post", "put"])
def test_other_methods_are_not_offered(me: APIClient, method: str) -> None:
    assert_problem(getattr(me, method)(URL, {}), 405, "method-not-allowed")
