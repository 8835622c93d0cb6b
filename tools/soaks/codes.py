"""`./dev soak codes`: somebody who knows the password guesses codes, ten thousand times by default.

Eight at once, each guess with a fresh mfa_token or one of before, from an address of its own, against user_service in
this process on a database that is thrown away. Five may be looked at (in a quarter of an hour), none may be let in,
and the owner still gets in by a code on paper.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import local
from typing import TYPE_CHECKING, Any

from tools.console import Failure, bad, good, say

if TYPE_CHECKING:
    from user_service.accounts.models import User

TEN_THOUSAND = 10_000
AT_ONCE = 8
OK = 200
LOOKED_AT, REFUSED, LET_IN = "mfa-code-invalid", "rate-limited", "let in"
ALLOWED, LOCK = 5, 900  # so many guesses, then so many seconds of silence
VERIFY = "/api/users/2fa/verify-login/"


def options(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--count", type=int, default=TEN_THOUSAND, help="how many guesses; 10,000 without it")
    reader.add_argument("--seed", type=int, help="the same guesses again; a new seed without it")


def run(given: argparse.Namespace) -> int:
    if given.count < AT_ONCE:
        raise Failure(f"--count must be {AT_ONCE} or more.")
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    say(f"seed {seed}; {given.count:,} guesses, {AT_ONCE} at once")
    began = time.monotonic()
    with service():
        statuses, owner = guessed(seed, given.count)
    told = ", ".join(f"{number:,} × {status}" for status, number in sorted(statuses.items()))
    say(f"  answers: {told}; the owner with a code on paper: {owner}")
    seconds = time.monotonic() - began
    bounded = ALLOWED <= statuses[LOOKED_AT] <= ALLOWED * (1 + seconds // LOCK)
    fine = bounded and statuses.keys() <= {LOOKED_AT, REFUSED} and owner == LET_IN
    (good if fine else bad)(f"{statuses[LOOKED_AT]} looked at, {statuses[LET_IN]} let in, {seconds:.0f} s")
    return 0 if fine else 1


@contextmanager
def service() -> Iterator[None]:
    """user_service in this process, with a key and a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SHOPMESH_ENV": "test", "SHOPMESH_STATE": folder, "LOG_LEVEL": "ERROR"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "user_service.settings"
        import django  # noqa: PLC0415 - its settings had to be chosen first

        django.setup()
        from django.conf import settings  # noqa: PLC0415 - the same
        from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415 - Django is set up first

        from servicekit import logs  # noqa: PLC0415 - Django is set up first
        from user_service.keys import store  # noqa: PLC0415 - Django is set up first

        logs.configure(service="user_service", process="soak", level="CRITICAL")
        store.ensure(settings.SHOPMESH.signing_keys_dir)
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        try:
            yield
        finally:
            teardown_databases(made, verbosity=0)


def guessed(seed: int, count: int) -> tuple[Counter[str], str]:
    """How the guesses were answered, and then the owner."""
    user, paper = protected()
    dice = random.Random(seed)  # noqa: S311 - a guesser's dice, to be thrown again
    guesses = [(f"{dice.randrange(10**6):06}", dice.random()) for _ in range(count)]
    mine = local()

    def guess(one: tuple[str, float]) -> str:
        code, chance = one
        if not hasattr(mine, "token") or chance < 1 / 50:
            mine.token = begun(user)
        return verify(mine.token, "totp", code, address=f"203.0.{int(chance * 256)}.{int(chance * 65_536) % 256}")

    with ThreadPoolExecutor(AT_ONCE, initializer=connected) as pool:
        statuses = Counter(pool.map(guess, guesses))
        owner = pool.submit(verify, begun(user), "backup_code", paper, address="198.51.100.7").result()
    return statuses, owner


def connected() -> None:
    from django.db import connection  # noqa: PLC0415 - Django is set up by now

    connection.ensure_connection()


def protected() -> tuple[User, str]:
    """A user with an app that nobody has, and one of the codes on paper."""
    from servicekit import clock  # noqa: PLC0415 - Django is set up by now
    from user_service.accounts.models import User  # noqa: PLC0415 - Django is set up first
    from user_service.mfa import backup, totp  # noqa: PLC0415 - Django is set up first
    from user_service.mfa.models import TotpDevice  # noqa: PLC0415 - Django is set up first

    user = User.objects.create(username="ada", email="ada@example.com", password=secrets.token_hex())
    TotpDevice.objects.create(user=user, key=totp.key_new(), confirmed=True, confirmed_at=clock.now())
    shown, rows = backup.fresh(user.pk)
    backup.replace(user.pk, rows)
    return user, shown[0]


def begun(user: User) -> str:
    from user_service.mfa.challenges import challenge_begin  # noqa: PLC0415 - Django is set up by now

    return challenge_begin(user=user, attempt="")


def verify(token: str, method: str, code: str, *, address: str) -> str:
    from rest_framework.test import APIClient  # noqa: PLC0415 - Django is set up by now

    headers: dict[str, Any] = {"HTTP_X_FORWARDED_FOR": address}
    asked = {"mfa_token": token, "method": method, "code": code}
    answer = APIClient(raise_request_exception=False).post(VERIFY, asked, **headers)
    return LET_IN if answer.status_code == OK else str(answer.json()["type"]).rpartition("/")[2]
