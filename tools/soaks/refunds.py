"""`./dev soak refunds`: a thousand refunds of one payment at once, of which a part fits.

Against payments_service in this process, on a database that is thrown away (DATABASE_URL chooses PostgreSQL), and a
provider in memory that keeps books of its own. Exactly as many are made as fit into what was captured; the provider
gave back what our books say; the ledger sums to zero.
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
from typing import TYPE_CHECKING
from uuid import UUID

from tools.console import Failure, bad, good, say

if TYPE_CHECKING:
    from payments_service.payments.models import Payment
    from payments_service.tests.support import ScriptedProvider

THOUSAND, AT_ONCE = 1_000, 8
CAPTURED, EACH = 100_000, 700  # minor units: 142 fit
MADE, TOO_MUCH = "made", "refund-exceeds-captured"


def options(reader: argparse.ArgumentParser) -> None:
    reader.add_argument("--count", type=int, default=THOUSAND, help="how many refunds; 1,000 without it")
    reader.add_argument("--seed", type=int, help="the same troubles again; a new seed without it")


def run(given: argparse.Namespace) -> int:
    if given.count < AT_ONCE:
        raise Failure(f"--count must be {AT_ONCE} or more.")
    seed = secrets.randbelow(2**32) if given.seed is None else given.seed
    say(f"seed {seed}; {given.count:,} refunds of {EACH} from {CAPTURED:,}, {AT_ONCE} at once")
    began = time.monotonic()
    with service():
        answers, wrong = refunded(seed, given.count)
    told = ", ".join(f"{number:,} × {answer}" for answer, number in sorted(answers.items()))
    say(f"  {told}; {time.monotonic() - began:.0f} s")
    for sentence in wrong:
        bad(sentence)
    if not wrong:
        good(f"{answers[MADE]} fitted and were made; ours, the provider's books and the ledger agree")
    return 1 if wrong else 0


@contextmanager
def service() -> Iterator[None]:
    """payments_service in this process, with a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SHOPMESH_ENV": "test", "SHOPMESH_STATE": folder, "LOG_LEVEL": "ERROR"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "payments_service.settings"
        import django  # noqa: PLC0415 - its settings had to be chosen first

        django.setup()
        from django.test.utils import setup_databases, teardown_databases  # noqa: PLC0415 - Django is set up first

        from servicekit import logs  # noqa: PLC0415 - Django is set up first

        logs.configure(service="payments_service", process="soak", level="CRITICAL")
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        try:
            yield
        finally:
            teardown_databases(made, verbosity=0)


def refunded(seed: int, count: int) -> tuple[Counter[str], list[str]]:
    """How the refunds were answered, and what is wrong afterwards."""
    from payments_service.tests.support import ScriptedProvider, captured  # noqa: PLC0415 - Django is set up by now
    from servicekit.money import Money  # noqa: PLC0415 - the same

    provider = ScriptedProvider()
    payment = captured(provider, amount=Money(CAPTURED, "EUR"))
    dice = random.Random(seed)  # noqa: S311 - troubles, to be made again
    # Answers get lost, before and after the money moved: refunds with an unknown outcome hold their part meanwhile.
    for _ in range(count // 50):
        provider.fail("refund", after=dice.random() < 1 / 2)
    with ThreadPoolExecutor(AT_ONCE, initializer=_connected) as pool:
        numbers = range(count)
        answers = Counter(pool.map(lambda number: _refund(provider, payment.pk, number), numbers))
        pool.submit(_settle, provider).result()
        return answers, pool.submit(_wrong, provider, payment, answers).result()


def _connected() -> None:
    from django.db import connection  # noqa: PLC0415 - Django is set up by now

    connection.ensure_connection()
    if connection.vendor == "sqlite":
        # What is thrown away need not survive a power cut: without this it is the disk that is tried, and for minutes.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")


def _refund(provider: ScriptedProvider, payment_id: UUID, number: int) -> str:
    """Sent again under its key until the answer is final, as a client does."""
    from django.db import OperationalError  # noqa: PLC0415 - Django is set up by now

    from payments_service.payments import refunding  # noqa: PLC0415 - the same
    from servicekit.errors import DependencyUnavailable, IdempotencyInProgress, ServiceError  # noqa: PLC0415 - the same
    from servicekit.money import Money  # noqa: PLC0415 - the same

    while True:
        try:
            refunding.payment_refund(
                idempotency_key=f"soak:{number}",
                payment_id=payment_id,
                amount=Money(EACH, "EUR"),
                provider=provider,
            )
        except (DependencyUnavailable, IdempotencyInProgress, OperationalError):
            # Over REST each is a 503 or 409 that says when to come back; a SQLite file is locked on a busy machine.
            time.sleep(0.2)
        except ServiceError as refusal:
            return refusal.code
        else:
            return MADE


def _settle(provider: ScriptedProvider) -> None:
    from payments_service.payments import recovery  # noqa: PLC0415 - Django is set up by now

    while recovery.settle_due(provider):
        pass


def _wrong(provider: ScriptedProvider, payment: Payment, answers: Counter[str]) -> list[str]:
    from payments_service.payments import books  # noqa: PLC0415 - Django is set up by now

    payment.refresh_from_db()
    fits = min(CAPTURED // EACH, answers.total())
    checks = {
        f"{answers[MADE]} were made and {fits} fit": answers[MADE] == fits,
        f"answers that are neither: {dict(answers)}": answers.keys() <= {MADE, TOO_MUCH},
        f"given back {payment.refunded}, of {CAPTURED}": payment.refunded == answers[MADE] * EACH <= CAPTURED,
        f"still promised: {payment.refunding}": payment.refunding == 0,
        f"the provider gave back {provider.only().refunded}": provider.only().refunded == payment.refunded,
        "the ledger does not sum to zero": books.balanced(books.account_sums()),
    }
    return [sentence for sentence, right in checks.items() if not right]
