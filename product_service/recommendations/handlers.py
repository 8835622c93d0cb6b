"""What was bought together, from events; the inbox makes each happen once."""

from __future__ import annotations

from uuid import UUID

from product_service.recommendations import services
from servicekit.events.event import Envelope


def order_confirmed(envelope: Envelope) -> None:
    """`order.confirmed.v1`: its `lines` of `{product_id, …}` are one basket."""
    basket = UUID(envelope.data["order_id"])
    services.basket_keep(basket=basket, product_ids=[line["product_id"] for line in envelope.data["lines"]])


def order_cancelled(envelope: Envelope) -> None:
    """`order.cancelled.v1`"""
    services.basket_forget(basket=UUID(envelope.data["order_id"]))
