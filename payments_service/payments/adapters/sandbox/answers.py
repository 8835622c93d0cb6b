"""What the provider may say. Anything else is treated as if it had said nothing."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from payments_service.payments.adapters.understanding import Amount, Identifier
from payments_service.payments.domain.payment import ChargeStatus
from payments_service.payments.ports import Charge

Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{0,60}$")]


class Said(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", hide_input_in_errors=True)


class ChargeSaid(Said):
    id: Identifier
    key: str = Field(max_length=255)
    status: ChargeStatus
    amount: Amount
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    captured: Amount
    decline_code: Code = ""

    def charge(self) -> Charge:
        return Charge(id=self.id, status=self.status, decline_code=self.decline_code)


class ChargesSaid(Said):
    data: list[ChargeSaid] = Field(max_length=100)


class RefundSaid(Said):
    id: Identifier
    key: str = Field(max_length=255)
    charge_id: Identifier
    amount: Amount


class RefundsSaid(Said):
    data: list[RefundSaid] = Field(max_length=100)


class ErrorSaid(Said):
    code: Code


class RefusalSaid(Said):
    error: ErrorSaid
    charge: ChargeSaid | None = None
