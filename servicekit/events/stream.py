"""The one JetStream stream, and the durables that read it. Its name and subjects are in servicekit.events.names."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    DiscardPolicy,
    RetentionPolicy,
    StorageType,
    StreamConfig,
)
from nats.js.errors import BadRequestError, NotFoundError

from servicekit.events.names import STREAM, wire
from servicekit.events.registry import Subscription

__all__ = ["STREAM", "consumer_config", "ensure", "lost", "stream_config", "wire"]
DAY = 86_400.0
# Seconds without a sign of life until a message is delivered again. Short, because its successors wait meanwhile: for a
# worker that was killed, and for an acknowledgement that a killed broker forgot. A slow handler is spoken for (SIGN).
ACK_WAIT = 5.0
SIGN = 1.5
# The worker gives up on a message after 5 failures of its handler (consumer.py). The broker must not give up before the
# dead letter is written, so its own bound only ends what no worker can even record: 1,000 tries, 30 s apart, 8 hours.
MAX_DELIVER = 1000


def stream_config() -> StreamConfig:
    """Of three replicas one may die: an event is acknowledged when two have it. Durables have as many as the stream."""
    return StreamConfig(
        name=STREAM,
        subjects=["event.>"],
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        discard=DiscardPolicy.OLD,
        max_age=7 * DAY,
        duplicate_window=120,
        num_replicas=settings.SHOPMESH.nats_replicas,
    )


def consumer_config(name: str, subject: str) -> ConsumerConfig:
    """One message in flight: a failed one is tried again before its successors, so each subject is handled in order."""
    return ConsumerConfig(
        name=name,
        durable_name=name,
        filter_subject=wire(subject),
        deliver_policy=DeliverPolicy.ALL,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ACK_WAIT,
        max_deliver=MAX_DELIVER,
        max_ack_pending=1,
    )


async def ensure(js: JetStreamContext, consumers: Mapping[str, Subscription]) -> None:
    """Make the stream and the durables, or bring them up to date. Any number of workers may do it at once."""
    try:
        await js.add_stream(stream_config())
    except BadRequestError:
        await js.update_stream(stream_config())
    for name, subscription in consumers.items():
        await js.add_consumer(STREAM, consumer_config(name, subscription.subject))


async def lost(js: JetStreamContext, consumers: Mapping[str, Subscription]) -> bool:
    """Whether the broker has forgotten the stream or a durable. A broker that does not answer has forgotten nothing."""
    try:
        await js.stream_info(STREAM)
        for name in consumers:
            await js.consumer_info(STREAM, name)
    except NotFoundError:
        return True
    except (NatsError, OSError):
        return False
    return False
