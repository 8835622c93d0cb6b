"""What the demo vendor has asked the demo customers for, as values: one in every status that stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_DNS, UUID, uuid5

from payments_service.payments.domain.history import Kind
from payments_service.payments.domain.payment import TAKEN, CaptureMode, PaymentStatus
from payments_service.payments.domain.request import DAYS, Ending
from servicekit.money import Money

S = PaymentStatus
VENDOR = uuid5(NAMESPACE_DNS, "vendor.shopmesh.example")


@dataclass(frozen=True)
class SeedRequest:
    """`refunded` in minor units; `code` says how it ended, or why the last attempt failed."""

    name: str
    customer: str
    amount: Money
    description: str
    status: PaymentStatus
    days_ago: int
    refunded: int = 0
    code: str = ""
    capture: CaptureMode = CaptureMode.AUTOMATIC

    @property
    def id(self) -> UUID:
        return uuid5(NAMESPACE_DNS, f"request-{self.name}.shopmesh.example")

    @property
    def customer_id(self) -> UUID:
        return uuid5(NAMESPACE_DNS, f"{self.customer}.shopmesh.example")

    @property
    def charge_id(self) -> str:
        """The provider's name for it: the sandbox has it in its books from the start."""
        return f"seed_{self.id.hex}" if self.status in {*TAKEN, S.AUTHORIZED} else ""

    @property
    def captured(self) -> int:
        return self.amount.minor_units if self.status in TAKEN else 0

    def made_at(self, now: datetime) -> datetime:
        return now - timedelta(days=self.days_ago)

    def expires_at(self, now: datetime) -> datetime:
        return self.made_at(now) + timedelta(days=DAYS)

    @property
    def history(self) -> list[tuple[Kind, PaymentStatus, int, str]]:
        """Kind, status after it, minor units and note, in order."""
        whole = self.amount.minor_units
        told = [(Kind.INITIATED, S.INITIATED, whole, "")]
        if self.status is S.INITIATED and self.code:
            told += [(Kind.ATTEMPTED, S.PROCESSING, whole, ""), (Kind.DECLINED, S.INITIATED, whole, self.code)]
        if self.charge_id:
            told += [(Kind.ATTEMPTED, S.PROCESSING, whole, ""), (Kind.AUTHORIZED, S.AUTHORIZED, whole, "")]
        if self.captured:
            told.append((Kind.CAPTURED, S.CAPTURED, whole, ""))
        if self.refunded:
            told.append((Kind.REFUNDED, self.status, self.refunded, ""))
        if self.status is S.CANCELLED:
            kind = Kind.EXPIRED if self.code == Ending.EXPIRED else Kind.CANCELLED
            told.append((kind, S.CANCELLED, whole, self.code))
        return told


def euros(minor_units: int) -> Money:
    return Money(minor_units, "EUR")


SEED_REQUESTS = (
    SeedRequest("engraving", "user", euros(4_900), "Engraving of your keyboard", S.INITIATED, 2),
    SeedRequest("rush", "user", euros(1_500), "Delivery by Friday", S.INITIATED, 1, code="card_declined"),
    SeedRequest("repair", "user0", euros(8_250), "Repair: new battery", S.AUTHORIZED, 3, capture=CaptureMode.MANUAL),
    SeedRequest("workshop", "user", Money(18_000, "USD"), "Workshop, two places", S.CAPTURED, 9),
    SeedRequest("custom", "user1", euros(32_000), "Custom desk lamp", S.CAPTURED, 5),
    SeedRequest("tuning", "user", euros(6_000), "Tuning, two hours", S.PARTIALLY_REFUNDED, 20, refunded=2_000),
    SeedRequest("rental", "user2", euros(7_500), "Camera for a weekend", S.REFUNDED, 30, refunded=7_500),
    SeedRequest("quote", "user", euros(12_000), "Shelf, as we talked about", S.CANCELLED, 12, code=Ending.WITHDRAWN),
    SeedRequest("extra", "user3", euros(990), "A second strap", S.CANCELLED, 8, code=Ending.TURNED_DOWN),
    SeedRequest("late", "user4", euros(2_400), "Gift wrapping for twelve", S.CANCELLED, 40, code=Ending.EXPIRED),
)
