"""The limiter of codes: counted in the database, before a code is looked at, so that parallel guesses are counted too.

The window begins anew with each wrong code, so in no fifteen minutes are there more than five; refused tries do not
move it, so nobody can keep a lock up for longer than that. A right code gives back its own try, and no other: whoever
guesses does not gain five more each time that the owner signs in.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, Q, Value, When

from servicekit import clock
from servicekit.errors import RateLimited
from user_service.mfa.domain import guessing
from user_service.mfa.models import Guesses

SENDS = "sms-send"  # what their counters are called, beside those of wrong codes


def key_of(user_id: UUID | str, method: str) -> str:
    return f"{user_id}:{method}"


def take(user_id: UUID | str, method: str, *, limit: int = guessing.FAILURES) -> None:
    """Count one try, or raise RateLimited. Atomic: the UPDATE itself holds the limit."""
    now, key = clock.now(), key_of(user_id, method)
    if not _counted(key, limit, now):
        raise _limited(key, now)


def in_a_row(user_id: UUID | str, method: str) -> int:
    """Wrong codes since the last right one."""
    return Guesses.objects.filter(pk=key_of(user_id, method)).values_list("in_a_row", flat=True).first() or 0


def require_open(user_id: UUID | str, method: str) -> None:
    """RateLimited while the limit is reached, by reading alone: a flood of guesses takes nobody's turn to write."""
    now, key = clock.now(), key_of(user_id, method)
    if Guesses.objects.filter(pk=key, failures__gte=guessing.FAILURES, window_ends_at__gt=now).exists():
        raise _limited(key, now)


def right(user_id: UUID | str, method: str) -> None:
    """The try that was counted was no guess."""
    mine = Guesses.objects.filter(pk=key_of(user_id, method))
    mine.update(failures=Case(When(failures__gt=0, then=F("failures") - 1), default=Value(0)), in_a_row=0)


def forget(user_id: UUID | str) -> None:
    """The factors were removed: what comes next starts at nothing."""
    Guesses.objects.filter(pk__startswith=f"{user_id}:").delete()


def forget_sends() -> int:
    """Delete counters of text messages whose window is over: a number is not kept longer. Run by the worker."""
    over = Guesses.objects.filter(pk__endswith=f":{SENDS}", window_ends_at__lte=clock.now())
    return over.delete()[0]


def _counted(key: str, limit: int, now: datetime) -> bool:
    ends = now + guessing.WINDOW
    Guesses.objects.bulk_create([Guesses(key=key, window_ends_at=ends)], ignore_conflicts=True)
    over = Q(window_ends_at__lte=now)
    open_ = Guesses.objects.filter(over | Q(failures__lt=limit), pk=key)
    failures = Case(When(over, then=Value(1)), default=F("failures") + 1)
    if open_.update(failures=failures, in_a_row=F("in_a_row") + 1, window_ends_at=ends) == 1:
        return True
    # Gone between the two statements: a right code beside this one was the last, and `forget` took the counter away.
    return not Guesses.objects.filter(pk=key).exists() and _counted(key, limit, now)


def _limited(key: str, now: datetime) -> RateLimited:
    ends = Guesses.objects.filter(pk=key).values_list("window_ends_at", flat=True).first() or now
    wait = max(1, -int((now - ends).total_seconds() // 1))
    return RateLimited("Too many wrong codes. Wait a little, or use another method.", retry_after=wait)
