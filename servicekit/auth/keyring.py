"""Public keys by `kid`, fetched in the background where PyJWT's client fetches inside the request, under a lock.

The last good set is kept in memory and on disk, so a service starts, and goes on verifying, without the issuer. A flood
of unknown key ids costs one fetch per 30 s.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from servicekit import logs

REFRESH_SECONDS = 120.0
UNKNOWN_KID_PAUSE = 30.0
FIRST_RETRY_PAUSE = 2.0
TIMEOUT = httpx.Timeout(2.0)

log = logs.get(__name__)


def parse_jwks(document: bytes | str) -> dict[str, RSAPublicKey]:
    """RSA verification keys of a JWKS document by `kid`. ValueError when it is not one, or holds no key we can use."""
    body = json.loads(document)
    if not isinstance(body, dict):
        raise ValueError("not a JWKS document")  # noqa: TRY004 - one error for every kind of bad document
    keys: dict[str, RSAPublicKey] = {}
    for entry in jwt.PyJWKSet.from_dict(body).keys:
        if entry.key_id and isinstance(entry.key, RSAPublicKey):
            keys[entry.key_id] = entry.key
    if not keys:
        raise ValueError("no RSA key in the JWKS document")
    return keys


class Keyring:
    """The issuer's keys as this process knows them."""

    def __init__(self, url: str, cache: Path, *, transport: httpx.BaseTransport | None = None) -> None:
        # Several, with commas between, where the issuer may be at another address while it is restarted.
        self._urls = [one.strip() for one in url.split(",")]
        self._cache = cache
        self._client = httpx.Client(timeout=TIMEOUT, transport=transport, follow_redirects=False)
        self._keys: Mapping[str, RSAPublicKey] = self._from_disk()
        self._fetching = threading.Lock()
        self._fetched_at = float("-inf")
        self._refresher_pid: int | None = None

    def get(self, kid: str) -> RSAPublicKey | None:
        """The key, or None. An unknown id triggers a fetch, at most one every 30 s (2 s while nothing is known)."""
        self._ensure_refresher()
        if kid not in self._keys:
            self._fetch_if_due(UNKNOWN_KID_PAUSE if self._keys else FIRST_RETRY_PAUSE)
        return self._keys.get(kid)

    def refresh(self) -> bool:
        """Fetch now. False, and the old keys stay, when the issuer does not answer with a usable document anywhere."""
        self._fetched_at = time.monotonic()
        return any(self._fetched(url) for url in self._urls)

    def _fetched(self, url: str) -> bool:
        try:
            answer = self._client.get(url).raise_for_status()
            keys = parse_jwks(answer.content)
        except (httpx.HTTPError, ValueError, LookupError, jwt.PyJWTError) as error:
            log.warning("jwks.unavailable", url=url, error=type(error).__name__, kept=len(self._keys))
            return False
        self._keys = keys
        self._to_disk(answer.content)
        return True

    def _fetch_if_due(self, pause: float) -> None:
        # Whoever does not get the lock goes on with the keys at hand: nobody queues behind a fetch.
        if time.monotonic() - self._fetched_at < pause or not self._fetching.acquire(blocking=not self._keys):
            return
        try:
            if time.monotonic() - self._fetched_at >= pause:
                self.refresh()
        finally:
            self._fetching.release()

    def _ensure_refresher(self) -> None:
        if self._refresher_pid == os.getpid():
            return
        self._refresher_pid = os.getpid()
        threading.Thread(target=self._refresh_for_ever, name="jwks-refresher", daemon=True).start()

    def _refresh_for_ever(self) -> None:
        while True:
            time.sleep(REFRESH_SECONDS)
            with self._fetching:
                self.refresh()

    def _from_disk(self) -> Mapping[str, RSAPublicKey]:
        try:
            return parse_jwks(self._cache.read_bytes())
        except (OSError, ValueError, LookupError, jwt.PyJWTError):
            return {}

    def _to_disk(self, document: bytes) -> None:
        temporary = self._cache.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._cache.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(document)
            temporary.replace(self._cache)
        except OSError as error:
            log.warning("jwks.not_saved", error=str(error))
