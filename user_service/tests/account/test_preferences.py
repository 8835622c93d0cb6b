from typing import Any

import pytest
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import Preferences, User

pytestmark = pytest.mark.django_db

URL = "/api/profile/preferences/"
DEFAULTS = {"theme": "system", "language": "en", "notifications": {"orders": True, "security": True, "news": False}}
CHOSEN = {"theme": "dark", "language": "de-AT", "notifications": {"orders": False, "security": True, "news": True}}


def test_whoever_never_chose_has_the_defaults(me: APIClient) -> None:
    assert me.get(URL).json() == DEFAULTS
    assert not Preferences.objects.exists()


def test_what_is_chosen_stays(me: APIClient) -> None:
    assert me.put(URL, CHOSEN).json() == CHOSEN
    assert me.get(URL).json() == CHOSEN
    assert me.put(URL, DEFAULTS).json() == DEFAULTS
    assert Preferences.objects.count() == 1


def test_a_change_is_told_once(me: APIClient, told: Any, actions: Any) -> None:
    for _ in range(2):
        me.put(URL, CHOSEN)
    assert (told(), actions()) == (["user.profile_changed"], ["user.profile_changed"])


def test_letters_about_security_cannot_be_switched_off(me: APIClient) -> None:
    off = CHOSEN | {"notifications": {"orders": True, "security": False, "news": True}}
    problem = assert_problem(me.put(URL, off), 400, "validation-error")
    assert [(e["pointer"], e["code"]) for e in problem["errors"]] == [("/notifications/security", "always-on")]
    left_out = CHOSEN | {"notifications": {"orders": True, "news": True}}
    assert me.put(URL, left_out).json()["notifications"]["security"] is True


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"theme": "pink"}, "/theme"),
        ({"theme": None}, "/theme"),
        ({"theme": ["dark"]}, "/theme"),
        ({"language": "xx"}, "/language"),
        ({"language": "de-at"}, "/language"),
        ({"language": "../de"}, "/language"),
        ({"notifications": {"orders": "yes", "news": False}}, "/notifications/orders"),
        ({"notifications": {"orders": 1, "news": False}}, "/notifications/orders"),
        ({"notifications": {"orders": True}}, "/notifications/news"),
        ({"notifications": []}, "/notifications"),
        ({"notifications": None}, "/notifications"),
        ({"notifications": {"orders": True, "news": True, "spam": True}}, "/notifications/spam"),
        ({"role": "admin"}, "/role"),
    ],
)
def test_what_is_not_acceptable_is_named_and_changes_nothing(
    me: APIClient, change: dict[str, Any], pointer: str
) -> None:
    answer = me.put(URL, CHOSEN | change)
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert not Preferences.objects.exists()


@pytest.mark.parametrize("field", ["theme", "language", "notifications"])
def test_all_of_them_are_sent(me: APIClient, field: str) -> None:
    assert_problem(me.put(URL, {k: v for k, v in CHOSEN.items() if k != field}), 400, "validation-error")


def test_everybody_has_their_own(me: APIClient, signed_in: Any, ada: User) -> None:
    signed_in("grace").put(URL, CHOSEN)
    assert me.get(URL).json() == DEFAULTS


@pytest.mark.parametrize("method", ["get", "put"])
def test_a_visitor_signs_in_first(api: APIClient, method: str) -> None:
    assert_problem(getattr(api, method)(URL), 401, "unauthenticated")
