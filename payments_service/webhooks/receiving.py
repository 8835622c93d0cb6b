"""A delivery: signed by whom it says, then a row, then acknowledged. Nothing else happens while the sender waits."""

from __future__ import annotations

from collections.abc import Sequence

from payments_service.webhooks import metrics, services
from payments_service.webhooks.domain import notice, signature
from servicekit import clock
from servicekit.errors import MalformedJson, ServiceError
from servicekit.faults.failpoints import failpoint


def receive(*, provider: str, header: str, body: bytes, secrets: Sequence[str]) -> None:
    """Raises WebhookSignatureInvalid, WebhookTimestampOutOfRange, MalformedJson, and what the database raises."""
    try:
        signature.verify(header, body, secrets=secrets, now=clock.now().timestamp())
        told = _read(body)
    except ServiceError:
        metrics.RECEIVED.labels(provider, "other", "refused").inc()
        raise
    if told.topic is None:
        # Disputes, payouts and what is invented next year: counted, so that somebody can see what is not acted on.
        metrics.RECEIVED.labels(provider, "other", "ignored").inc()
        return
    new = services.event_keep(provider=provider, notice=told, body=body)
    failpoint("payments.webhook.after-commit")
    metrics.RECEIVED.labels(provider, told.type, "kept" if new else "duplicate").inc()


def _read(body: bytes) -> notice.Notice:
    try:
        return notice.read(body.decode())
    except (notice.Unreadable, UnicodeDecodeError):
        raise MalformedJson("It is signed, and is no event.") from None
