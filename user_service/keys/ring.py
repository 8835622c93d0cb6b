"""The keys of this process: one that signs, and all that verify. A changed manifest is noticed within a second."""

import hashlib
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from django.conf import settings
from joserfc.jwk import RSAKey

from servicekit import logs
from servicekit.events.trouble import Trouble
from user_service.keys import store
from user_service.keys.domain import lifecycle
from user_service.keys.domain.lifecycle import PUBLISHED, KeyState

LOOK_SECONDS = 1.0  # a stat costs 2 µs, but a network directory may be slow

log = logs.get(__name__)


@dataclass(frozen=True)
class SigningRing:
    """`active` signs; `published` verify, in the order of the manifest."""

    active_kid: str
    active: RSAPrivateKey
    published: Mapping[str, RSAPublicKey]

    def get(self, kid: str) -> RSAPublicKey | None:
        return self.published.get(kid)

    @cached_property
    def jwks(self) -> dict[str, list[dict[str, str]]]:
        """RFC 7517, public members only."""
        return {"keys": [_public_jwk(kid, key) for kid, key in self.published.items()]}

    @cached_property
    def etag(self) -> str:
        """Of the key set: as long as it stays, verifiers that ask again are sent nothing."""
        return f'"{hashlib.sha256(json.dumps(self.jwks).encode()).hexdigest()[:32]}"'

    def public_pem(self) -> str:
        """The active key's public half."""
        return _pem(self.published[self.active_kid]).decode()


def load(directory: Path) -> SigningRing:
    """Every key of the directory that still counts. KeysMissing when one of them cannot be read."""
    keys = store.read_manifest(directory)
    private = {key.kid: store.read_private(directory, key.kid) for key in keys if key.state in PUBLISHED}
    active = lifecycle.in_state(keys, KeyState.ACTIVE)
    if active is None:
        raise store.KeysMissing(f"no key in {directory} is active: run `python -m user_service manage keys ensure`")
    published = {kid: key.public_key() for kid, key in private.items()}
    return SigningRing(active_kid=active.kid, active=private[active.kid], published=published)


class Watch:
    """The ring of a directory that other processes change. What cannot be read leaves the old ring in use."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._ring: SigningRing | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._looked_at = float("-inf")
        self._looking = threading.Lock()
        self._trouble = Trouble(log, "keys", directory=str(directory))

    def ring(self) -> SigningRing:
        """KeysMissing when there never was one."""
        known = self._ring
        if known is None or time.monotonic() - self._looked_at >= LOOK_SECONDS:
            return self.look()
        return known

    def look(self) -> SigningRing:
        """Now, whenever the last time was. Whoever finds another thread looking goes on with the ring at hand."""
        known = self._ring
        if not self._looking.acquire(blocking=known is None):
            assert known is not None  # noqa: S101 - or it would have waited
            return known
        try:
            self._looked_at = time.monotonic()
            return self._current()
        finally:
            self._looking.release()

    def _current(self) -> SigningRing:
        known = self._ring
        try:
            seen = store.stamp(self._directory)
            if known is None or seen != self._stamp:
                # The stamp is older than what is read: a change in between is seen by the next look.
                self._ring = known = load(self._directory)
                self._stamp = seen
            self._trouble.over()
        except (store.KeysMissing, OSError) as error:
            if known is None:
                raise _missing(self._directory, error) from None
            self._trouble.happened(error)
        return known


def _missing(directory: Path, error: Exception) -> store.KeysMissing:
    if isinstance(error, store.KeysMissing):
        return error
    why = getattr(error, "strerror", None) or error
    return store.KeysMissing(f"no signing keys in {directory} ({why}): run `python -m user_service manage keys ensure`")


@cache
def watch(directory: Path) -> Watch:
    return Watch(directory)


def ring() -> SigningRing:
    """The ring as it is now, or was a second ago."""
    return watch(settings.SHOPMESH.signing_keys_dir).ring()


class CurrentRing:
    """For those who hold on to it: asks for the ring anew each time. What TokenVerifier needs of a key source."""

    def get(self, kid: str) -> RSAPublicKey | None:
        return ring().get(kid)


def _public_jwk(kid: str, key: RSAPublicKey) -> dict[str, str]:
    members = RSAKey.import_key(_pem(key)).as_dict(private=False)
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": str(members["n"]), "e": str(members["e"])}


def _pem(key: RSAPublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
