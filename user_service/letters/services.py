"""Letters to users: a row beside its cause, sent by the worker a moment later. No request waits for a mail server."""

from functools import cache
from importlib.resources import files

from django.conf import settings
from django.db import connection, transaction

from servicekit import clock
from user_service.letters.domain.letter import written
from user_service.letters.models import Letter


class OutsideTransaction(RuntimeError):
    """A letter about something that did not happen would be possible."""


def queue(kind: str, *, to: str, **values: str) -> None:
    """Write the letter `templates/<kind>.txt` to this address; it leaves once the caller's transaction has committed.

    `{url}` in a template is the shop's own address: PUBLIC_URL, whatever Host a request named.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"the letter {kind} must be queued inside the transaction of its cause")
    text = written(template(kind), {"url": public_url(), **values})
    now = clock.now()
    Letter.objects.create(
        kind=kind, recipient=to, subject=text.subject, body=text.body, created_at=now, next_attempt_at=now
    )


@transaction.atomic(durable=True)
def queue_alone(kind: str, *, to: str, **values: str) -> None:
    """For a letter that is the whole effect of a request."""
    queue(kind, to=to, **values)


def public_url() -> str:
    return str(settings.SHOPMESH.public_url).rstrip("/")


@cache
def template(kind: str) -> str:
    return (files("user_service.letters") / "templates" / f"{kind}.txt").read_text(encoding="utf-8")
