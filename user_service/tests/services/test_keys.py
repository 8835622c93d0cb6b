import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from joserfc.jwk import RSAKey

from user_service.keys import ring, store
from user_service.keys.domain.lifecycle import Key, KeyState


@pytest.fixture
def small_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """2048 bits are made five times faster than 3072."""
    monkeypatch.setattr(store, "KEY_BITS", 2048)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_ensuring_twice_makes_one_key(tmp_path: Path, small_keys: None) -> None:
    directory = tmp_path / "keys"
    first = store.ensure(directory)
    assert store.ensure(directory) == first
    assert first.state is KeyState.ACTIVE
    assert [path.name for path in directory.glob("*.pem")] == [f"{first.kid}.pem"]


def test_only_the_owner_can_read_the_keys(tmp_path: Path, small_keys: None) -> None:
    directory = tmp_path / "keys"
    entry = store.ensure(directory)
    assert mode(directory) == 0o700
    assert mode(directory / f"{entry.kid}.pem") == mode(directory / "ring.json") == 0o600


def test_the_key_id_is_the_rfc_7638_thumbprint(tmp_path: Path, small_keys: None) -> None:
    entry = store.ensure(tmp_path)
    loaded = ring.load(tmp_path)
    [published] = loaded.jwks["keys"]
    assert published["kid"] == entry.kid == RSAKey.import_key(dict(published)).thumbprint()


def test_signing_keys_have_3072_bits() -> None:
    assert ring.ring().active.key_size == 3072


def another(directory: Path) -> str:
    made = store.generate()
    store.write_private(directory, made)
    return made.kid


def test_a_retiring_key_still_verifies_and_a_retired_one_does_not(tmp_path: Path, small_keys: None) -> None:
    active = store.ensure(tmp_path)
    retiring, retired = another(tmp_path), another(tmp_path)
    others = [Key(retiring, KeyState.RETIRING, active.since), Key(retired, KeyState.RETIRED, active.since)]
    store.write_manifest(tmp_path, (active, *others))
    loaded = ring.load(tmp_path)
    assert loaded.active_kid == active.kid
    assert set(loaded.published) == {active.kid, retiring}
    assert loaded.get(retired) is None


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda d, kid: (d / f"{kid}.pem").unlink(), "cannot be read"),
        (lambda d, kid: (d / f"{kid}.pem").write_text("no key"), "is not a private key"),
        (lambda d, kid: (d / "ring.json").write_text("{}"), "is not a key manifest"),
        (lambda d, kid: (d / "ring.json").unlink(), "keys ensure"),
        (lambda d, kid: (d / "ring.json").write_text('{"keys": []}'), "no key in"),
    ],
)
def test_damaged_keys_are_refused_in_words(tmp_path: Path, small_keys: None, damage: object, words: str) -> None:
    entry = store.ensure(tmp_path)
    damage(tmp_path, entry.kid)  # type: ignore[operator] # parametrised lambdas
    with pytest.raises(store.KeysMissing, match=words):
        ring.load(tmp_path)


def test_a_swapped_key_file_is_noticed(tmp_path: Path, small_keys: None) -> None:
    entry, other = store.ensure(tmp_path), another(tmp_path)
    (tmp_path / f"{other}.pem").replace(tmp_path / f"{entry.kid}.pem")
    with pytest.raises(store.KeysMissing, match="not the RSA key its name says"):
        ring.load(tmp_path)


def test_an_unreadable_active_key_is_never_silently_replaced(tmp_path: Path, small_keys: None) -> None:
    entry = store.ensure(tmp_path)
    (tmp_path / f"{entry.kid}.pem").unlink()
    with pytest.raises(store.KeysMissing):
        store.ensure(tmp_path)
    assert [e.kid for e in store.read_manifest(tmp_path)] == [entry.kid]


def test_the_command_says_which_key_signs(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("keys", "ensure")
    call_command("keys", "list")
    assert capsys.readouterr().out.count(ring.ring().active_kid) == 2


def test_listing_without_keys_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.SHOPMESH, "signing_keys_dir", tmp_path)
    with pytest.raises(CommandError, match="keys ensure"):
        call_command("keys", "list")


def test_the_web_process_does_not_start_without_keys(tmp_path: Path) -> None:
    environment = os.environ | {"SIGNING_KEYS_DIR": str(tmp_path / "none"), "DATABASE_URL": "sqlite://:memory:"}
    root = Path(__file__).parents[3]
    started = subprocess.run(
        [sys.executable, "-c", "import user_service.wsgi"],
        env=environment, cwd=root, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert started.returncode == 78
    assert "user_service: no signing keys in" in started.stderr
    assert "Traceback" not in started.stderr
