"""Sends what is queued, through Django's e-mail backends. Run by the worker every second; any number of workers may.

At least once: a worker that dies between sending and forgetting sends the letter again after its lease, with the same
Message-ID.
"""

import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import BadHeaderError
from django.db.models import F

from servicekit import clock, logs
from user_service.letters import metrics
from user_service.letters.domain.letter import hopeless, pause_after
from user_service.letters.models import Letter

BATCH = 50  # letters; what comes in meanwhile is looked at a second later
LEASE = timedelta(minutes=2)  # EMAIL_TIMEOUT is 5 s for connecting and for each answer of the server

log = logs.get(__name__)


def deliver() -> int:
    """Send what is due; how many letters have left. An idle worker only reads."""
    due = Letter.objects.filter(next_attempt_at__lte=clock.now()).order_by("next_attempt_at")
    letters = list(due[:BATCH])
    return sum(_delivered(letter) for letter in letters)


def _delivered(letter: Letter) -> bool:
    if not _claimed(letter):
        return False  # another worker has it
    try:
        _send(letter, get_connection())
    except (OSError, smtplib.SMTPException, BadHeaderError, UnicodeError) as error:
        _failed(letter, error)
        return False
    Letter.objects.filter(pk=letter.pk).delete()
    metrics.LETTERS.labels(letter.kind, "sent").inc()
    return True


def _claimed(letter: Letter) -> bool:
    """One conditional update: whoever finds `next_attempt_at` moved has lost the letter to somebody else."""
    unclaimed = Letter.objects.filter(pk=letter.pk, next_attempt_at=letter.next_attempt_at)
    return unclaimed.update(next_attempt_at=clock.now() + LEASE, attempts=F("attempts") + 1) == 1


def _send(letter: Letter, mail: BaseEmailBackend) -> None:
    headers = {"Message-ID": f"<{letter.pk}@shopmesh>", "Auto-Submitted": "auto-generated"}  # RFC 3834: no replies
    message = EmailMessage(letter.subject, letter.body, to=[letter.recipient], connection=mail, headers=headers)
    message.send()


def _failed(letter: Letter, error: Exception) -> None:
    attempts, reason = letter.attempts + 1, type(error).__name__
    mine = Letter.objects.filter(pk=letter.pk)
    if hopeless(attempts):
        mine.delete()  # with the link it may hold: nobody will send it any more
        log.error("letter.given_up", letter_id=str(letter.pk), kind=letter.kind, attempts=attempts, error=reason)
        metrics.LETTERS.labels(letter.kind, "given_up").inc()
        return
    mine.update(next_attempt_at=clock.now() + pause_after(attempts), last_error=reason)
    log.warning("letter.not_sent", letter_id=str(letter.pk), kind=letter.kind, attempts=attempts, error=reason)
    metrics.LETTERS.labels(letter.kind, "again").inc()
