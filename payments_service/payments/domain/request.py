"""A payment request: who asks whom for what, and until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from payments_service.payments.domain import keys
from payments_service.payments.domain.errors import CardDataNotAllowed
from payments_service.payments.domain.payment import CaptureMode
from servicekit.card_data import contains_card_number
from servicekit.money import Money

# Long enough for somebody who is away, short enough that a price still holds.
DAYS, MOST_DAYS = 14, 90
LONGEST = timedelta(days=MOST_DAYS)


class Ending(StrEnum):
    """Why a request was never paid; told as its decline code."""

    WITHDRAWN = "withdrawn"
    TURNED_DOWN = "turned_down"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Asked:
    """What a vendor asks for. `organisation_id` is the one he sells for, or empty."""

    idempotency_key: str
    vendor_id: UUID
    organisation_id: str
    customer_id: UUID
    amount: Money
    description: str
    days: int = DAYS
    capture: CaptureMode = CaptureMode.AUTOMATIC

    def __post_init__(self) -> None:
        if contains_card_number(self.description):
            raise CardDataNotAllowed

    @property
    def fingerprint(self) -> str:
        return keys.fingerprint(
            str(self.vendor_id),
            self.organisation_id,
            str(self.customer_id),
            self.amount.minor_units,
            self.amount.currency,
            self.description,
            self.days,
            self.capture,
        )


@dataclass(frozen=True)
class Means:
    """How a customer pays, under the key of his request."""

    key: str
    token: str = field(repr=False)
    method: str = "card"
    # What the customer was shown; None: nobody says.
    shown: Money | None = None

    def __post_init__(self) -> None:
        if contains_card_number(self.token):
            raise CardDataNotAllowed


@dataclass(frozen=True)
class Change:
    """What of a request is to be different; None leaves it as it is."""

    amount: Money | None = None
    description: str | None = None
    expires_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.description and contains_card_number(self.description):
            raise CardDataNotAllowed
