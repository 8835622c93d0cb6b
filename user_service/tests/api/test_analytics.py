from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.audit.record import record
from user_service.mfa.models import TotpDevice
from user_service.passkeys.models import Passkey

pytestmark = pytest.mark.django_db

URL = "/api/admin/analytics/"


@pytest.fixture
def viewer(held_clock: Any, signed_in: Callable[..., APIClient]) -> APIClient:
    """Now is now: a token that is older is refused, whatever the clock of the test says."""
    return signed_in("vic", role="viewer", created_at=held_clock())


def factor_of(user: User) -> None:
    now = user.created_at
    TotpDevice.objects.create(user=user, key="JBSWY3DPEHPK3PXP", confirmed=True, confirmed_at=now)


def test_accounts_are_counted(viewer: APIClient, make_user: Callable[..., User], held_clock: Any) -> None:
    factor_of(make_user("ann", role="admin", email_verified_at=held_clock()))
    factor_of(both := make_user("bob", role="staff"))
    for user in (both, make_user("carl")):
        Passkey.objects.create(user=user, name="key", credential_id=user.username, public_key=b"", aaguid=user.pk)
    make_user("dora", is_active=False)
    make_user("gone", is_active=False, deleted_at=held_clock())
    assert viewer.get(URL).json()["users"] == {
        "total": 5,
        "active": 4,
        "verified": 1,
        "by_role": {"admin": 1, "staff": 1, "vendor": 0, "customer": 2, "viewer": 1},
        "with_second_factor": 3,
        "with_passkey": 2,
    }


def test_each_day_is_counted_even_when_nothing_happened(
    viewer: APIClient, make_user: Callable[..., User], held_clock: Any
) -> None:
    now = held_clock()
    midnight = datetime.combine(now.date() - timedelta(days=1), time(), tzinfo=UTC)
    held_clock.instant = midnight - timedelta(microseconds=1)
    record("lamp.lit", resource="lamp")
    record("user.login_failed", resource="user")
    held_clock.instant = midnight
    record("user.login_failed", resource="user")
    record("access.denied", resource="operation")
    record("user.login", resource="user")
    make_user("ada", created_at=midnight)
    held_clock.instant = now
    body = viewer.get(f"{URL}?days=3").json()
    assert [day["failed"] for day in body["logins"]] == [1, 1, 0]
    assert [day["succeeded"] for day in body["logins"][:2]] == [0, 1]
    assert [day["day"] for day in body["logins"]][1:] == [str(midnight.date()), str(now.date())]
    assert [day["count"] for day in body["registrations"]] == [0, 1, 1]
    assert body["alarms"] == {"denied": 1, "locked_out": 0, "refresh_reused": 0}
    assert body["sessions"] == {"living": 1}
    assert [day["failed"] for day in viewer.get(f"{URL}?days=2").json()["logins"]] == [1, 0]


@pytest.mark.parametrize("days", ["0", "367", "-1", "1.5", "x", "030"])
def test_a_window_that_makes_no_sense_is_refused(viewer: APIClient, days: str) -> None:
    assert_problem(viewer.get(f"{URL}?days={days}"), 400, "validation-error")


def test_the_figures_cost_seven_queries(
    viewer: APIClient, make_user: Callable[..., User], django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(20):
        make_user(f"user{number}")
    with django_assert_num_queries(7):  # the session; accounts, factors, passkeys, sessions; entries, registrations
        viewer.get(f"{URL}?days=366")


def test_logins_are_counted_from_an_index_alone(viewer: APIClient) -> None:
    """Only the plan of SQLite says so in words; PostgreSQL decides by the size of the table."""
    if connection.vendor != "sqlite":
        return
    plan = "EXPLAIN QUERY PLAN SELECT action, substr(at, 1, 10), count(action) FROM audit_auditentry "
    plan += "WHERE action IN ('user.login', 'user.login_failed') AND at >= '2026-02-10' GROUP BY 1, 2"
    with connection.cursor() as cursor:
        cursor.execute(plan)
        told = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "COVERING INDEX audit_by_action_and_time" in told


@pytest.mark.parametrize("role", ["customer", "vendor"])
def test_shoppers_and_sellers_see_no_figures(signed_in: Callable[..., APIClient], role: str) -> None:
    assert_problem(signed_in("bob", role=role).get(URL), 403, "forbidden")


def test_a_visitor_signs_in_first(api: APIClient) -> None:
    assert_problem(api.get(URL), 401, "unauthenticated")
