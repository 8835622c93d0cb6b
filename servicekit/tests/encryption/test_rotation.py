"""Keys change while the shop is open: nothing is unreadable for a moment, nothing is lost, and the old key can go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from servicekit.encryption import cipher, columns, index, keyfile, renewal, rotation
from servicekit.encryption.keys import KeyInUse, KeysUnusable
from servicekit.encryption.renewal import Progress, Walk
from servicekit.encryption.ring import ring
from servicekit.errors import IdempotencyInProgress
from servicekit.idempotency import store
from servicekit.idempotency.models import IdempotencyRecord
from servicekit.testing.clock import HeldClock
from servicekit.tests.encryption.vault import Letter

pytestmark = pytest.mark.usefixtures("tables", "key_file")

CUSTOMER = UUID(int=7)


def begin() -> tuple[IdempotencyRecord, bool]:
    day = timedelta(days=1)
    return store.begin(scope="alice POST /orders", key="k", fingerprint="f", ttl=day, lease=day)


class Interrupted(BaseException):
    """As SIGINT, or the end of the process, in the middle of a batch."""


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "BATCH", 7)
    monkeypatch.setattr(renewal, "PAUSE", 0.01)


def written(count: int) -> list[Letter]:
    letters = [
        Letter(text=f"letter {n}", note=None if n % 2 else "note", customer_id=CUSTOMER, number=n) for n in range(count)
    ]
    return list(Letter.objects.bulk_create(letters))


def kids(column: str = "text") -> set[str]:
    [found] = [one for one in [*columns.encrypted(), *columns.indexed()] if one.label == f"encryption_letter.{column}"]
    return set(columns.key_counts(found))


def rotated(path: Path) -> tuple[str, str]:
    """The old key and the new one, known to this process."""
    before = keyfile.read(path).current
    after = rotation.rotate(path).current
    ring().look()
    return before, after


def renew(walks: Any = renewal.encrypted) -> list[Progress]:
    return renewal.renew(walks, lambda progress: None)


def interrupt_after(updates: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies when it is about to renew yet another row."""
    left, real = [updates], Walk._renew

    def dying(self: Walk, row: dict[str, Any], progress: Progress) -> None:
        if not left[0]:
            raise Interrupted
        left[0] -= 1
        real(self, row, progress)

    monkeypatch.setattr(Walk, "_renew", dying)


def test_after_a_rotation_the_old_is_read_and_the_new_is_written(key_file: Path) -> None:
    written(3)
    old, new = rotated(key_file)
    assert [letter.text for letter in Letter.objects.order_by("id")] == ["letter 0", "letter 1", "letter 2"]
    Letter.objects.create(text="later")
    assert kids() == {old, new}


def test_every_column_comes_under_the_new_key_and_says_the_same(key_file: Path) -> None:
    written(20)
    _, new = rotated(key_file)
    [progress] = renew()
    assert (progress.table, progress.done, progress.total, progress.stuck) == ("encryption_letter", 20, 20, [])
    assert kids("text") == kids("note") == kids("customer_id") == {new}
    letters = Letter.objects.filter(customer_index=CUSTOMER).order_by("number")
    assert [letter.text for letter in letters] == [f"letter {n}" for n in range(20)]
    assert [letter.note for letter in letters[:2]] == ["note", None]
    assert renew() == []


@pytest.mark.parametrize("updates", [0, 3, 7, 11])
def test_it_is_stopped_anywhere_and_goes_on(key_file: Path, updates: int, monkeypatch: pytest.MonkeyPatch) -> None:
    written(20)
    old, new = rotated(key_file)
    with monkeypatch.context() as context:
        interrupt_after(updates, context)
        with pytest.raises(Interrupted):
            renew()
    whole_batches = updates // 7 * 7
    assert kids() == ({old, new} if whole_batches else {old})
    assert {letter.text for letter in Letter.objects.all()} == {f"letter {n}" for n in range(20)}
    [progress] = renew()
    assert progress.done == 20 - whole_batches
    assert kids() == {new}


class Writer(threading.Thread):
    """Goes on changing letters as the shop would, until told; `last` is what each must say in the end."""

    def __init__(self, letters: list[int]) -> None:
        super().__init__()
        self.letters = letters
        self.last: dict[int, str] = {}
        self.errors: list[Exception] = []
        self.stop = threading.Event()

    def run(self) -> None:
        turn = 0
        while not self.stop.is_set() or turn < 3:
            turn += 1
            for pk in self.letters:
                self._write(pk, f"turn {turn} of {pk}")
        connection.close()

    def _write(self, pk: int, text: str) -> None:
        try:
            Letter.objects.filter(pk=pk).update(text=text, customer_id=CUSTOMER)
            self.last[pk] = text
        except Exception as error:  # noqa: BLE001 - the test asserts that there is none
            self.errors.append(error)


@pytest.fixture
def writers(request: pytest.FixtureRequest) -> Iterator[list[Writer]]:
    letters = [letter.pk for letter in written(30)]
    made = [Writer(letters[:15:2]), Writer(letters[15:])]
    for writer in made:
        writer.start()
    yield made
    for writer in made:
        writer.stop.set()
        writer.join()


def test_two_rotations_and_interruptions_beside_live_writes_lose_nothing(
    key_file: Path, writers: list[Writer], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = rotated(key_file)
    for updates in (2, 9):
        with monkeypatch.context() as context:
            interrupt_after(updates, context)
            with pytest.raises(Interrupted):
                renew()
    second, third = rotated(key_file)
    renew()
    for writer in writers:
        writer.stop.set()
        writer.join()
        assert writer.errors == []
    renew()
    expected = {**{pk: text for writer in writers for pk, text in writer.last.items()}}
    for letter in Letter.objects.all():
        assert letter.text == expected.get(letter.pk, f"letter {letter.number}")
        assert letter.customer_id == CUSTOMER
    assert kids() == kids("customer_id") == {third}
    assert not {first, second} & kids()


def test_a_value_that_changed_after_it_was_read_is_not_overwritten(
    key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [letter] = written(1)
    rotated(key_file)
    real = renewal._renewed

    def meanwhile(column: Any, row: dict[str, Any]) -> Any:
        if column.name == "text":
            Letter.objects.filter(pk=letter.pk).update(text="changed meanwhile")
        return real(column, row)

    monkeypatch.setattr(renewal, "_renewed", meanwhile)
    monkeypatch.setattr(renewal, "ROUNDS", 1)
    renew()
    assert Letter.objects.get().text == "changed meanwhile"


def test_what_cannot_be_read_is_named_and_does_not_stop_the_rest(
    key_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = written(10)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE encryption_letter SET note = text WHERE number = 4")
    rotated(key_file)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    with pytest.raises(CommandError, match="1 rows are left, 1 of them as above"):
        call_command("field_keys", "reencrypt")
    told = capsys.readouterr()
    assert "encryption_letter: 9 rows under key" in told.out
    assert f"encryption_letter {letters[4].pk}: a value of encryption_letter.note was changed" in told.err
    assert "letter 4" not in told.out + told.err


def test_a_key_is_retired_only_when_nothing_needs_it(key_file: Path, held_clock: HeldClock) -> None:
    written(3)
    old, new = rotated(key_file)
    with pytest.raises(KeyInUse, match="what is written with"):
        rotation.retire(key_file, new)
    with pytest.raises(KeyInUse, match="may still write under"):
        rotation.retire(key_file, old)
    held_clock.advance(minutes=2)
    with pytest.raises(KeyInUse, match=r"3 values of encryption_letter\.\w+ are under .*field_keys reencrypt"):
        rotation.retire(key_file, old)
    renew()
    assert [key.kid for key in rotation.retire(key_file, old).encryption] == [new]
    ring().look()
    assert Letter.objects.filter(customer_index=CUSTOMER).count() == 3
    with pytest.raises(KeysUnusable, match="no key 00000000"):
        rotation.retire(key_file, "00000000")


def test_a_retired_key_opens_nothing_any_more(key_file: Path, held_clock: HeldClock) -> None:
    sealed = cipher.seal(b"from a backup", column="t.c")
    old, _ = rotated(key_file)
    held_clock.advance(minutes=2)
    rotation.retire(key_file, old)
    ring().look()
    with pytest.raises(cipher.KeyUnknown, match=old):
        cipher.unseal(sealed, column="t.c")


def test_while_the_index_key_changes_both_are_searched(key_file: Path, held_clock: HeldClock) -> None:
    written(8)
    old = keyfile.read(key_file).index[0].kid
    new = rotation.rotate_index(key_file).index[-1].kid
    ring().look()
    Letter.objects.create(customer_id=CUSTOMER)
    assert kids("customer_index") == {old}
    assert Letter.objects.filter(customer_index=CUSTOMER).count() == 9
    held_clock.advance(seconds=6)
    Letter.objects.create(customer_id=CUSTOMER)
    assert kids("customer_index") == {old, new}
    assert Letter.objects.filter(customer_index=CUSTOMER).count() == 10
    [progress] = renew(renewal.indexed)
    assert (progress.done, kids("customer_index")) == (9, {new})
    assert Letter.objects.filter(customer_index=CUSTOMER).count() == 10


def test_an_old_index_key_goes_when_no_index_needs_it(key_file: Path, held_clock: HeldClock) -> None:
    written(3)
    old = keyfile.read(key_file).index[0].kid
    rotation.rotate_index(key_file)
    with pytest.raises(KeyInUse, match="not in use everywhere yet"):
        rotation.retire(key_file, old)
    held_clock.advance(minutes=2)
    with pytest.raises(KeyInUse, match=r"3 values of encryption_letter\.customer_index .*field_keys reindex"):
        rotation.retire(key_file, old)
    renew(renewal.indexed)
    assert old not in {key.kid for key in rotation.retire(key_file, old).index}


def test_an_index_without_its_value_ends_by_itself(key_file: Path, held_clock: HeldClock) -> None:
    """Idempotency keys: who sent them is stored nowhere, and they live for a day."""
    record, mine = begin()
    assert mine
    old = keyfile.read(key_file).index[0].kid
    rotation.rotate_index(key_file)
    held_clock.advance(minutes=2)
    ring().look()
    assert store.finish(record, status=201, headers={}, body=b"once")
    again, mine = begin()
    assert (mine, again.pk, again.body) == (False, record.pk, b"once")
    with pytest.raises(KeyInUse, match="end by themselves, within a day"):
        rotation.retire(key_file, old)
    record.delete()


def test_two_who_use_the_same_key_on_either_side_of_the_change_are_not_both_let_in(
    key_file: Path, held_clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, first = begin()
    rotation.rotate_index(key_file)
    held_clock.advance(minutes=2)
    ring().look()
    with pytest.raises(IdempotencyInProgress):
        begin()
    assert first
    assert IdempotencyRecord.objects.count() == 1
    IdempotencyRecord.objects.all().delete()


def test_the_command_shows_what_it_does(
    key_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, held_clock: HeldClock
) -> None:
    written(9)
    monkeypatch.setattr("time.sleep", lambda seconds: held_clock.advance(seconds=seconds))
    old = keyfile.read(key_file)
    for action in ("rotate", "list", "reencrypt", "rotate-index"):
        call_command("field_keys", action)
    new = keyfile.read(key_file)
    held_clock.advance(minutes=2)
    call_command("field_keys", "retire", old.current)
    call_command("field_keys", "retire", old.index[0].kid)
    told = capsys.readouterr().out
    assert f"encryption  {old.current}  old " in told
    assert f"encryption  {new.current}  current" in told
    assert f"encryption_letter: 9 rows under key {new.current}" in told
    assert f"everything is under index key {new.index[-1].kid}" in told
    assert f"{old.current} is gone from the key file" in told
    assert index.candidates(CUSTOMER, purpose="vault.customer") != []
    assert Letter.objects.filter(customer_index=CUSTOMER).count() == 9
    assert uuid4() != CUSTOMER
