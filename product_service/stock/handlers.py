"""Reactions to what happened elsewhere; the inbox makes each happen once."""

from __future__ import annotations

from product_service.stock import services
from product_service.stock.domain.lines import Line
from servicekit.events.event import Envelope


def order_cancelled(envelope: Envelope) -> None:
    """`order.cancelled.v1`: with `stock_taken` the units of its `lines` were sold and go back on the shelf."""
    if envelope.data["stock_taken"]:
        lines = [Line(line["product_id"], line["quantity"]) for line in envelope.data["lines"]]
        services.stock_take_back(lines=lines)
