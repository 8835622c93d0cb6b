"""Reactions to what happened elsewhere; the inbox makes each happen once."""

from __future__ import annotations

from uuid import UUID

from product_service.reviews import services
from servicekit.events.event import Envelope


def order_confirmed(envelope: Envelope) -> None:
    """`order.confirmed.v1`: reviews written before the purchase was known are looked at again."""
    bought = {line["product_id"] for line in envelope.data["lines"]}
    services.purchases_changed(author_id=UUID(envelope.data["customer_id"]), product_ids=bought, bought=True)


def order_cancelled(envelope: Envelope) -> None:
    """`order.cancelled.v1`: goods that went back are no purchase, unless another order holds them."""
    if envelope.data["stock_taken"]:
        back = {line["product_id"] for line in envelope.data["lines"]}
        services.purchases_changed(author_id=UUID(envelope.data["customer_id"]), product_ids=back, bought=False)


def user_deleted(envelope: Envelope) -> None:
    services.author_forget(author_id=UUID(envelope.data["user_id"]))


def user_disabled(envelope: Envelope) -> None:
    services.author_hide(author_id=UUID(envelope.data["user_id"]), hidden=True, seq=envelope.seq)


def user_enabled(envelope: Envelope) -> None:
    services.author_hide(author_id=UUID(envelope.data["user_id"]), hidden=False, seq=envelope.seq)
