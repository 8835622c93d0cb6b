"""The failed-login limiter: counted in the database, because it has to be exact and survive a lost cache.

An attempt is counted before its password is hashed and given back when the password was right, so that of sixty guesses
at once only as many as the limit are ever hashed.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from servicekit import clock
from servicekit.errors import RateLimited
from user_service.accounts.domain import attempts as rules
from user_service.accounts.domain.attempts import Count, Limits, Standing
from user_service.accounts.domain.credentials import login_key
from user_service.accounts.models import LoginAttempts
from user_service.audit import record as audit
from user_service.configuration.values import value

TOO_MANY = "Too many failed logins. Wait a little and try again."
KEY_BYTES = 15  # 120 bits, 20 characters: three keys fit where an attempt is kept until its second factor

# One statement, the same on SQLite and PostgreSQL: it holds the limit itself, and answers no row when that is reached.
COUNTED = """
    INSERT INTO accounts_loginattempts (key, failures, window_ends_at) VALUES (%(key)s, 1, %(until)s)
    ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN accounts_loginattempts.window_ends_at <= %(now)s THEN 1
                        ELSE accounts_loginattempts.failures + 1 END,
        window_ends_at = CASE WHEN accounts_loginattempts.window_ends_at <= %(now)s THEN %(until)s
                              ELSE accounts_loginattempts.window_ends_at END
    WHERE accounts_loginattempts.failures < %(limit)s OR accounts_loginattempts.window_ends_at <= %(now)s
    RETURNING failures
"""


def limits() -> Limits:
    """As administrators have set them."""
    return Limits(
        per_account=value("login_failures_per_account"),
        per_address=value("login_failures_per_address"),
        by_strangers=value("login_failures_by_strangers"),
    )


def take(
    *, login: str, address: str, device: str = "", standing: Standing = Standing.STRANGER, user_id: str = ""
) -> str:
    """Count one attempt everywhere it counts, or raise RateLimited and count it nowhere.

    Returns what `forgive` needs, at most 64 characters. `login` is counted as it was typed, known or not: were an
    account's two names counted together, the answer would tell that they belong together. `user_id` is for the audit.
    """
    network, now = rules.network_of(address), clock.now()
    wanted = rules.counts(login=login_key(login), network=network, device=device, standing=standing, limits=limits())
    counts = {key_of(count): count for count in wanted}
    if full := _first_full(counts, now):
        _tell_once(full, counts[full], user_id)
        raise _limited(full, now)
    return ".".join(counts)


def count(wanted: Iterable[Count], *, detail: str) -> None:
    """Count what else has a limit, as exactly: all of it, or RateLimited and none."""
    now = clock.now()
    if full := _first_full({key_of(one): one for one in wanted}, now):
        raise _limited(full, now, detail)


@transaction.atomic(savepoint=False)
def forgive(attempt: str) -> None:
    """The password was right: earlier failures of this account from here are forgotten, other counters get one back."""
    own = attempt.partition(".")[0]
    for key in sorted(attempt.split(".")):
        counter = LoginAttempts.objects.filter(key=key)
        if key == own:
            counter.delete()
        else:
            counter.filter(failures__gt=0).update(failures=F("failures") - 1)


@transaction.atomic(durable=True)
def give_back(attempt: str) -> None:
    """It was not a guess after all: nothing was hashed."""
    for key in sorted(attempt.split(".")):
        LoginAttempts.objects.filter(key=key, failures__gt=0).update(failures=F("failures") - 1)


def forget_old() -> int:
    """Delete counters whose window is over. Run periodically by the worker."""
    deleted, _ = LoginAttempts.objects.filter(window_ends_at__lte=clock.now()).delete()
    return deleted


def key_of(count: Count) -> str:
    """No login is kept in clear."""
    digest = hashlib.sha256("\0".join(count.name).encode()).digest()[:KEY_BYTES]
    return base64.urlsafe_b64encode(digest).decode()


def _first_full(counts: Mapping[str, Count], now: datetime) -> str | None:
    """Count them all, or none and say which is full. In the order of the keys, here and in `forgive`: no deadlocks."""
    if full := _seen_full(counts, now):
        return full
    with transaction.atomic(durable=True):
        for key in sorted(counts):
            if not _counted(key, counts[key], now):
                transaction.set_rollback(True)
                return key
    return None


def _seen_full(counts: Mapping[str, Count], now: datetime) -> str | None:
    """What is full already is found by reading: a flood of refusals must not take everybody's turn at writing."""
    rows = LoginAttempts.objects.filter(key__in=counts, window_ends_at__gt=now).values_list("key", "failures")
    return next((key for key, failures in sorted(rows) if failures >= counts[key].limit), None)


def _counted(key: str, count: Count, now: datetime) -> bool:
    at = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"key": key, "limit": count.limit, "now": at(now), "until": at(now + count.window)}
        cursor.execute(COUNTED, values)
        return cursor.fetchone() is not None


def _tell_once(key: str, count: Count, user_id: str) -> None:
    """The first refusal of a window is audited; one above the limit says that it was."""
    untold = LoginAttempts.objects.filter(key=key, failures=count.limit)
    if not untold.exists():
        return
    with transaction.atomic(durable=True):
        if not untold.update(failures=count.limit + 1):
            return
        audit.record("user.locked_out", resource="user", resource_id=user_id, details={"counted_by": count.name[0]})


def _limited(key: str, now: datetime, detail: str = TOO_MANY) -> RateLimited:
    ends = LoginAttempts.objects.filter(key=key).values_list("window_ends_at", flat=True).first()
    wait = rules.retry_after(ends or now, now)
    return RateLimited(detail, retry_after=wait)
