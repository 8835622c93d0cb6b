"""The issuer may be slow, wrong or gone, and its keys may change: known keys go on working and nobody waits."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import jwt
import pytest
from prometheus_client import REGISTRY

from servicekit.auth import keyring
from servicekit.auth.keyring import Keyring
from servicekit.testing.clock import HeldClock
from servicekit.testing.tokens import signing_key
from servicekit.testing.waiting import eventually

QUIET = 3600.0  # seconds: no refresh but those that are asked for


def jwks(*kids: str) -> bytes:
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(signing_key().public_key()))
    return json.dumps({"keys": [public | {"kid": kid} for kid in kids]}).encode()


class Issuer(httpx.BaseTransport):
    def __init__(self, answer: bytes | None) -> None:
        self.answer = answer
        self.fetches = 0
        self.pass_on = threading.Event()
        self.pass_on.set()
        self.arrived = threading.Event()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.fetches += 1
        answer = self.answer
        self.arrived.set()
        assert self.pass_on.wait(10)
        if answer is None:
            raise httpx.ConnectError("refused")
        etag = f'"{hash(answer)}"'
        if request.headers.get("If-None-Match") == etag:
            return httpx.Response(304)
        return httpx.Response(200, content=answer, headers={"ETag": etag})


@pytest.fixture(autouse=True)
def nobody_asks_any_more(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Or the threads of all these rings would go on asking, and write that nobody answers into every later test."""
    made: list[Keyring] = []
    begin = Keyring.begin

    def noted(ring: Keyring) -> None:
        made.append(ring)
        begin(ring)

    monkeypatch.setattr(Keyring, "begin", noted)
    yield
    for one in made:
        one.close()


@pytest.fixture
def cache_file(tmp_path: Path) -> Path:
    return tmp_path / "jwks.json"


def ring(issuer: Issuer, cache_file: Path, every: float = QUIET) -> Keyring:
    return Keyring("http://issuer.test/jwks", cache_file, transport=issuer, every=every)


class CountingIssuer(BaseHTTPRequestHandler):
    """A real server: `fetches` counts the requests, `kids` are what it publishes."""

    protocol_version = "HTTP/1.1"
    fetches = 0
    kids: tuple[str, ...] = ("a",)

    def do_GET(self) -> None:
        type(self).fetches += 1
        body = jwks(*self.kids)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_facts: object) -> None:
        """Requests are counted, not told."""


@contextmanager
def serving() -> Iterator[tuple[str, type[CountingIssuer]]]:
    handler = type("Handler", (CountingIssuer,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/jwks", handler
        server.shutdown()


def test_ten_thousand_unknown_kids_cost_one_fetch(cache_file: Path) -> None:
    with serving() as (url, issuer):
        keys = Keyring(url, cache_file, every=QUIET)
        assert keys.get("a")
        assert issuer.fetches == 1
        keys._asked_at = float("-inf")  # the fetch at the start was long ago
        with ThreadPoolExecutor(16) as pool:
            found = list(pool.map(lambda n: keys.get(f"forged-{n}"), range(10_000)))
        assert not any(found)
        assert issuer.fetches == 2
        assert keys.get("a")


def test_a_flood_before_the_first_answer_costs_one_fetch(cache_file: Path) -> None:
    with serving() as (url, issuer):
        keys = Keyring(url, cache_file, every=QUIET)
        with ThreadPoolExecutor(16) as pool:
            list(pool.map(lambda n: keys.get(f"forged-{n}"), range(1000)))
        assert issuer.fetches == 1


def test_who_began_before_the_issuer_knows_its_keys_moments_after_it(cache_file: Path) -> None:
    """All processes of a mesh start at once, and its first users come within the same second."""
    issuer = Issuer(None)
    keys = ring(issuer, cache_file)
    keys.begin()
    eventually(lambda: issuer.fetches)
    issuer.answer = jwks("a")
    assert keys.get("a")


def test_an_issuer_that_is_not_there_yet_is_not_flooded(cache_file: Path) -> None:
    issuer = Issuer(None)
    keys = ring(issuer, cache_file)
    began = time.monotonic()
    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(keys.get, ["a"] * 32)) == {None}
    assert issuer.fetches <= 2 + 10 * (time.monotonic() - began)


def test_everybody_who_asks_for_a_new_key_at_once_gets_it(cache_file: Path) -> None:
    """Somebody activated a key early: good tokens wait for the one fetch, whoever made it."""
    issuer = Issuer(jwks("a"))
    keys = ring(issuer, cache_file)
    assert keys.get("a")
    keys._asked_at = float("-inf")
    issuer.answer = jwks("a", "b")
    issuer.pass_on.clear()
    with ThreadPoolExecutor(12) as pool:
        asking = [pool.submit(keys.get, "b") for _ in range(12)]
        eventually(lambda: issuer.fetches == 2)
        issuer.pass_on.set()
        assert all(asked.result() for asked in asking)
    assert issuer.fetches == 2


def test_a_fetch_that_began_before_the_key_was_published_is_not_the_last_word(cache_file: Path) -> None:
    issuer = Issuer(jwks("a"))
    ring(issuer, cache_file).get("a")
    issuer.arrived.clear()
    issuer.pass_on.clear()
    keys = ring(issuer, cache_file)  # starts from its copy, and fetches beside
    assert keys.get("a")
    assert issuer.arrived.wait(5)
    issuer.answer = jwks("a", "b")
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(keys.get, "b")
        eventually(lambda: keys._asked)
        issuer.pass_on.set()
        assert asking.result()


def test_known_keys_are_answered_while_a_fetch_hangs(cache_file: Path) -> None:
    issuer = Issuer(jwks("a"))
    keys = ring(issuer, cache_file)
    keys.get("a")
    keys._asked_at = float("-inf")
    issuer.pass_on.clear()
    with ThreadPoolExecutor(1) as pool:
        unknown = pool.submit(keys.get, "forged")
        eventually(lambda: keys._asked)
        began = time.monotonic()
        assert keys.get("a")
        assert time.monotonic() - began < 0.5
        issuer.pass_on.set()
        assert unknown.result() is None


def test_nobody_waits_for_an_issuer_that_was_away_just_now(cache_file: Path) -> None:
    issuer = Issuer(jwks("a"))
    keys = ring(issuer, cache_file)
    keys.get("a")
    issuer.answer = None
    assert keys.refresh() is False
    keys._asked_at = float("-inf")
    issuer.pass_on.clear()
    began = time.monotonic()
    assert keys.get("forged") is None
    assert time.monotonic() - began < 0.5
    issuer.pass_on.set()


def test_a_service_starts_without_the_issuer_from_its_last_good_copy(cache_file: Path) -> None:
    ring(Issuer(jwks("a")), cache_file).get("a")
    assert ring(Issuer(None), cache_file).get("a")


@pytest.mark.parametrize("answer", [None, b"<html>", b"[]", b"{}", b'{"keys": []}', b'{"keys": [{"kty": "oct"}]}'])
def test_a_bad_answer_leaves_the_known_keys_alone(cache_file: Path, answer: bytes | None) -> None:
    issuer = Issuer(jwks("a"))
    keys = ring(issuer, cache_file)
    keys.get("a")
    issuer.answer = answer
    assert keys.refresh() is False
    assert keys.get("a")
    assert ring(Issuer(None), cache_file).get("a")


def test_a_new_key_is_found_once_the_pause_is_over(cache_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    issuer = Issuer(jwks("a"))
    keys = ring(issuer, cache_file)
    keys.get("a")
    issuer.answer = jwks("a", "b")
    assert keys.get("b") is None
    monkeypatch.setattr(keyring, "UNKNOWN_KID_PAUSE", 0.0)
    assert keys.get("b")


def test_a_revoked_key_is_gone_after_the_next_refresh_without_any_event(cache_file: Path) -> None:
    issuer = Issuer(jwks("stolen", "a"))
    keys = ring(issuer, cache_file, every=0.05)
    assert keys.get("stolen")
    issuer.answer = jwks("a")
    eventually(lambda: keys.get("stolen") is None)
    assert keys.get("a")
    assert ring(Issuer(None), cache_file).get("stolen") is None


def test_two_refreshes_and_a_fetch_that_hangs_take_less_than_a_minute() -> None:
    seconds = 2 * keyring.REFRESH_SECONDS + 2 * sum(filter(None, [keyring.TIMEOUT.connect, keyring.TIMEOUT.read]))
    assert seconds < 60


def test_a_set_that_has_not_changed_is_not_sent_again(cache_file: Path) -> None:
    issuer = Issuer(jwks("a"))
    keys = ring(issuer, cache_file)
    keys.get("a")
    written = cache_file.stat().st_ino
    assert keys.refresh() is True
    assert cache_file.stat().st_ino == written
    assert keys.get("a")


def test_keys_nobody_confirmed_for_a_day_are_not_believed(cache_file: Path, held_clock: HeldClock) -> None:
    issuer = Issuer(jwks("a"))
    keys = ring(issuer, cache_file)
    keys.get("a")
    issuer.answer = None
    held_clock.advance(hours=24)
    assert keys.get("a")
    held_clock.advance(seconds=1)
    assert keys.get("a") is None
    issuer.answer = jwks("a")
    assert keys.refresh()
    assert keys.get("a")


def test_an_issuer_that_only_says_that_nothing_changed_confirms_the_keys(
    cache_file: Path, held_clock: HeldClock
) -> None:
    keys = ring(Issuer(jwks("a")), cache_file)
    keys.get("a")
    held_clock.advance(hours=23)
    assert keys.refresh()
    held_clock.advance(hours=23)
    assert keys.get("a")


def test_a_copy_that_is_older_than_a_day_starts_nothing(cache_file: Path) -> None:
    ring(Issuer(jwks("a")), cache_file).get("a")
    yesterday = time.time() - 24 * 3600 - 60
    os.utime(cache_file, (yesterday, yesterday))
    assert ring(Issuer(None), cache_file).get("a") is None


def test_what_a_process_holds_can_be_seen_from_outside(cache_file: Path, held_clock: HeldClock) -> None:
    issuer = Issuer(jwks("seen-old"))
    keys = ring(issuer, cache_file)
    keys.get("seen-old")
    issuer.answer = jwks("seen-new")
    held_clock.advance(seconds=7)
    keys.refresh()
    held = {kid: REGISTRY.get_sample_value("keyring_keys", {"kid": kid}) for kid in ("seen-old", "seen-new")}
    assert held == {"seen-old": 0.0, "seen-new": 1.0}
    assert REGISTRY.get_sample_value("keyring_confirmed_timestamp_seconds") == held_clock.instant.timestamp()
