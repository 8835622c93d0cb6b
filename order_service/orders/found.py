"""What a step of the saga came back with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from order_service.orders.domain.order import CancellationReason
from order_service.orders.domain.pricing import PricedLine
from order_service.orders.domain.saga import Outcome
from servicekit.errors import JsonValue, ServiceError


@dataclass(frozen=True)
class Found:
    outcome: Outcome = Outcome.DONE
    lines: Sequence[PricedLine] = ()
    payment_id: str = ""
    # Why the order ends here, and what the customer is told about it.
    reason: CancellationReason | None = None
    refusal: Mapping[str, JsonValue] = field(default_factory=dict)
    # Why it could not be done now.
    failure: ServiceError | None = None
    error: str = ""
