"""`./dev rotate-keys [--revoke KID]`: a whole rotation of the keys that sign access tokens, while people shop.

The worker does the same by the calendar and waits ten minutes, because it cannot see who has fetched the new key.
This command can: each process that verifies tokens shows in its metrics which keys it holds.
"""

from __future__ import annotations

import argparse
import json
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tools import control, guards, material
from tools.console import Failure, say
from tools.guards import Reading
from tools.mesh import Mesh
from tools.processes import Process, processes

PATIENCE = 60.0  # seconds: what is promised for an emergency
LOOK = 0.5  # seconds between two looks
TIMEOUT = 3  # seconds for user_service to name its key


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="./dev rotate-keys", allow_abbrev=False)
    reader.add_argument("--revoke", metavar="KID", default="", help="end this key at once: it may be in other hands")
    given = reader.parse_args(arguments)
    change = Change(control.running())
    if given.revoke:
        change.revoke(given.revoke)
    else:
        change.rotate()
    return 0


@dataclass
class Change:
    """One change of keys, told step by step with the seconds since its beginning."""

    mesh: Mesh
    began: float = field(default_factory=time.monotonic)

    def rotate(self) -> None:
        before = self.one("active")
        self.told("now", before, "signs every access token, and verifies")
        self.keys("rotate")
        following = self.one("next")
        self.told("NEXT", following, "is published and signs nothing: who verifies must know it before meeting it")
        published = time.time()
        holding = self.wait(lambda one: fetched(one, following, published), f"has not fetched {following}")
        self.told("known", following, f"is held by all that verify: {', '.join(holding)}")
        self.keys("activate", following, "--now")
        self.signed_by(following)
        self.told("ACTIVE", following, "signs from now on; nobody has to sign in again")
        until = self.entry(before)["until"].partition(".")[0].partition("+")[0]
        self.told("RETIRING", before, f"verifies until {until} UTC, when its last token has expired;")
        self.told("", "", "then the worker deletes its private part")

    def revoke(self, kid: str) -> None:
        self.keys("revoke", kid)
        active = self.one("active")
        self.told("RETIRED", kid, "is revoked; user_service takes none of its tokens any more")
        self.signed_by(active)
        self.told("ACTIVE", active, "signs from now on")
        revoked = time.time()
        rid = self.wait(lambda one: dropped(one, kid, revoked), f"still takes tokens of {kid}")
        self.told("gone", kid, f"is forgotten by all that verify: {', '.join(rid)}")
        self.told("", "", "Whoever had a token of it gets another one with the refresh token, without signing in.")

    def told(self, what: str, kid: str, why: str) -> None:
        since = f"{time.monotonic() - self.began:5.1f} s" if what else " " * 7
        say(f"  {since}  {what:9}{kid[:8]:8}  {why}")

    def keys(self, *words: str) -> str:
        return material.manage(self.mesh, "user_service", "manage", "keys", *words)

    def manifest(self) -> list[dict[str, Any]]:
        return list(json.loads((self.mesh.state.keys / "ring.json").read_text())["keys"])

    def entry(self, kid: str) -> dict[str, Any]:
        return next(key for key in self.manifest() if key["kid"] == kid)

    def one(self, state: str) -> str:
        for key in self.manifest():
            if key["state"] == state:
                return str(key["kid"])
        raise Failure(f"No signing key is {state}: ./dev manage user keys list")

    def signed_by(self, kid: str) -> None:
        """Until user_service's web process says so itself: it looks at its directory once a second."""
        url = f"{self.mesh.ports.url('user-web')}/api/auth/public-key/"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if names_key(url) == kid:
                return
            time.sleep(LOOK)  # processes are asked what they hold; they do not tell
        raise Failure(f"user-web does not sign with {kid} after {PATIENCE:.0f} s: ./dev logs user-web")

    def wait(self, good: Callable[[Reading], bool], otherwise: str) -> list[str]:
        """Until it is so for every process that verifies. Their names; Failure naming those for which it is not.

        What is stopped counts as good: it fetches the keys before it answers again.
        """
        asked = {process.name for process in processes(self.mesh) if verifies(process)}
        end = time.monotonic() + PATIENCE
        while True:
            seen = {reading.process: reading for reading in guards.readings() if reading.process in asked}
            running = {name: reading for name, reading in seen.items() if not reading.trouble}
            late = sorted(name for name, reading in running.items() if not good(reading))
            if not late:
                return sorted(running)
            if time.monotonic() > end:
                raise Failure(f"{', '.join(late)} {otherwise} after {PATIENCE:.0f} s: ./dev logs {late[0]}")
            time.sleep(LOOK)  # processes are asked what they hold; they do not tell


def verifies(process: Process) -> bool:
    """With the published keys; user_service reads its own directory."""
    return process.probe in {"web", "grpc"} and process.service != "user_service"


def fetched(reading: Reading, kid: str, since: float) -> bool:
    """Whether the process verifies with this key: of several workers, the last one too."""
    return holds(reading, kid) and confirmed(reading) >= since


def dropped(reading: Reading, kid: str, since: float) -> bool:
    return not holds(reading, kid) and confirmed(reading) >= since


def holds(reading: Reading, kid: str) -> bool:
    return reading.total("keyring_keys", kid=kid) > 0


def confirmed(reading: Reading) -> float:
    """When the issuer last told the process which keys there are, in seconds since 1970."""
    return max((one.value for one in reading.samples if one.name == "keyring_confirmed_timestamp_seconds"), default=0.0)


def names_key(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310 - our own process
            return str(json.load(answer)["kid"])
    except OSError:
        return ""
