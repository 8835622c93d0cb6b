from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from servicekit import context
from user_service.accounts.models import User
from user_service.audit.domain.chain import GENESIS
from user_service.audit.models import AuditEntry, AuditHead
from user_service.audit.record import record

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_when_and_from_where(ada: User, held_clock: Any) -> None:
    with context.request_scope("0198a0d4-0000-7000-8000-000000000001"):
        context.came_from(address="203.0.113.7", user_agent="Firefox")
        context.signed_in(user_id=str(ada.pk), username="ada")
        record("user.disabled", resource="user", resource_id="u-1", details={"before": True, "after": False})
    entry = AuditEntry.objects.get()
    assert (entry.seq, entry.at, entry.service) == (1, held_clock.instant, "user_service")
    assert (entry.actor_id, entry.actor_name, entry.address) == (str(ada.pk), "ada", "203.0.113.7")
    assert (entry.action, entry.resource, entry.resource_id) == ("user.disabled", "user", "u-1")
    assert entry.details == '{"after":false,"before":true}'
    assert entry.request_id == "0198a0d4-0000-7000-8000-000000000001"


def test_each_entry_holds_the_hash_of_the_one_before() -> None:
    first, second = record("user.login", resource="user"), record("user.logout", resource="user")
    assert (first.previous, second.previous) == (GENESIS, first.hash)
    head = AuditHead.objects.get()
    assert (head.seq, head.hash) == (2, second.hash)


def test_what_is_undone_leaves_no_entry_and_no_gap() -> None:
    with transaction.atomic():
        record("user.login", resource="user")
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()
    assert record("user.logout", resource="user").seq == 1


def test_where_nobody_is_signed_in_yet_the_actor_is_told(ada: User) -> None:
    entry = record("user.login_failed", resource="user", resource_id=str(ada.pk), actor_id="")
    assert (entry.actor_id, entry.actor_name) == ("", "")


def test_recording_costs_three_statements(django_assert_num_queries: Callable[[int], Any]) -> None:
    record("user.login", resource="user")
    with django_assert_num_queries(3):  # lock the head, move it, insert
        record("user.login", resource="user")
