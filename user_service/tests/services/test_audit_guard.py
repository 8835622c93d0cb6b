from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from servicekit import context
from user_service.accounts.models import User
from user_service.audit import guard
from user_service.audit.erasure import erase
from user_service.audit.models import AuditEntry, AuditHead
from user_service.audit.record import record
from user_service.audit.verify import verify

pytestmark = pytest.mark.django_db

EMPTY = {"postgresql": "TRUNCATE", "sqlite": "DELETE FROM"}
COLUMNS = [field.name for field in AuditEntry._meta.concrete_fields]


@pytest.fixture(autouse=True)
def guarded() -> None:
    """In the transaction of the test, so that the triggers go with it."""
    guard.install(connection)
    guard.install(connection)  # as the next migration does


@pytest.fixture
def entry(ada: User) -> AuditEntry:
    with context.request_scope("r-1"):
        context.came_from(address="203.0.113.7", user_agent="Firefox")
        context.signed_in(user_id=str(ada.pk), username="ada")
        record("user.login", resource="user", personal={"a": 1})
        return record("user.logout", resource="user")


@pytest.fixture
def refused() -> Callable[[Callable[[], Any]], None]:
    def check(change: Callable[[], Any]) -> None:
        before = list(AuditEntry.objects.order_by("seq").values()), AuditHead.objects.values().get()
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            change()
        assert (list(AuditEntry.objects.order_by("seq").values()), AuditHead.objects.values().get()) == before

    return check


def test_entries_are_appended_as_ever(entry: AuditEntry) -> None:
    assert (entry.seq, verify().valid) == (2, True)


@pytest.mark.parametrize("column", [name for name in COLUMNS if name != "seq"])
def test_no_column_of_an_entry_changes(entry: AuditEntry, refused: Callable[..., None], column: str) -> None:
    changed = {"at": entry.at.replace(year=2001)}.get(column, "x")
    refused(lambda: AuditEntry.objects.filter(pk=entry.pk).update(**{column: changed}))


def test_no_number_changes(entry: AuditEntry, refused: Callable[..., None]) -> None:
    refused(lambda: AuditEntry.objects.filter(pk=entry.pk).update(seq=99))


def test_nothing_is_deleted(entry: AuditEntry, refused: Callable[..., None]) -> None:
    refused(lambda: AuditEntry.objects.filter(pk=entry.pk).delete())
    refused(lambda: AuditEntry.objects.all()._raw_delete("default"))


def test_the_personal_part_is_erased_all_at_once_or_not_at_all(entry: AuditEntry, refused: Callable[..., None]) -> None:
    refused(lambda: AuditEntry.objects.filter(pk=entry.pk).update(address=""))
    refused(lambda: AuditEntry.objects.filter(pk=entry.pk).update(salt=""))
    assert erase(entry.actor_id) == 2
    assert verify().valid


def test_nothing_is_slipped_in_or_put_behind_the_end(entry: AuditEntry, refused: Callable[..., None]) -> None:
    for seq in (2, 3):
        forged = AuditEntry(**AuditEntry.objects.values().get(pk=1) | {"seq": seq, "previous": entry.hash, "hash": "f"})
        refused(lambda forged=forged: forged.save(force_insert=True))


def test_the_end_moves_on_by_one_and_is_not_taken_away(entry: AuditEntry, refused: Callable[..., None]) -> None:
    refused(lambda: AuditHead.objects.update(seq=1))
    refused(lambda: AuditHead.objects.update(seq=4))
    refused(lambda: AuditHead.objects.update(hash="f"))
    refused(lambda: AuditHead.objects.all().delete())


def test_tables_are_not_emptied(entry: AuditEntry, refused: Callable[..., None]) -> None:
    for table in (guard.ENTRY, guard.HEAD):
        statement = f"{EMPTY[connection.vendor]} {table}"
        refused(lambda statement=statement: connection.cursor().execute(statement))
