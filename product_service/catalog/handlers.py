"""Reactions to what happened elsewhere; the inbox makes each happen once."""

from __future__ import annotations

from collections import Counter

from product_service.catalog import services
from servicekit.events.event import Envelope


def order_confirmed(envelope: Envelope) -> None:
    """`order.confirmed.v1`: `lines` of `{product_id, quantity}` are what was sold."""
    units: Counter[int] = Counter()
    for line in envelope.data["lines"]:
        units[line["product_id"]] += line["quantity"]
    services.units_sold_add(units=units)
