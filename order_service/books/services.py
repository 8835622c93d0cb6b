"""When the books are audited, and what is kept of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from order_service.books import audit, selectors
from order_service.books.domain.reconciliation import ProblemKind
from order_service.books.metrics import BOOKS_AUDIT_SECONDS, BOOKS_PROBLEMS
from order_service.books.models import AuditTurn, BooksAudit
from order_service.books.ports import Keepers
from servicekit import clock, logs
from servicekit.errors import ServiceError

# Between two audits, and never more than a twentieth of the time: a large shop is audited as often as it can afford.
AT_LEAST = timedelta(seconds=30)
SHARE = 20
# While an audit runs nobody begins another; one that was killed is made up for after this.
LONGEST = timedelta(minutes=10)
# After one that could not be finished: a side was away.
AGAIN = timedelta(seconds=5)
KEPT = 100

log = logs.get(__name__)


def audit_when_due(keepers: Keepers) -> BooksAudit | None:
    """Makes the audit that is due or was asked for. Any number of workers may try: one of them makes it."""
    begun = clock.now()
    if not selectors.audit_wanted(begun) or not _turn_taken(begun):
        return None
    try:
        findings = audit.audit(keepers)
    except ServiceError as error:
        _turn_given_back(due_at=clock.now() + AGAIN, error=f"{error.code}: {error.detail}"[:255])
        return None
    except Exception as error:
        # A defect, or our own database: the worker's log says it, and the next audit need not wait for `LONGEST`.
        _turn_given_back(due_at=clock.now() + AGAIN, error=f"It broke off: {type(error).__name__}")
        raise
    return _kept(begun, findings)


@transaction.atomic(durable=True)
def audit_ask(*, at: datetime) -> None:
    """An audit is to begin at once, or after the one that runs: that has begun before whatever is asked about."""
    AuditTurn.objects.get_or_create(pk=1, defaults={"due_at": at})
    AuditTurn.objects.filter(asked_at__isnull=True).update(asked_at=at)


@transaction.atomic(durable=True)
def _turn_taken(now: datetime) -> bool:
    AuditTurn.objects.get_or_create(pk=1, defaults={"due_at": now})
    wanted = Q(due_at__lte=now) | Q(asked_at__isnull=False)
    idle = Q(running_since__isnull=True) | Q(running_since__lte=now - LONGEST)
    return bool(AuditTurn.objects.filter(wanted, idle).update(running_since=now, asked_at=None))


@transaction.atomic(durable=True)
def _turn_given_back(*, due_at: datetime, error: str = "") -> None:
    AuditTurn.objects.filter(pk=1).update(due_at=due_at, running_since=None, last_error=error)


def _kept(begun: datetime, findings: audit.Findings) -> BooksAudit:
    finished = clock.now()
    made = _recorded(begun, finished, findings)
    _turn_given_back(due_at=finished + max(AT_LEAST, SHARE * (finished - begun)))
    counts = made.report["problem_counts"]
    for kind in ProblemKind:
        BOOKS_PROBLEMS.labels(kind.value).set(counts.get(kind.value, 0))
    BOOKS_AUDIT_SECONDS.set((finished - begun).total_seconds())
    if not made.ok:
        log.error("books.wrong", problems=counts)
    return made


@transaction.atomic(durable=True)
def _recorded(begun: datetime, finished: datetime, findings: audit.Findings) -> BooksAudit:
    report = audit.report(findings)
    made = BooksAudit.objects.create(started_at=begun, finished_at=finished, ok=findings.ok, report=report)
    BooksAudit.objects.filter(pk__lte=made.pk - KEPT).delete()
    return made
