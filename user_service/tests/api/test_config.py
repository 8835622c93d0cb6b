import json
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.audit.models import AuditEntry
from user_service.configuration.domain.definitions import DEFINITIONS
from user_service.configuration.models import Configuration
from user_service.configuration.values import value

pytestmark = pytest.mark.django_db

URL = "/api/admin/config/"
DEFAULTS = {
    name: list(one.default) if isinstance(one.default, tuple) else one.default for name, one in DEFINITIONS.items()
}


@pytest.fixture
def ann(signed_in: Callable[..., APIClient]) -> APIClient:
    return signed_in("ann", role="admin")


def put(client: APIClient, changes: dict[str, Any], tag: str = "*") -> Any:
    return client.put(URL, DEFAULTS | changes, HTTP_IF_MATCH=tag)


def test_it_begins_with_the_defaults_and_says_what_each_value_is(ann: APIClient) -> None:
    answer = ann.get(URL)
    assert (answer.json()["values"], answer["ETag"]) == (DEFAULTS, '"0"')
    described = {one["name"]: one for one in answer.json()["schema"]}
    assert described.keys() == DEFAULTS.keys()
    idle = described["session_idle_days"]
    assert (idle["type"], idle["default"], idle["min"], idle["max"]) == ("integer", 7, 1, 30)
    assert described["require_second_factor_for"]["choices"] == ["admin", "staff", "vendor", "viewer"]


def test_a_change_holds_at_once_and_is_recorded(ann: APIClient) -> None:
    assert value("registration_open") is True
    answer = put(ann, {"registration_open": False, "require_second_factor_for": ["admin", "staff"]}, '"0"')
    assert (answer.status_code, answer["ETag"]) == (200, '"1"')
    assert answer.json()["values"]["registration_open"] is False
    assert value("registration_open") is False
    assert value("require_second_factor_for") == ("admin", "staff")
    entry = AuditEntry.objects.latest("seq")
    assert entry.action == "config.changed"
    assert json.loads(entry.details) == {
        "registration_open": {"before": True, "after": False},
        "require_second_factor_for": {"before": [], "after": ["admin", "staff"]},
    }


def test_setting_the_same_again_is_no_change(ann: APIClient) -> None:
    before = AuditEntry.objects.count()
    assert put(ann, {})["ETag"] == '"0"'
    assert AuditEntry.objects.count() == before


def test_two_administrators_do_not_undo_each_other(ann: APIClient) -> None:
    assert put(ann, {"sessions_per_user": 5}, '"0"').status_code == 200
    assert_problem(put(ann, {"sessions_per_user": 9}, '"0"'), 412, "precondition-failed")
    assert_problem(ann.put(URL, DEFAULTS), 428, "precondition-required")
    assert value("sessions_per_user") == 5


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"registration_open": "yes"}, "/registration_open"),
        ({"registration_open": 1}, "/registration_open"),
        ({"registration_open": None}, "/registration_open"),
        ({"session_idle_days": 0}, "/session_idle_days"),
        ({"session_idle_days": 31}, "/session_idle_days"),
        ({"session_idle_days": 7.0}, "/session_idle_days"),
        ({"session_idle_days": "7"}, "/session_idle_days"),
        ({"session_idle_days": True}, "/session_idle_days"),
        ({"session_idle_days": 20, "session_absolute_days": 10}, "/session_idle_days"),
        ({"require_second_factor_for": "admin"}, "/require_second_factor_for"),
        ({"require_second_factor_for": ["king"]}, "/require_second_factor_for/0"),
        ({"require_second_factor_for": ["admin", "admin"]}, "/require_second_factor_for"),
    ],
)
def test_what_cannot_be_had_is_refused_in_words(ann: APIClient, change: dict[str, Any], pointer: str) -> None:
    problem = assert_problem(put(ann, change), 400, "validation-error")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert not Configuration.objects.exists()


def test_a_document_is_whole_and_has_nothing_else(ann: APIClient) -> None:
    assert_problem(ann.put(URL, {"registration_open": True}, HTTP_IF_MATCH="*"), 400, "validation-error")
    assert_problem(put(ann, {"debug": True}), 400, "unknown-field")


def test_staff_read_it_and_change_nothing(signed_in: Callable[..., APIClient]) -> None:
    staff = signed_in("sam", role="staff")
    assert staff.get(URL).status_code == 200
    assert_problem(put(staff, {"registration_open": False}), 403, "forbidden")
    assert value("registration_open") is True


@pytest.mark.parametrize("role", ["customer", "vendor", "viewer"])
def test_others_do_not_see_it(signed_in: Callable[..., APIClient], role: str) -> None:
    assert_problem(signed_in("bob", role=role).get(URL), 403, "forbidden")


def test_a_visitor_signs_in_first(api: APIClient) -> None:
    assert_problem(api.get(URL), 401, "unauthenticated")


def test_what_is_stored_wrongly_is_at_its_default() -> None:
    Configuration.objects.create(values={"session_idle_days": 999, "registration_open": False, "gone": 1})
    assert (value("session_idle_days"), value("registration_open")) == (7, False)


def test_a_value_is_looked_up_once_in_two_seconds(django_assert_num_queries: Callable[[int], Any]) -> None:
    with django_assert_num_queries(1):
        for _ in range(10):
            value("sessions_per_user")
