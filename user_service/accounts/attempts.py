"""The failed-login limiter: counted in the database, because it has to be exact and survive a lost cache.

An attempt is counted before its password is hashed and forgiven when the password was right, so that of sixty guesses
at once only as many as the limit are ever hashed.
"""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import F

from servicekit import clock
from servicekit.errors import RateLimited
from user_service.accounts.domain import attempts
from user_service.accounts.domain.credentials import login_key
from user_service.accounts.models import LoginAttempts


def account_key(*, login: str, address: str) -> str:
    return hashlib.sha256(f"account\0{login_key(login)}\0{address}".encode()).hexdigest()


def address_key(address: str) -> str:
    return hashlib.sha256(f"address\0{address}".encode()).hexdigest()


def take(*, login: str, address: str) -> str:
    """Count one attempt and return its key, or raise RateLimited. Atomic: the UPDATE itself holds the limit."""
    now = clock.now()
    _refuse_sprayer(address, now)
    key = account_key(login=login, address=address)
    if not _counted(key, attempts.FAILURES_PER_ACCOUNT, now):
        raise _limited(key, now)
    return key


def failed(address: str) -> None:
    """Remember a failure against the address as a whole."""
    _counted(address_key(address), attempts.FAILURES_PER_ADDRESS, clock.now())


def forgive(key: str) -> None:
    """The password was right: earlier failures from this address are forgotten."""
    LoginAttempts.objects.filter(key=key).delete()


def forget_old() -> int:
    """Delete counters whose window is over. Run periodically by the worker."""
    deleted, _ = LoginAttempts.objects.filter(window_ends_at__lte=clock.now()).delete()
    return deleted


@transaction.atomic(durable=True)
def _counted(key: str, limit: int, now: datetime) -> bool:
    window_ends_at = now + attempts.WINDOW
    LoginAttempts.objects.bulk_create([LoginAttempts(key=key, window_ends_at=window_ends_at)], ignore_conflicts=True)
    counters = LoginAttempts.objects.filter(key=key)
    counters.filter(window_ends_at__lte=now).update(failures=0, window_ends_at=window_ends_at)
    return counters.filter(failures__lt=limit).update(failures=F("failures") + 1) == 1


def _refuse_sprayer(address: str, now: datetime) -> None:
    key = address_key(address)
    full = LoginAttempts.objects.filter(key=key, failures__gte=attempts.FAILURES_PER_ADDRESS, window_ends_at__gt=now)
    if full.exists():
        raise _limited(key, now)


def _limited(key: str, now: datetime) -> RateLimited:
    ends = LoginAttempts.objects.filter(key=key).values_list("window_ends_at", flat=True).first()
    wait = attempts.retry_after(ends or now, now)
    return RateLimited("Too many failed logins. Wait a little and try again.", retry_after=wait)
