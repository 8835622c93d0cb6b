"""What an authorisation asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from payments_service.payments.domain import keys
from payments_service.payments.domain.errors import CardDataNotAllowed
from servicekit.card_data import contains_card_number
from servicekit.money import Money


@dataclass(frozen=True)
class Wanted:
    idempotency_key: str
    order_id: UUID
    customer_id: UUID
    amount: Money
    method: str
    token: str = field(repr=False)

    def __post_init__(self) -> None:
        if contains_card_number(self.token):
            raise CardDataNotAllowed

    @property
    def fingerprint(self) -> str:
        return keys.fingerprint(
            str(self.order_id),
            str(self.customer_id),
            self.amount.minor_units,
            self.amount.currency,
            self.method,
            self.token,
        )
