"""What Stripe may say, read from the body as it came: the library takes any JSON for an object of its own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from payments_service.payments.adapters.understanding import Amount, Identifier
from payments_service.payments.domain.payment import ChargeStatus
from payments_service.payments.ports import Charge, OutcomeUnknown

# The bank said no to a card; a later confirmation with another card would be another attempt of ours, with its own key.
STATUSES: dict[str, ChargeStatus] = {
    "requires_capture": ChargeStatus.AUTHORIZED,
    "succeeded": ChargeStatus.CAPTURED,
    "canceled": ChargeStatus.VOIDED,
    "requires_payment_method": ChargeStatus.DECLINED,
}
Word = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]
Metadata = dict[str, Annotated[str, Field(max_length=500)]]


class Said(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", hide_input_in_errors=True)


class FailureSaid(Said):
    code: Word | None = None
    decline_code: Word | None = None

    def reason(self) -> str:
        """`generic_decline` says less than the code it comes with."""
        told = self.decline_code if self.decline_code != "generic_decline" else None
        return told or self.code or "card_declined"


class IntentSaid(Said):
    id: Identifier
    object: Literal["payment_intent"]
    status: Word
    amount: Amount
    amount_received: Amount = 0
    currency: str = Field(pattern=r"^[a-z]{3}$")
    metadata: Metadata
    last_payment_error: FailureSaid | None = None

    def charge(self) -> Charge:
        """Raises OutcomeUnknown for what is still under way, as `processing` is."""
        status = STATUSES.get(self.status)
        if status is None:
            raise OutcomeUnknown(f"a payment intent that is {self.status}")
        declined = status is ChargeStatus.DECLINED
        reason = (self.last_payment_error or FailureSaid()).reason() if declined else ""
        return Charge(id=self.id, status=status, decline_code=reason)


class ErrorSaid(FailureSaid):
    payment_intent: IntentSaid | None = None


class RefusalSaid(Said):
    error: ErrorSaid


class ChargeSaid(Said):
    object: Literal["charge"]
    payment_intent: Identifier


class ChargesSaid(Said):
    data: list[ChargeSaid] = Field(max_length=100)


class RefundSaid(Said):
    id: Identifier
    object: Literal["refund"]
    amount: Amount
    payment_intent: Identifier
    status: Word
    metadata: Metadata


class RefundsSaid(Said):
    data: list[RefundSaid] = Field(max_length=100)
