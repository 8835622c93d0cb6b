"""Signing keys change hands while tokens are issued and verified, on several processes, with and without a database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from servicekit.auth.verifier import verifier
from servicekit.errors import InvalidState, NotFound, TokenInvalid
from servicekit.events.event import Envelope
from servicekit.testing.clock import HeldClock
from servicekit.testing.tokens import claims
from user_service.audit.models import AuditEntry
from user_service.keys import ring, services, store
from user_service.keys.backend import backend
from user_service.keys.domain.lifecycle import KeyState

pytestmark = pytest.mark.django_db

Published = Callable[[], list[Envelope]]


@pytest.fixture(autouse=True)
def directory(own_keys: Path) -> Path:
    return own_keys


def states() -> dict[str, str]:
    return {key.kid: key.state.value for key in services.known()}


def active() -> str:
    return ring.ring().active_kid


def token() -> str:
    issued: str = backend().encode({name: value for name, value in claims().items() if name not in {"iss", "aud"}})
    return issued


def actions() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("seq").values_list("action", "resource_id"))


def test_a_rotation_takes_ten_minutes_and_leaves_old_tokens_good(held_clock: HeldClock, published: Published) -> None:
    old, early = active(), token()
    waiting, at = services.rotation_begin()
    assert at == held_clock.instant + timedelta(minutes=10)
    held_clock.advance(seconds=599)
    assert services.rotation_advance() == []
    assert active() == old
    held_clock.advance(seconds=1)
    services.rotation_advance()
    assert states() == {old: "retiring", waiting.kid: "active"}
    verifier().verify(early)
    verifier().verify(token())
    assert [(event.type, event.aggregate_id) for event in published()] == [("key.activated", waiting.kid)]
    assert actions() == [("key.created", waiting.kid), ("key.retiring", old), ("key.activated", waiting.kid)]


def test_a_key_that_retired_has_no_private_part_any_more(held_clock: HeldClock, directory: Path) -> None:
    old = active()
    waiting, _ = services.rotation_begin()
    held_clock.advance(minutes=10)
    services.rotation_advance()
    held_clock.advance(seconds=959)
    services.rotation_advance()
    assert (directory / f"{old}.pem").exists()
    held_clock.advance(seconds=1)
    services.rotation_advance()
    assert states() == {old: "retired", waiting.kid: "active"}
    assert [path.stem for path in directory.glob("*.pem")] == [waiting.kid]
    assert list(ring.ring().published) == [waiting.kid]


def test_the_schedule_rotates_every_thirty_days(held_clock: HeldClock) -> None:
    old = active()
    held_clock.advance(days=30, seconds=-601)
    services.rotation_advance()
    assert states() == {old: "active"}
    held_clock.advance(seconds=2)
    services.rotation_advance()
    assert sorted(states().values()) == ["active", "next"]
    held_clock.advance(minutes=10)
    services.rotation_advance()
    assert states()[old] == "retiring"


def test_a_revoked_key_is_refused_at_once_and_another_one_signs(published: Published, directory: Path) -> None:
    stolen, good = active(), token()
    verifier().verify(good)
    heir = services.key_revoke(kid=stolen)
    with pytest.raises(TokenInvalid):
        verifier().verify(good)
    verifier().verify(token())
    assert states() == {stolen: "retired", heir.kid: "active"}
    assert not (directory / f"{stolen}.pem").exists()
    assert {(event.type, event.aggregate_id) for event in published()} == {
        ("key.revoked", stolen),
        ("key.activated", heir.kid),
    }
    assert set(actions()) == {("key.revoked", stolen), ("key.activated", heir.kid)}


def test_a_key_that_verifiers_know_already_takes_the_place_of_a_revoked_one() -> None:
    stolen = active()
    waiting = services.key_next()
    assert services.key_revoke(kid=stolen).kid == waiting.kid
    assert states() == {stolen: "retired", waiting.kid: "active"}


def test_a_revocation_does_not_wait_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object, **__: object) -> None:
        raise OperationalError("the database is gone")

    stolen = active()
    monkeypatch.setattr(services, "record", down)
    assert services.key_revoke(kid=stolen).kid == active() != stolen
    with pytest.raises(OperationalError):
        services.key_next()
    assert KeyState.NEXT not in states().values()


def test_another_process_sees_a_change_within_a_second(monkeypatch: pytest.MonkeyPatch, directory: Path) -> None:
    assert ring.LOOK_SECONDS <= 1
    monkeypatch.setattr(ring, "LOOK_SECONDS", 3600.0)  # a busy machine may take that second for the next two lines
    elsewhere = ring.Watch(directory)
    before = elsewhere.ring().active_kid
    services.key_revoke(kid=before)
    assert elsewhere.ring().active_kid == before
    monkeypatch.setattr(ring, "LOOK_SECONDS", 0.0)
    assert elsewhere.ring().active_kid == active() != before


def test_a_manifest_is_not_read_again_while_it_stays(monkeypatch: pytest.MonkeyPatch, directory: Path) -> None:
    watch = ring.Watch(directory)
    known = watch.ring()
    assert watch.look() is known
    services.key_next()
    assert watch.look() is not known


@pytest.mark.parametrize("damage", ["{", '{"keys": []}', '{"keys": [{"kid": "x", "state": "active", "since": "?"}]}'])
def test_what_cannot_be_read_leaves_the_old_keys_in_use(directory: Path, damage: str) -> None:
    watch = ring.Watch(directory)
    known = watch.ring()
    (directory / "ring.json").write_text(damage)
    assert watch.look() is known
    (directory / "ring.json").unlink()
    assert watch.look() is known


def test_what_a_crash_left_behind_is_swept_away(directory: Path) -> None:
    store.write_private(directory, store.generate())
    services.key_next()
    assert {path.stem for path in directory.glob("*.pem")} == set(states())


def test_workers_that_look_at_the_same_moment_begin_one_rotation(held_clock: HeldClock, directory: Path) -> None:
    """In processes of their own, as workers on two hosts would."""
    held_clock.advance(days=31)
    program = "from user_service.keys import services; print(services.rotation_begin()[0].kid)"
    setup = "import django, os; os.environ['DJANGO_SETTINGS_MODULE']='user_service.settings'; django.setup(); "
    silent = "services.record = services.outbox.publish = lambda *a, **k: None; "
    code = f"{setup}from user_service.keys import services; {silent}{program}"
    environment = os.environ | {"SIGNING_KEYS_DIR": str(directory), "DATABASE_URL": "sqlite://:memory:"}
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", code]
    started = [
        subprocess.Popen(command, env=environment, cwd=root, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our code
        for _ in range(2)
    ]
    said = [process.communicate(timeout=50)[0].split()[-1] for process in started]
    assert said[0] == said[1]
    assert sorted(states().values()) == ["active", "next"]


def test_a_key_nobody_knows_cannot_be_revoked() -> None:
    before = states()
    with pytest.raises(NotFound):
        services.key_revoke(kid="nobody")
    assert states() == before


def test_an_old_manifest_is_understood(directory: Path) -> None:
    """As the first version wrote it: no `until`, no `revoked`."""
    [kid] = states()
    body = {"keys": [{"kid": kid, "state": "active", "since": "2026-01-01T00:00:00+00:00"}]}
    (directory / "ring.json").write_text(json.dumps(body))
    assert services.key_next().state is KeyState.NEXT


def test_a_rotation_by_hand(capsys: pytest.CaptureFixture[str], held_clock: HeldClock) -> None:
    old = active()
    call_command("keys", "next")
    [new] = states().keys() - {old}
    with pytest.raises(CommandError, match="too early"):
        call_command("keys", "activate", new)
    call_command("keys", "activate", new, "--now")
    with pytest.raises(CommandError, match="too early"):
        call_command("keys", "retire", old)
    held_clock.advance(minutes=16)
    call_command("keys", "retire", old)
    capsys.readouterr()
    call_command("keys", "list")
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()] == [[old, "retired"], [new, "active"]]


def test_the_command_begins_a_rotation_and_revokes(capsys: pytest.CaptureFixture[str]) -> None:
    old = active()
    call_command("keys", "rotate")
    assert "signs from" in capsys.readouterr().out
    call_command("keys", "revoke", old)
    assert f"{old} is revoked" in capsys.readouterr().out
    assert states()[old] == "retired"


@pytest.mark.parametrize("words", [["revoke"], ["activate"], ["list", "some-kid"], ["revoke", "nobody"]])
def test_a_command_that_makes_no_sense_changes_nothing(words: list[str]) -> None:
    before = states()
    with pytest.raises(CommandError):
        call_command("keys", *words)
    assert states() == before


def test_what_is_over_cannot_be_revoked_again() -> None:
    stolen = active()
    services.key_revoke(kid=stolen)
    with pytest.raises(InvalidState):
        services.key_revoke(kid=stolen)
