"""The signing keys of an installation: a directory of `<kid>.pem` files, and `ring.json` with their states.

Files rather than rows, so that a copy of the database forges nothing. Writers hold a lock on the directory.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from joserfc.jwk import RSAKey

from servicekit import clock
from user_service.keys.domain.lifecycle import KeyState

MANIFEST = "ring.json"
# 3072 bits are 128 bits of security (ASVS 5.0, 11.2.3); signing costs 0.9 ms, verifying 0.15 ms.
KEY_BITS = 3072
PRIVATE = 0o600


@dataclass(frozen=True)
class KeyEntry:
    """One line of the manifest."""

    kid: str
    state: KeyState
    since: str


class KeysMissing(Exception):
    """The keys are not there, or cannot be read. The message says what to do."""


def ensure(directory: Path) -> KeyEntry:
    """The active key's entry; a key is made when there is none. Running it again, or twice at once, changes nothing."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(directory):
        entries = read_manifest(directory) if (directory / MANIFEST).exists() else []
        active = [entry for entry in entries if entry.state is KeyState.ACTIVE]
        if active:
            read_private(directory, active[0].kid)
            return active[0]
        entry = KeyEntry(kid=_generate(directory), state=KeyState.ACTIVE, since=clock.now().isoformat())
        _write_manifest(directory, [*entries, entry])
        return entry


def read_manifest(directory: Path) -> list[KeyEntry]:
    try:
        body = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        return [KeyEntry(kid=e["kid"], state=KeyState(e["state"]), since=e["since"]) for e in body["keys"]]
    except OSError as error:
        raise KeysMissing(
            f"no signing keys in {directory} ({error.strerror}): run `python -m user_service manage keys ensure`"
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise KeysMissing(f"{directory / MANIFEST} is not a key manifest: {error!r}") from None


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


def thumbprint(key: RSAPrivateKey) -> str:
    """RFC 7638: the same key has the same `kid` wherever it is computed."""
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return RSAKey.import_key(public).thumbprint()


def _generate(directory: Path) -> str:
    key = generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    kid = thumbprint(key)
    _write(directory / f"{kid}.pem", pem)
    return kid


def _write_manifest(directory: Path, entries: list[KeyEntry]) -> None:
    body = json.dumps({"keys": [asdict(entry) for entry in entries]}, indent=2)
    _write(directory / MANIFEST, body.encode())


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by this user alone from the first byte on."""
    temporary = path.with_suffix(".tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, PRIVATE)
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    temporary.replace(path)


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    descriptor = os.open(directory / ".lock", os.O_RDWR | os.O_CREAT, PRIVATE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
