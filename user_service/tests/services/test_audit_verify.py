"""Whoever can write to the database can change the log. Each way of doing so is found, by the number of the entry."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from servicekit import context
from user_service.accounts.models import User
from user_service.audit import selectors
from user_service.audit.domain.chain import entry_hash
from user_service.audit.erasure import erase
from user_service.audit.models import AuditEntry, AuditHead
from user_service.audit.record import record
from user_service.audit.verify import verify

pytestmark = pytest.mark.django_db

TEN = 10


@pytest.fixture(autouse=True)
def ten_entries() -> list[AuditEntry]:
    with context.request_scope("r-1"):
        context.came_from(address="203.0.113.7", user_agent="Firefox")
        context.signed_in(user_id="u-ann", username="ann")
        return [record("lamp.lit", resource="lamp", resource_id=str(n), personal={"n": n}) for n in range(1, TEN + 1)]


def at(seq: int) -> Any:
    return AuditEntry.objects.filter(pk=seq)


def found(**options: Any) -> tuple[int, str]:
    bad = verify(**options).first_bad
    assert bad is not None
    return bad.seq, bad.fault.value


def rehash(seq: int) -> None:
    """As somebody would who knows how entries are hashed."""
    link = next(selectors.links(upto=seq, after=seq - 1))
    at(seq).update(hash=entry_hash(link.previous, seq, link.deed, link.personal_digest))


def forge(seq: int, *, previous: str) -> None:
    """An entry that was never recorded."""
    copied = AuditEntry.objects.filter(pk=seq - 1 if seq > 1 else 2).values().get()
    AuditEntry.objects.create(**copied | {"seq": seq, "previous": previous, "hash": f"{seq:064}"})


def shift(first: int, by: int) -> None:
    """Renumber from there to the end, far away first, so that no number is there twice."""
    AuditEntry.objects.filter(seq__gte=first).update(seq=F("seq") + 1000)
    AuditEntry.objects.filter(seq__gte=1000).update(seq=F("seq") - 1000 + by)


def test_what_was_written_is_whole() -> None:
    verdict = verify()
    assert (verdict.valid, verdict.entries, verdict.head.hash) == (True, TEN, at(TEN).get().hash)


def test_an_empty_log_is_whole() -> None:
    AuditEntry.objects.all().delete()
    AuditHead.objects.all().delete()
    assert (verify().valid, verify().entries) == (True, 0)


@pytest.mark.parametrize("seq", [1, 5, 10])
@pytest.mark.parametrize(
    "change",
    [
        {"actor_id": "u-bob"},
        {"action": "lamp.broken"},
        {"resource": "tree"},
        {"resource_id": "99"},
        {"details": '{"x":1}'},
        {"request_id": "r-2"},
        {"service": "order_service"},
        {"address": "198.51.100.1"},
        {"user_agent": "curl"},
        {"actor_name": "bob"},
        {"personal": '{"n":99}'},
        {"salt": "00"},
        {"salt": ""},
        {"personal_digest": "0" * 64},
        {"previous": "f" * 64},
        {"hash": "f" * 64},
    ],
)
def test_a_changed_entry_is_named(seq: int, change: dict[str, str]) -> None:
    at(seq).update(**change)
    assert found() == (seq, "changed")


def test_a_changed_time_is_named() -> None:
    at(4).update(at=at(3).get().at.replace(year=2001))
    assert found() == (4, "changed")


@pytest.mark.parametrize("seq", [1, 5, 9])
def test_an_entry_that_was_changed_and_hashed_again_is_named(seq: int) -> None:
    at(seq).update(resource_id="99")
    rehash(seq)
    assert found() == (seq, "changed")


def test_so_is_the_last_one() -> None:
    at(TEN).update(resource_id="99")
    rehash(TEN)
    assert found() == (TEN, "head")


@pytest.mark.parametrize("seq", [1, 5, 9])
def test_a_removed_entry_is_named(seq: int) -> None:
    at(seq).delete()
    assert found() == (seq, "removed")


@pytest.mark.parametrize("seq", [1, 5, 9])
def test_it_is_also_when_the_others_close_the_gap(seq: int) -> None:
    at(seq).delete()
    shift(seq + 1, -1)
    assert found() == (seq, "removed")


def test_several_removed_entries_are_counted() -> None:
    at(4).delete()
    at(5).delete()
    bad = verify().first_bad
    assert bad is not None
    assert bad.words == "Entries 4 to 5 were removed."


@pytest.mark.parametrize("seq", [1, 5, 9])
def test_an_inserted_entry_is_named(seq: int) -> None:
    shift(seq, 1)
    forge(seq, previous="e" * 64)
    assert found() == (seq, "inserted")


@pytest.mark.parametrize("seq", [2, 5, 9])
def test_so_is_one_that_follows_its_predecessor(seq: int) -> None:
    """Two entries with one predecessor are more than the database takes, so the successor had to be changed for it."""
    shift(seq, 1)
    real = at(seq + 1).get()
    at(seq + 1).update(previous="d" * 64)
    forge(seq, previous=real.previous)
    rehash(seq)
    assert found() == (seq + 1, "changed")


def test_an_entry_behind_the_end_is_named() -> None:
    forge(TEN + 1, previous=at(TEN).get().hash)
    rehash(TEN + 1)
    assert found() == (TEN + 1, "inserted")


@pytest.mark.parametrize(("one", "other"), [(1, 2), (3, 7), (9, 10)])
def test_entries_that_changed_places_are_named(one: int, other: int) -> None:
    at(one).update(seq=1000)
    at(other).update(seq=one)
    at(1000).update(seq=other)
    assert found() == (one, "moved")


def test_a_cut_end_is_found_by_the_head() -> None:
    AuditEntry.objects.filter(seq__gt=7).delete()
    assert found() == (8, "removed")


def test_a_cut_end_with_a_head_that_fits_is_found_by_the_noted_one() -> None:
    noted = at(TEN).get().hash
    AuditEntry.objects.filter(seq__gt=7).delete()
    AuditHead.objects.update(seq=7, hash=at(7).get().hash)
    assert verify().valid
    assert found(expect=noted) == (7, "removed")


def test_a_log_that_was_written_anew_is_found_by_the_noted_head() -> None:
    noted = at(5).get().hash
    AuditEntry.objects.all().delete()
    AuditHead.objects.all().delete()
    record("lamp.lit", resource="lamp")
    assert verify().valid
    assert found(expect=noted) == (1, "removed")


def test_a_removed_or_changed_head_is_found() -> None:
    AuditHead.objects.update(hash="f" * 64)
    assert found() == (TEN, "head")
    AuditHead.objects.all().delete()
    assert found() == (TEN, "head")


def test_the_log_goes_on_where_the_head_was_lost() -> None:
    AuditHead.objects.all().delete()
    assert record("lamp.lit", resource="lamp").seq == TEN + 1
    assert verify().valid


def test_an_erasure_leaves_the_chain_whole_and_nothing_personal(ada: User) -> None:
    erase("u-ann")
    assert verify().valid
    gone = {"salt": "", "address": "", "user_agent": "", "actor_name": "", "personal": ""}
    assert AuditEntry.objects.filter(**gone).count() == TEN
    entry = at(TEN + 1).get()
    assert (entry.action, entry.resource_id, entry.details) == ("user.data_erased", "u-ann", '{"entries":10}')


def test_what_others_did_to_the_erased_keeps_who_they_were() -> None:
    with context.request_scope("r-2"):
        context.signed_in(user_id="u-bob", username="bob")
        disabled = record("user.disabled", resource="user", resource_id="u-ann")
        changed = record("user.changed", resource="user", resource_id="u-ann", personal={"phone": "1"})
    erase("u-ann")
    assert at(disabled.seq).get().actor_name == "bob"
    assert at(changed.seq).get().personal == ""
    assert verify().valid


def test_an_erasure_that_nobody_recorded_is_named() -> None:
    at(6).update(salt="", address="", user_agent="", actor_name="", personal="")
    assert found() == (6, "erased")


def test_an_erasure_does_not_excuse_later_ones() -> None:
    erase("u-ann")
    with context.request_scope("r-2"):
        context.signed_in(user_id="u-ann", username="ann")
        later = record("lamp.lit", resource="lamp")
    at(later.seq).update(salt="", address="", user_agent="", actor_name="", personal="")
    assert found() == (later.seq, "erased")


def test_the_chain_is_read_a_thousand_at_a_time(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[[int], Any]
) -> None:
    monkeypatch.setattr(selectors, "CHUNK", 4)
    with django_assert_num_queries(8):  # head; 4, 4, 2, none; the last entry, the head again, erasures
        assert verify().entries == TEN


def told(*arguments: str) -> str:
    out = io.StringIO()
    call_command("audit", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_that_it_is_whole_and_where_it_ends() -> None:
    head = at(TEN).get().hash
    assert told("verify") == f"whole: 10 entries\nhead {head}\n"
    assert told("head") == f"10 {head}\n"
    assert told("verify", "--expect", at(4).get().hash).endswith("the noted head is entry 4\n")


def test_the_command_fails_with_the_entry_and_what_happened_to_it() -> None:
    at(4).update(resource_id="99")
    with pytest.raises(CommandError, match=r"broken at entry 4 \(changed\): Entry 4 was changed"):
        told("verify")


def test_the_command_exports() -> None:
    assert told("export").count("\n") == TEN + 1
    assert told("export", "--format", "json").count('"action":"lamp.lit"') == TEN
