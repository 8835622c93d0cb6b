"""The signing keys of an installation: a directory of `<kid>.pem` files, and `ring.json` with their states.

Files rather than rows, so that a copy of the database forges nothing. Writers, on however many hosts, hold a lock on
the directory; readers need none, because every file is replaced as a whole.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from joserfc.jwk import RSAKey

from servicekit import clock
from user_service.keys.domain import lifecycle
from user_service.keys.domain.lifecycle import PUBLISHED, Key, Keys, KeyState

MANIFEST = "ring.json"
# 3072 bits are 128 bits of security (ASVS 5.0, 11.2.3); signing costs 0.9 ms, verifying 0.15 ms.
KEY_BITS = 3072
PRIVATE = 0o600


class KeysMissing(Exception):
    """The keys are not there, or cannot be read. The message says what to do."""


@dataclass(frozen=True)
class NewKey:
    """A key that is in no directory yet. Making one takes a third of a second: do it before taking the lock."""

    kid: str
    pem: bytes


def generate() -> NewKey:
    key = generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    kid = thumbprint(key)
    # One in 64 begins like an option of a command line, and could not be named there.
    return generate() if kid.startswith("-") else NewKey(kid, pem)


def ensure(directory: Path) -> Key:
    """The active key; one is made when there is none. Running it again, or twice at once, changes nothing."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(directory):
        keys = read_manifest(directory) if (directory / MANIFEST).exists() else ()
        if active := lifecycle.in_state(keys, KeyState.ACTIVE):
            read_private(directory, active.kid)
            return active
        made = generate()
        keys = lifecycle.first(keys, made.kid, now=clock.now())
        write_private(directory, made)
        write_manifest(directory, keys)
        return lifecycle.found(keys, made.kid)


def read_manifest(directory: Path) -> Keys:
    try:
        body = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        return tuple(_key(entry) for entry in body["keys"])
    except OSError as error:
        raise KeysMissing(
            f"no signing keys in {directory} ({error.strerror}): run `python -m user_service manage keys ensure`"
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise KeysMissing(f"{directory / MANIFEST} is not a key manifest: {error!r}") from None


def stamp(directory: Path) -> tuple[int, int, int]:
    """Differs whenever the manifest was replaced. OSError when it is not there."""
    seen = (directory / MANIFEST).stat()
    return (seen.st_ino, seen.st_mtime_ns, seen.st_size)


def write_manifest(directory: Path, keys: Keys) -> None:
    body = json.dumps({"keys": [_entry(key) for key in keys]}, indent=2)
    _write(directory / MANIFEST, body.encode())


def read_private(directory: Path, kid: str) -> RSAPrivateKey:
    path = directory / f"{kid}.pem"
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise KeysMissing(f"the signing key {path} cannot be read: {error.strerror}") from None
    except ValueError:
        raise KeysMissing(f"{path} is not a private key") from None
    if not isinstance(key, RSAPrivateKey) or thumbprint(key) != kid:
        raise KeysMissing(f"{path} is not the RSA key its name says it is")
    return key


def write_private(directory: Path, made: NewKey) -> None:
    """Under the lock: `sweep` takes a file the manifest does not name for one that nobody needs."""
    _write(directory / f"{made.kid}.pem", made.pem)


def sweep(directory: Path, keys: Keys) -> list[str]:
    """Delete what no longer signs or verifies, and what a crash left between two writes. Under the lock."""
    needed = {key.kid for key in keys if key.state in PUBLISHED}
    gone = [path for path in sorted(directory.glob("*.pem")) if path.stem not in needed]
    for path in gone:
        path.unlink()
    return [path.stem for path in gone]


def thumbprint(key: RSAPrivateKey) -> str:
    """RFC 7638: the same key has the same `kid` wherever it is computed."""
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return RSAKey.import_key(public).thumbprint()


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """One writer at a time. KeysMissing where nothing can be written."""
    try:
        descriptor = os.open(directory / ".lock", os.O_RDWR | os.O_CREAT, PRIVATE)
    except OSError as error:
        raise KeysMissing(f"the signing keys in {directory} cannot be changed: {error.strerror}") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _key(entry: dict[str, Any]) -> Key:
    until = entry.get("until")
    return Key(
        kid=entry["kid"],
        state=KeyState(entry["state"]),
        since=datetime.fromisoformat(entry["since"]),
        until=datetime.fromisoformat(until) if until else None,
        revoked=bool(entry.get("revoked", False)),
    )


def _entry(key: Key) -> dict[str, Any]:
    told: dict[str, Any] = {"kid": key.kid, "state": key.state.value, "since": key.since.isoformat()}
    if key.until:
        told["until"] = key.until.isoformat()
    return told | ({"revoked": True} if key.revoked else {})


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by this user alone from the first byte on, and still there after a power cut."""
    temporary = path.with_suffix(".tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, PRIVATE)
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
