"""The ledger of the shelves: each change of what is on hand is a line in it, and an event."""

from __future__ import annotations

from uuid import UUID

from product_service.stock import events
from product_service.stock.domain.adjustment import Movement, Reason
from product_service.stock.domain.shelf import Turn
from product_service.stock.models import StockMovement
from servicekit import context
from servicekit.events import outbox


def enter(turn: Turn, kind: Movement, reason: Reason, note: str = "") -> StockMovement:
    """Write down a change that is no sale. `by` is whoever asks for it; what an event brings about is nobody's deed."""
    quantity = turn.after.on_hand - turn.before.on_hand
    asking = context.visitor().user_id
    movement = StockMovement.objects.create(
        product_id=turn.product_id,
        kind=kind,
        quantity=quantity,
        on_hand_after=turn.after.on_hand,
        reason=reason,
        note=note,
        by=UUID(asking) if asking else None,
    )
    event = events.StockAdjusted(
        product_id=turn.product_id,
        quantity=quantity,
        reason=reason.value,
        on_hand=turn.after.on_hand,
        available=turn.after.available,
    )
    outbox.publish(event, aggregate="stock", aggregate_id=str(turn.product_id))
    return movement
