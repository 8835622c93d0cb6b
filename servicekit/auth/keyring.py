"""Public keys by `kid`, fetched in the background where PyJWT's client fetches inside the request, under a lock.

One thread asks the issuer every 20 s, so that a revoked key is out everywhere within a minute even while no event
arrives; an answer that has not changed costs a 304. The last good set is kept in memory and on disk: a service starts,
and goes on verifying, without the issuer, for a day. A flood of unknown key ids costs one fetch per 30 s.
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

from servicekit import clock, logs, metrics

REFRESH_SECONDS = 20.0
UNKNOWN_KID_PAUSE = 30.0
# While nothing is known: between two fetches at least, at most, and how long a request waits for one that succeeds.
FIRST_PAUSE, FIRST_PAUSE_LONGEST, FIRST_PATIENCE = 0.1, 1.0, 0.5
# For how long a request waits for a fetch that may bring its key. Nobody waits for an issuer that was away just now.
PATIENCE = 2.0
TIMEOUT = httpx.Timeout(2.0)
# A set nobody could confirm for longer may hold a key that was revoked long ago.
OLDEST = 24 * 3600.0

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

    def __init__(
        self, url: str, cache: Path, *, transport: httpx.BaseTransport | None = None, every: float = REFRESH_SECONDS
    ) -> None:
        # Several, with commas between, where the issuer may be at another address while it is restarted.
        self._urls = [one.strip() for one in url.split(",")]
        self._every = every
        self._cache = cache
        self._client = httpx.Client(timeout=TIMEOUT, transport=transport, follow_redirects=False)
        self._etag = ""
        self._keys: Mapping[str, RSAPublicKey] = {}
        kept, self._confirmed_at = self._from_disk()
        self._hold(kept)
        self._reachable = True
        self._told_old = False
        # Guards `_asked`: somebody waits for a fetch that begins after they asked.
        self._turn = threading.Condition()
        self._asked = False
        self._asked_at = float("-inf")
        self._closed = False
        self._refresher_pid: int | None = None

    def begin(self) -> None:
        """Fetch now and then regularly, in a thread of this process (again after a fork)."""
        if self._refresher_pid == os.getpid():
            return
        with self._turn:
            if self._refresher_pid == os.getpid():
                return
            self._refresher_pid = os.getpid()
            self._asked = not self._keys  # who comes first with nothing known waits for this first fetch
            self._asked_at = time.monotonic() if self._asked else self._asked_at
        threading.Thread(target=self._refresh_for_ever, name="jwks-refresher", daemon=True).start()

    def close(self) -> None:
        """No further fetch is begun: the thread ends."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()

    def get(self, kid: str) -> RSAPublicKey | None:
        """The key, or None. An unknown id triggers a fetch: one every 30 s, ten a second while no key is known."""
        self.begin()
        key = self._usable().get(kid)
        if key is None and self._looked_again():
            key = self._usable().get(kid)
        return key

    def refresh(self) -> bool:
        """Fetch now. False, and the old keys stay, when the issuer does not answer with a usable document anywhere."""
        self._reachable = any(self._fetched(url) for url in self._urls)
        return self._reachable

    def _fetched(self, url: str) -> bool:
        # no-cache: whatever stands between must ask the issuer, or a revoked key would live on in its copy.
        headers = {"Cache-Control": "no-cache"} | ({"If-None-Match": self._etag} if self._etag else {})
        try:
            answer = self._client.get(url, headers=headers)
            if answer.status_code != httpx.codes.NOT_MODIFIED:
                self._take(answer.raise_for_status())
        except (httpx.HTTPError, ValueError, LookupError, jwt.PyJWTError) as error:
            log.warning("jwks.unavailable", url=url, error=type(error).__name__, kept=len(self._keys))
            return False
        self._confirmed()
        return True

    def _take(self, answer: httpx.Response) -> None:
        keys = parse_jwks(answer.content)
        self._to_disk(answer.content)
        self._hold(keys)
        self._etag = answer.headers.get("ETag", "")

    def _hold(self, keys: Mapping[str, RSAPublicKey]) -> None:
        for kid in self._keys.keys() | keys.keys():
            metrics.KEYRING_KEYS.labels(kid).set(kid in keys)
        self._keys = keys

    def _confirmed(self) -> None:
        self._confirmed_at = clock.now().timestamp()
        self._told_old = False
        metrics.KEYRING_CONFIRMED.set(self._confirmed_at)
        try:
            os.utime(self._cache, (self._confirmed_at, self._confirmed_at))
        except OSError as error:
            log.warning("jwks.not_saved", error=str(error))

    def _usable(self) -> Mapping[str, RSAPublicKey]:
        """What is known, unless nobody has confirmed it for a day."""
        if not self._keys or clock.now().timestamp() - self._confirmed_at <= OLDEST:
            return self._keys
        if not self._told_old:
            self._told_old = True
            log.error("jwks.too_old", hours=round((clock.now().timestamp() - self._confirmed_at) / 3600, 1))
        return {}

    def _looked_again(self) -> bool:
        """Whether a fetch that was asked for is over. All who ask at once wait for the same one."""
        with self._turn:
            if not self._usable():
                return self._first_keys()
            if not self._asked and time.monotonic() - self._asked_at < UNKNOWN_KID_PAUSE:
                return False
            self._ask()
            return self._turn.wait_for(lambda: not self._asked, timeout=PATIENCE if self._reachable else 0.0)

    def _first_keys(self) -> bool:
        """Ask until there are keys, for a moment: a mesh that starts is ready within a second of its issuer."""
        until = time.monotonic() + FIRST_PATIENCE
        while not self._usable() and (left := until - time.monotonic()) > 0:
            self._ask()
            self._turn.wait(left)
        return bool(self._usable())

    def _ask(self) -> None:
        if not self._asked:
            self._asked, self._asked_at = True, time.monotonic()
            self._turn.notify_all()

    def _refresh_for_ever(self) -> None:
        while not self._closed:
            asked = self._asked
            try:
                self.refresh()
            except Exception:  # this thread is the only one that fetches
                log.exception("jwks.refresh_broke")
            with self._turn:
                # A fetch that was under way already when somebody asked may be older than their key.
                self._asked = self._asked and not asked
                self._turn.notify_all()
                known = bool(self._usable())
                pause = self._every if known else FIRST_PAUSE_LONGEST
                self._turn.wait_for(lambda: self._asked or self._closed, timeout=pause)
            if not known:
                time.sleep(FIRST_PAUSE)  # whoever asks hurries the next fetch, but not more than this
        self._client.close()

    def _from_disk(self) -> tuple[Mapping[str, RSAPublicKey], float]:
        """The last good set, and when the issuer last confirmed it: the file's own time."""
        try:
            return parse_jwks(self._cache.read_bytes()), self._cache.stat().st_mtime
        except (OSError, ValueError, LookupError, jwt.PyJWTError):
            return {}, float("-inf")

    def _to_disk(self, document: bytes) -> None:
        temporary = self._cache.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._cache.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(document)
            temporary.replace(self._cache)
        except OSError as error:
            log.warning("jwks.not_saved", error=str(error))
