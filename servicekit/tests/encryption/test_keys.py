"""A key file is right, or says in words what is wrong with it; a process notices a new one by itself."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicekit import runner
from servicekit.encryption import cipher, keyfile, keys, rotation
from servicekit.encryption.keys import KeysUnusable
from servicekit.encryption.ring import Ring
from servicekit.settings import EX_CONFIG


def test_it_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "made" / "keys.json"
    assert keyfile.ensure(path) == keyfile.ensure(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_many_who_make_it_at_once_make_one(tmp_path: Path) -> None:
    path, made = tmp_path / "keys.json", []
    threads = [threading.Thread(target=lambda: made.append(keyfile.ensure(path).current)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(made) == {keyfile.read(path).current}


def test_it_is_read_as_it_was_written(key_file: Path) -> None:
    rotation.rotate(key_file)
    rotation.rotate_index(key_file)
    found = keyfile.read(key_file)
    assert keys.read(keys.written(found)) == found
    assert (len(found.encryption), len(found.index)) == (2, 2)


MISTAKES: list[tuple[str, Callable[[dict[str, Any]], Any]]] = [
    ("format", lambda file: file.update(format=2)),
    ("exactly these members", lambda file: file.update(more=1)),
    ("lists no key", lambda file: file.update(encryption=[])),
    ("lists no key", lambda file: file.update(index={})),
    ("no encryption key of this file", lambda file: file.update(current="00000000")),
    ("8 hexadecimal digits", lambda file: file["encryption"][0].update(kid="KEY-ONE!")),
    ("8 hexadecimal digits", lambda file: file["encryption"][0].update(kid=12345678)),
    ("not base64url", lambda file: file["index"][0].update(key="secret key!")),
    ("not base64url", lambda file: file["index"][0].update(key=None)),
    ("128 bits instead of 256", lambda file: file["encryption"][0].update(key="A" * 22 + "==")),
    ("not an ISO 8601 time", lambda file: file["encryption"][0].update(made_at="yesterday")),
    ("not in UTC", lambda file: file["index"][0].update(written_from="2026-01-01T00:00:00")),
    ("same kid", lambda file: file["index"][0].update(kid=file["current"])),
    ("same key", lambda file: file["index"][0].update(key=file["encryption"][0]["key"])),
    ("exactly these members", lambda file: file["encryption"].append("key")),
]


@pytest.mark.parametrize(("told", "spoil"), MISTAKES, ids=range(len(MISTAKES)))
def test_each_mistake_is_told_with_the_file_and_without_a_key(
    key_file: Path, told: str, spoil: Callable[[dict[str, Any]], Any]
) -> None:
    file = json.loads(key_file.read_text())
    secret = file["encryption"][0]["key"]
    spoil(file)
    key_file.write_text(json.dumps(file))
    with pytest.raises(KeysUnusable, match=told) as refused:
        keyfile.read(key_file)
    assert str(key_file) in str(refused.value)
    assert secret not in str(refused.value)


@given(body=st.binary(max_size=80))
def test_whatever_stands_in_the_file_is_no_accident(body: bytes) -> None:
    with pytest.raises(KeysUnusable):
        keys.read(body)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(KeysUnusable, match="manage field_keys ensure"):
        Ring(tmp_path / "nowhere.json", make=False).keys()


def test_the_keys_are_never_shown(key_file: Path) -> None:
    found = keyfile.read(key_file)
    assert found.encryption[0].secret.hex() not in repr(found)
    assert "secret" not in repr(found)


def test_a_new_key_is_noticed_by_who_runs_already(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("servicekit.encryption.ring.time.monotonic", lambda: now[0])
    running = Ring(key_file, make=False)
    before = running.keys()
    made = rotation.rotate(key_file)
    now[0] += 0.9
    assert running.keys() == before
    now[0] += 0.2
    assert running.keys() == made


def test_a_value_under_a_key_that_was_made_a_moment_ago_is_read(key_file: Path) -> None:
    """Another process has the new key already: this one looks at once, and not within a second."""
    cipher.seal(b"x", column="t.c")
    rotation.rotate(key_file)
    other = Ring(key_file, make=False).keys().writing
    nonce = b"n" * cipher.NONCE_BYTES
    sealed = f"v1:{other.kid}:{cipher._text(nonce + other.cipher.encrypt(nonce, b'new', b't.c'))}"
    assert cipher.unseal(sealed, column="t.c") == b"new"


def test_a_file_that_was_spoilt_does_not_stop_who_runs_already(
    key_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    running = Ring(key_file, make=False)
    before = running.keys()
    key_file.write_text("{}")
    for _ in range(3):
        running.look()
    assert running.keys() == before
    assert capsys.readouterr().out.count("field_keys.unusable") == 1
    key_file.unlink()
    running.look()
    assert running.keys() == before


def test_where_it_may_a_process_makes_the_file_it_misses(tmp_path: Path) -> None:
    assert Ring(tmp_path / "keys.json", make=True).keys() == keyfile.read(tmp_path / "keys.json")


def test_a_process_does_not_start_without_its_keys(key_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key_file.write_text("{}")
    with pytest.raises(SystemExit) as left:
        runner._refuse_without_field_keys("order_service")
    assert left.value.code == EX_CONFIG
    assert f"order_service: FIELD_KEYS_FILE: the field keys in {key_file} are not usable" in capsys.readouterr().err
