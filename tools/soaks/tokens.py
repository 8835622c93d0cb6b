"""`./dev soak tokens`: forged access tokens, a million by default, shown to the verifier that every service uses.

With --http they go to the running mesh through the gateway instead, to each service in turn; without the issuer's key,
so without the forgeries that only the issuer could make.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import httpx

from tools import control
from tools.console import Failure, bad, good, say, table

if TYPE_CHECKING:
    from servicekit.testing.tokenfuzz import Forger, Forgery, Outcome

MILLION = 1_000_000
SHOWN = 10  # of those that got through
STEP = 50_000  # forgeries between two lines that say how far it is
THREADS = 4
# One path of each service that verifies tokens.
PATHS = ("/api/users/me/", "/api/cart/", "/api/orders/", "/api/payments/")
# A header carries these, and httpx would refuse to send the rest.
SENT = frozenset(map(chr, range(0x21, 0x7F)))
BATCH = 1000
# Past the question who asks, whatever came after; a gateway also refuses what is too odd or too long to pass on.
LET_IN = frozenset({200, 201, 202, 204, 403, 404})
REFUSED = frozenset({400, 401, 413, 431})
LOGINS = ("user", "viewer", "admin")


def options(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--count", type=int, default=MILLION, help="how many; 1,000,000 without it")
    reader.add_argument("--seed", type=int, help="the same forgeries again; a new seed without it")
    reader.add_argument("--http", action="store_true", help="through the gateway of the running mesh")
    reader.add_argument("--json", action="store_true", help="for programs")


def run(given: argparse.Namespace) -> int:
    if given.count < 1:
        raise Failure("--count must be above 0.")
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    if not given.json:
        say(f"seed {seed}; {given.count:,} forged tokens {'over HTTP' if given.http else 'in process'}")
    began = time.monotonic()
    told = over_http(seed, given.count) if given.http else in_process(seed, given.count, quiet=given.json)
    facts = told | {"seed": seed, "seconds": round(time.monotonic() - began, 1)}
    show(facts, as_json=given.json)
    return 0 if facts["accepted"] == facts["unexpected"] == 0 else 1


def in_process(seed: int, count: int, *, quiet: bool) -> dict[str, Any]:
    """Against servicekit's TokenVerifier, with three keys as in the middle of a rotation."""
    os.environ.setdefault("SHOPMESH_ENV", "test")
    from servicekit.testing.tokenfuzz import Outcome, tried  # noqa: PLC0415 - loads the services' libraries

    verifier, forger = issuer(seed)
    total = Outcome(seed)
    while total.tried < count:
        part = tried(verifier, forger, min(STEP, count - total.tried))
        total.refused += part.refused
        total.accepted += part.accepted
        total.broken += part.broken
        if not quiet:
            say(f"  {total.tried:>9,}  {len(total.accepted)} accepted, {len(total.broken)} unexpected")
    return facts_of(total)


def issuer(seed: int) -> tuple[Any, Forger]:
    """A verifier that knows three keys, and who forges tokens of the middle one."""
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric import padding, rsa  # noqa: PLC0415 - loads the services' libraries

    from servicekit.auth.tokens import TokenVerifier  # noqa: PLC0415 - loads the services' libraries
    from servicekit.testing import tokens  # noqa: PLC0415 - loads the services' libraries
    from servicekit.testing.tokenfuzz import Forger  # noqa: PLC0415 - loads the services' libraries

    ours = tokens.signing_key()
    others = [rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key() for _ in range(2)]
    known = {"next": others[0], tokens.KID: ours.public_key(), "retiring": others[1]}
    end = int(time.time()) + 30 * 86_400  # they must stay good for as long as this runs
    names = (("customer", "alice"), ("viewer", "vera"), ("admin", "adam"))
    genuine = [tokens.sign(tokens.claims(role, name, exp=end)) for role, name in names]
    verifier = TokenVerifier(known, issuer="https://shopmesh.example", audience="shopmesh")
    for token in genuine:
        verifier.verify(token)
    sign = lambda told: ours.sign(told, padding.PKCS1v15(), hashes.SHA256())  # noqa: E731 - a value, given away
    return verifier, Forger(seed, genuine, ours.public_key(), ours=sign)


def facts_of(total: Outcome) -> dict[str, Any]:
    return {
        "tried": total.tried,
        "accepted": len(total.accepted),
        "unexpected": len(total.broken),
        "families": dict(sorted(total.refused.items())),
        "got_through": [[one.family, one.token] for one in total.accepted[:SHOWN]],
        "broke": [[one.family, one.token, error] for one, error in total.broken[:SHOWN]],
    }


@dataclass
class Asked:
    """What the mesh answered."""

    statuses: Counter[int] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    accepted: list[list[str]] = field(default_factory=list)
    broke: list[list[str]] = field(default_factory=list)

    def note(self, forgery: Forgery, status: int) -> None:
        self.statuses[status] += 1
        self.families[forgery.family] += 1
        if status in LET_IN:
            self.accepted.append([forgery.family, forgery.token, str(status)])
        elif status not in REFUSED:
            self.broke.append([forgery.family, forgery.token, str(status)])


def over_http(seed: int, count: int) -> dict[str, Any]:
    mesh = control.running()
    seen = Asked()
    with httpx.Client(base_url=mesh.url, timeout=15) as http, ThreadPoolExecutor(THREADS) as pool:
        forgeries = enumerate(islice(sendable(forger_of(http, seed)), count))
        while batch := list(islice(forgeries, BATCH)):
            for (_, forgery), status in zip(batch, pool.map(lambda one: ask(http, *one), batch), strict=True):
                seen.note(forgery, status)
    return {
        "tried": seen.statuses.total(),
        "accepted": len(seen.accepted),
        "unexpected": len(seen.broke),
        "families": dict(sorted(seen.families.items())),
        "statuses": {str(status): number for status, number in sorted(seen.statuses.items())},
        "got_through": seen.accepted[:SHOWN],
        "broke": seen.broke[:SHOWN],
    }


def forger_of(http: httpx.Client, seed: int) -> Forger:
    """From tokens of demo logins and the key that everybody may fetch."""
    from servicekit.auth.keyring import parse_jwks  # noqa: PLC0415 - loads the services' libraries
    from servicekit.testing.tokenfuzz import Forger  # noqa: PLC0415 - the same

    bodies = [{"username": name, "password": f"{name}123"} for name in LOGINS]
    genuine = [http.post("/api/token/", json=body).raise_for_status().json()["access"] for body in bodies]
    public = next(iter(parse_jwks(http.get("/.well-known/jwks.json").raise_for_status().content).values()))
    return Forger(seed, genuine, public)


def sendable(forger: Forger) -> Iterator[Forgery]:
    return (forgery for forgery in forger if SENT.issuperset(forgery.token))


def ask(http: httpx.Client, number: int, forgery: Forgery) -> int:
    """The status. The gateway ends a kept connection now and then; 0 when three in a row ended without an answer."""
    path = PATHS[number % len(PATHS)]
    for _ in range(3):
        with suppress(httpx.TransportError):
            return http.get(path, headers={"Authorization": f"Bearer {forgery.token}"}).status_code
    return 0


def show(facts: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(facts, indent=2))
        return
    say()
    table(["forgery", "refused"], [[name, f"{n:,}"] for name, n in facts["families"].items()], numbers=["refused"])
    if statuses := facts.get("statuses"):
        say("\nanswers: " + ", ".join(f"{number:,} × {status}" for status, number in statuses.items()))
    for mistake in (*facts["got_through"], *facts["broke"]):
        bad(" ".join(mistake)[:2000])
    say()
    wrong = f"{facts['accepted']} accepted, {facts['unexpected']} unexpected"
    (bad if facts["accepted"] or facts["unexpected"] else good)(
        f"{facts['tried']:,} tried in {facts['seconds']} s: {wrong}"
    )
