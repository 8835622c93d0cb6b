"""What this service needs from a payment provider. Every call may be repeated under its key without a second effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from payments_service.payments.domain.payment import ChargeStatus
from servicekit.money import Money


@dataclass(frozen=True)
class Charge:
    """A charge as the provider describes it. `id` is empty when the provider refused to make one."""

    id: str
    status: ChargeStatus
    decline_code: str = ""


class NothingHappened(Exception):
    """The provider certainly did nothing: the request never left, or was turned away at the door."""


class OutcomeUnknown(Exception):
    """The request may have had its effect. Ask by key, or repeat under the same key."""


class Refused(Exception):
    """The provider answered, for certain, that it will not."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Provider(Protocol):
    """Capture and void answer the charge as it is, which says whether they came too late."""

    def authorize(self, *, key: str, amount: Money, token: str, reference: str) -> Charge: ...

    def capture(self, *, charge_id: str, key: str, amount: Money) -> Charge: ...

    def void(self, *, charge_id: str, key: str) -> Charge: ...

    def refund(self, *, charge_id: str, key: str, amount: Money) -> None: ...

    def find_by_key(self, *, key: str) -> Charge | None: ...
