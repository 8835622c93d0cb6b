"""Sends what is queued, through Django's e-mail backends. Run by the worker every second; any number of workers may.

At least once: a worker that dies between sending and forgetting sends the letter again after its lease, with the same
Message-ID.
"""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.core.mail.message import BadHeaderError
from django.db.models import F

from servicekit import clock, logs
from servicekit.encryption.cipher import Unreadable
from user_service.letters import metrics
from user_service.letters.domain.letter import hopeless, pause_after
from user_service.letters.models import Letter

BATCH = 50  # letters; what comes in meanwhile is looked at a second later
LEASE = timedelta(minutes=2)  # EMAIL_TIMEOUT is 5 s for connecting and for each answer of the server

log = logs.get(__name__)


@dataclass(frozen=True)
class Due:
    """A letter to send, before it is opened: one that cannot be read must not stand in the way of the others."""

    id: UUID
    kind: str
    attempts: int
    next_attempt_at: datetime


def deliver() -> int:
    """Send what is due; how many letters have left. An idle worker only reads."""
    letters = Letter.objects.filter(next_attempt_at__lte=clock.now()).order_by("next_attempt_at")
    due = [Due(*row) for row in letters.values_list("pk", "kind", "attempts", "next_attempt_at")[:BATCH]]
    return sum(_delivered(letter) for letter in due)


def _delivered(due: Due) -> bool:
    if not _claimed(due):
        return False  # another worker has it
    try:
        _send(Letter.objects.get(pk=due.id))
    except (OSError, smtplib.SMTPException, BadHeaderError, UnicodeError, Unreadable) as error:
        _failed(due, error)
        return False
    Letter.objects.filter(pk=due.id).delete()
    metrics.LETTERS.labels(due.kind, "sent").inc()
    return True


def _claimed(due: Due) -> bool:
    """One conditional update: whoever finds `next_attempt_at` moved has lost the letter to somebody else."""
    unclaimed = Letter.objects.filter(pk=due.id, next_attempt_at=due.next_attempt_at)
    return unclaimed.update(next_attempt_at=clock.now() + LEASE, attempts=F("attempts") + 1) == 1


def _send(letter: Letter) -> None:
    headers = {"Message-ID": f"<{letter.pk}@shopmesh>", "Auto-Submitted": "auto-generated"}  # RFC 3834: no replies
    EmailMessage(letter.subject, letter.body, to=[letter.recipient], headers=headers).send()


def _failed(due: Due, error: Exception) -> None:
    attempts, reason = due.attempts + 1, type(error).__name__
    mine = Letter.objects.filter(pk=due.id)
    if hopeless(attempts):
        mine.delete()  # with the link it may hold: nobody will send it any more
        log.error("letter.given_up", letter_id=str(due.id), kind=due.kind, attempts=attempts, error=reason)
        metrics.LETTERS.labels(due.kind, "given_up").inc()
        return
    mine.update(next_attempt_at=clock.now() + pause_after(attempts), last_error=reason)
    log.warning("letter.not_sent", letter_id=str(due.id), kind=due.kind, attempts=attempts, error=reason)
    metrics.LETTERS.labels(due.kind, "again").inc()
