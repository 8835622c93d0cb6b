"""GET /api/users/passkeys/ and PATCH, DELETE /api/users/passkeys/{id}/."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.ids import uuid7
from servicekit.testing.api import assert_problem
from servicekit.testing.clock import HeldClock
from user_service.accounts.models import User
from user_service.mfa.models import BackupCode
from user_service.passkeys.models import Passkey
from user_service.sessions.domain.proof import BY_PASSWORD
from user_service.tests.authenticator import Authenticator

pytestmark = pytest.mark.django_db

LIST = "/api/users/passkeys/"
Go = Callable[..., Any]


def one(passkey: Passkey) -> str:
    return f"{LIST}{passkey.pk}/"


def test_the_list_is_ones_own_in_the_order_of_adding(
    ada: User, adas: Passkey, make_user: Go, add: Go, sign_in: Go, django_assert_num_queries: Any
) -> None:
    add(make_user("bob"), Authenticator())
    laptop = add(ada, Authenticator(), "Laptop")
    client = sign_in(ada)
    with django_assert_num_queries(2):  # whether the session has ended, and the list
        body = client.get(LIST).json()
    assert body["count"] == 2
    assert [entry["id"] for entry in body["results"]] == [str(adas.pk), str(laptop.pk)]
    assert body["results"][1].keys() == {"id", "name", "created_at", "last_used_at", "backed_up", "transports"}
    assert_problem(client.get(f"{LIST}?search=x"), 400, "unknown-parameter")


def test_a_passkey_is_renamed(ada: User, adas: Passkey, sign_in: Go) -> None:
    answer = sign_in(ada, BY_PASSWORD).patch(one(adas), {"name": "Fairphone"})
    assert answer.status_code == 200
    assert answer.json()["name"] == "Fairphone"
    adas.refresh_from_db()
    assert adas.name == "Fairphone"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": None},
        {"name": 5},
        {"name": ["x"]},
        {"name": "x" * 65},
        {"name": "x", "sign_count": 0},
    ],
)
def test_a_bad_name_changes_nothing(ada: User, adas: Passkey, sign_in: Go, body: dict[str, Any]) -> None:
    answer = sign_in(ada).patch(one(adas), body)
    assert_problem(answer, 400, "unknown-field" if "sign_count" in body else "validation-error")
    adas.refresh_from_db()
    assert adas.name == "Phone"


def test_a_passkey_is_removed(ada: User, adas: Passkey, sign_in: Go) -> None:
    client = sign_in(ada)
    assert client.delete(one(adas)).status_code == 204
    assert not Passkey.objects.exists()
    assert_problem(client.delete(one(adas)), 404, "not-found")


def test_codes_on_paper_go_with_the_last_factor_they_stood_in_for(
    ada: User, adas: Passkey, sign_in: Go, make_user: Go
) -> None:
    """Or they would be good again with the next factor, printed who knows when."""
    for user in (ada, make_user("grace")):
        BackupCode.objects.create(user=user, salt="00", digest="a digest")
    assert sign_in(ada).delete(one(adas)).status_code == 204
    assert [code.user.username for code in BackupCode.objects.all()] == ["grace"]


def test_removing_needs_the_second_factor_shown_just_now(
    ada: User, adas: Passkey, sign_in: Go, held_clock: HeldClock
) -> None:
    assert_problem(sign_in(ada, BY_PASSWORD).delete(one(adas)), 401, "insufficient-user-authentication")
    client = sign_in(ada)
    held_clock.advance(minutes=5, seconds=1)
    assert_problem(client.delete(one(adas)), 401, "insufficient-user-authentication")
    assert Passkey.objects.get() == adas


def test_what_belongs_to_others_does_not_exist(adas: Passkey, make_user: Go, sign_in: Go) -> None:
    client = sign_in(make_user("bob", role="admin"))
    for path in (one(adas), f"{LIST}{uuid7()}/"):
        assert_problem(client.patch(path, {"name": "Mine"}), 404, "not-found")
        assert_problem(client.delete(path), 404, "not-found")
    adas.refresh_from_db()
    assert adas.name == "Phone"


def test_nobody_in_particular_sees_and_changes_nothing(api: APIClient, adas: Passkey) -> None:
    for answer in (api.get(LIST), api.patch(one(adas), {"name": "Mine"}), api.delete(one(adas))):
        assert_problem(answer, 401, "unauthenticated")
    adas.refresh_from_db()
    assert adas.name == "Phone"


def test_an_id_that_is_none_is_not_found(ada: User, sign_in: Go) -> None:
    assert_problem(sign_in(ada).delete(f"{LIST}../x/"), 404, "not-found")
    assert_problem(sign_in(ada).delete(f"{LIST}1/"), 404, "not-found")
