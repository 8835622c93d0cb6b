"""Figures about accounts and logins, counted where they are: five queries, however many accounts and entries."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast, Substr

from servicekit import clock
from user_service.accounts.domain.roles import Role
from user_service.accounts.models import User
from user_service.audit.models import AuditEntry
from user_service.mfa.models import SmsDevice, TotpDevice
from user_service.passkeys.models import Passkey
from user_service.sessions.models import Session

SUCCEEDED, FAILED = "user.login", "user.login_failed"
ALARMS = {"denied": "access.denied", "locked_out": "user.locked_out", "refresh_reused": "session.refresh_reused"}

Days = Counter[tuple[str, str]]


def figures(*, days: int) -> dict[str, Any]:
    """As `api.serializers.Analytics` says: the last `days` days in UTC, today among them."""
    window = [clock.now().date() - timedelta(days=before) for before in range(days - 1, -1, -1)]
    happened = _happened(since=window[0])
    joined = _registrations(since=window[0])
    logins = [_logins(happened, str(day)) for day in window]
    return {
        "users": _users(),
        "sessions": {"living": Session.objects.filter(ended_at__isnull=True, expires_at__gt=clock.now()).count()},
        "registrations": [{"day": str(day), "count": joined.get(str(day), 0)} for day in window],
        "logins": logins,
        "alarms": {name: sum(happened[action, str(day)] for day in window) for name, action in ALARMS.items()},
    }


def _logins(happened: Days, day: str) -> dict[str, Any]:
    return {"day": day, "succeeded": happened[SUCCEEDED, day], "failed": happened[FAILED, day]}


def _users() -> dict[str, Any]:
    """Deleted accounts are nobody's any more and not counted."""
    with_factors, with_passkey = _with_factors(), Passkey.objects.values("user").distinct().count()
    by_role = {f"role_{role.value}": Count("pk", filter=Q(role=role.value)) for role in Role}
    counted = User.objects.filter(deleted_at__isnull=True).aggregate(
        total=Count("pk"),
        active=Count("pk", filter=Q(is_active=True)),
        verified=Count("pk", filter=Q(email_verified_at__isnull=False)),
        **by_role,
    )
    roles = {role.value: counted.pop(f"role_{role.value}") for role in Role}
    return counted | {"by_role": roles, "with_second_factor": with_factors, "with_passkey": with_passkey}


def _with_factors() -> int:
    """From the factors and not from the users, most of whom have none. A union names each user once."""
    first, *others = (model.objects.filter(confirmed=True).values("user") for model in (TotpDevice, SmsDevice))
    return int(first.union(*others, Passkey.objects.values("user")).count())


def _happened(*, since: date) -> Days:
    """How often each kind of thing happened on each day: read from the index `audit_by_action_and_time` alone."""
    kinds = AuditEntry.objects.filter(action__in=[SUCCEEDED, FAILED, *ALARMS.values()], at__gte=_midnight(since))
    counted = kinds.annotate(day=_day("at")).order_by().values_list("action", "day").annotate(number=Count("action"))
    return Counter({(action, day): number for action, day, number in counted})


def _registrations(*, since: date) -> Mapping[str, int]:
    joined: QuerySet[User, Any] = User.objects.filter(created_at__gte=_midnight(since))
    return dict(joined.annotate(day=_day("created_at")).order_by().values_list("day").annotate(number=Count("pk")))


def _day(column: str) -> Substr:
    """The date of a time in UTC. Django's TruncDate calls Python for every row on SQLite: 3 s for a million."""
    return Substr(Cast(column, CharField()), 1, 10)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.now().tzinfo)
