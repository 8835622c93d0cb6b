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


@dataclass(frozen=True)
class RefundMade:
    """Money the provider has given back, whoever asked for it. `key` is ours, or empty for one made at the provider."""

    id: str
    key: str
    minor_units: int


class NothingHappened(Exception):
    """The provider certainly did nothing: the request never left, or was turned away at the door."""


class TurnedAway(NothingHappened):
    """It was turned away at the door: asking again in the same way is of no use."""


class Busy(TurnedAway):
    """It was turned away because the provider has too much to do."""


class NoTime(NothingHappened):
    """It was not sent, because nobody would have waited for the answer."""


class OutcomeUnknown(Exception):
    """The request may have had its effect. Ask by key, or repeat under the same key."""


class TookTooLong(OutcomeUnknown):
    """The time given for an answer was over."""


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

    def find_by_key(self, *, key: str) -> Charge | None:
        """The charge of an authorisation. None: there was none a moment ago, and one may still be on its way."""

    def refunds_of(self, *, charge_id: str) -> list[RefundMade]:
        """All that was given back of a charge, also by hand at the provider; the newest hundred."""
