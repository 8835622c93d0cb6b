"""AUT-56 and others of the kind: who tries what they have no right to is refused, and is in the log."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError
from rest_framework.test import APIClient

from servicekit.auth import denied
from servicekit.testing.api import assert_problem
from user_service.accounts.models import User
from user_service.audit import denied as ours
from user_service.audit.models import AuditDenial, AuditEntry

pytestmark = pytest.mark.django_db

NOBODY = "00000000-0000-7000-8000-000000000000"
ADMINISTRATION = [
    ("get", "/api/admin/users/", "users.read"),
    ("post", "/api/admin/users/", "users.create"),
    ("patch", f"/api/admin/users/{NOBODY}/", "users.change"),
    ("delete", f"/api/admin/users/{NOBODY}/", "users.delete"),
    ("put", f"/api/admin/users/{NOBODY}/role/", "users.role"),
    ("post", f"/api/admin/users/{NOBODY}/disable/", "users.disable"),
    ("post", f"/api/admin/users/{NOBODY}/reset-2fa/", "users.reset-second-factor"),
    ("get", "/api/admin/audit-logs/", "audit.read"),
    ("get", "/api/admin/audit-logs/export/", "audit.read"),
    ("put", "/api/admin/config/", "config.change"),
    ("get", "/api/admin/analytics/", "analytics.read"),
]


def denials() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action="access.denied").order_by("seq"))


@pytest.fixture
def ada_in(signed_in: Callable[..., APIClient]) -> APIClient:
    return signed_in("ada")


@pytest.mark.parametrize(("method", "url", "permission"), ADMINISTRATION)
def test_a_plain_user_is_forbidden_and_in_the_log(ada_in: APIClient, method: str, url: str, permission: str) -> None:
    problem = assert_problem(getattr(ada_in, method)(url, {}), 403, "forbidden")
    assert problem["permission"] == permission
    (entry,) = denials()
    assert entry.actor_id == str(User.objects.get().pk)
    assert entry.resource == "operation"
    assert entry.resource_id.startswith(f"{method.upper()} /api/admin/")
    assert NOBODY not in entry.resource_id
    assert json.loads(entry.details) == {"permission": permission, "role": "customer"}


def test_a_thousand_tries_are_one_entry_per_minute(ada_in: APIClient, held_clock: Any) -> None:
    for _ in range(10):
        ada_in.get("/api/admin/users/")
    assert len(denials()) == 1
    held_clock.advance(minutes=1)
    ada_in.get("/api/admin/users/")
    assert len(denials()) == 2


def test_another_process_does_not_tell_it_again(ada_in: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    ada_in.get("/api/admin/users/")
    monkeypatch.setattr(denied, "once", denied.OncePerMinute())
    ada_in.get("/api/admin/users/")
    assert len(denials()) == 1


def test_another_user_and_another_operation_are_other_entries(
    ada_in: APIClient, signed_in: Callable[..., APIClient]
) -> None:
    ada_in.get("/api/admin/users/")
    ada_in.post("/api/admin/users/", {})
    signed_in("bob").get("/api/admin/users/")
    assert len(denials()) == 3


def test_asking_again_costs_nothing(ada_in: APIClient, django_assert_num_queries: Callable[[int], Any]) -> None:
    ada_in.get("/api/admin/users/")
    with django_assert_num_queries(1):  # is the session alive
        ada_in.get("/api/admin/users/")


def test_no_is_no_when_it_cannot_be_written_down(ada_in: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_told: str) -> None:
        raise DatabaseError

    monkeypatch.setattr(ours, "access_denied", broken)
    assert_problem(ada_in.get("/api/admin/users/"), 403, "forbidden")
    assert not denials()


def test_a_visitor_is_not_a_user_who_was_denied(api: APIClient) -> None:
    assert_problem(api.get("/api/admin/users/"), 401, "unauthenticated")
    assert not denials()


def test_what_is_allowed_is_not_in_the_log_as_denied(signed_in: Callable[..., APIClient]) -> None:
    assert signed_in("sam", role="staff").get("/api/admin/users/").status_code == 200
    assert not denials()


def test_minutes_that_are_over_are_forgotten(ada_in: APIClient, held_clock: Any) -> None:
    ada_in.get("/api/admin/users/")
    held_clock.advance(hours=2)
    assert ours.forget_old() == 1
    assert not AuditDenial.objects.exists()
    assert len(denials()) == 1
