"""A payment provider behind the guards every service of the mesh has: policies, breaker, bulkhead, retry budget."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from payments_service.payments.ports import (
    Busy,
    Charge,
    NothingHappened,
    NoTime,
    OutcomeUnknown,
    Provider,
    RefundMade,
    Refused,
    TookTooLong,
    TurnedAway,
)
from servicekit.errors import DeadlineExceeded, DependencyUnavailable
from servicekit.grpc.catalogue import declare
from servicekit.grpc.outside import Meaning, Outside
from servicekit.grpc.policy import WRITE_PLACES, CallPolicy
from servicekit.money import Money

TARGET = "payment_provider"
# Shorter than patience.LEASE (6 s): a row that is being worked on is not taken over.
LONGEST = 4.0

POLICIES = declare(
    __name__,
    TARGET,
    {
        f"/{TARGET}/AuthorizeCharge": CallPolicy(
            deadline=LONGEST,
            idempotent=True,
            attempts=2,
            read=False,
            why="A bank's time. Again only when nothing left: what may have is looked up by its key.",
        ),
        f"/{TARGET}/CaptureCharge": CallPolicy(
            deadline=LONGEST,
            idempotent=True,
            attempts=2,
            read=False,
            why="Goes forward until answered, by the worker; here again only when nothing left.",
        ),
        f"/{TARGET}/VoidCharge": CallPolicy(
            deadline=LONGEST,
            idempotent=True,
            attempts=2,
            read=False,
            why="As a capture: repeated by the worker under the same key, here only when nothing left.",
        ),
        f"/{TARGET}/RefundCharge": CallPolicy(
            deadline=LONGEST,
            idempotent=True,
            attempts=2,
            read=False,
            why="The promise is booked before; the worker repeats it under the same key, here only when nothing left.",
        ),
        f"/{TARGET}/GetByKey": CallPolicy(
            deadline=2.0,
            idempotent=True,
            attempts=2,
            bulkhead=WRITE_PLACES,
            why="Settles an unknown outcome: shed as late as a write, and asked again when the answer is lost.",
        ),
        f"/{TARGET}/ListRefunds": CallPolicy(
            deadline=2.0,
            idempotent=True,
            attempts=2,
            why="Asked by the worker after a webhook; the event waits, so it gives way to everything else.",
        ),
    },
)

T = TypeVar("T")


class Guarded:
    """Satisfies Provider by another one. What these guards refuse has not happened."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._outside = Outside(TARGET, POLICIES, meaning)

    def authorize(self, *, key: str, amount: Money, token: str, reference: str) -> Charge:
        ask = self._provider.authorize
        return self._call("AuthorizeCharge", lambda: ask(key=key, amount=amount, token=token, reference=reference))

    def capture(self, *, charge_id: str, key: str, amount: Money) -> Charge:
        return self._call("CaptureCharge", lambda: self._provider.capture(charge_id=charge_id, key=key, amount=amount))

    def void(self, *, charge_id: str, key: str) -> Charge:
        return self._call("VoidCharge", lambda: self._provider.void(charge_id=charge_id, key=key))

    def refund(self, *, charge_id: str, key: str, amount: Money) -> None:
        self._call("RefundCharge", lambda: self._provider.refund(charge_id=charge_id, key=key, amount=amount))

    def find_by_key(self, *, key: str) -> Charge | None:
        return self._call("GetByKey", lambda: self._provider.find_by_key(key=key))

    def refunds_of(self, *, charge_id: str) -> list[RefundMade]:
        return self._call("ListRefunds", lambda: self._provider.refunds_of(charge_id=charge_id))

    def _call(self, method: str, work: Callable[[], T]) -> T:
        try:
            return self._outside.call(f"/{TARGET}/{method}", work)
        except (DependencyUnavailable, DeadlineExceeded) as refusal:
            raise NothingHappened(f"not asked: {refusal.code}") from refusal


# In the words the breaker and the retry rule know, the narrower before the wider. Being refused is an answer: the
# provider works. A caller without time says nothing about it.
MEANINGS: tuple[tuple[type[Exception], Meaning], ...] = (
    (NoTime, Meaning("CANCELLED", left=False)),
    (Busy, Meaning("RESOURCE_EXHAUSTED")),
    (TurnedAway, Meaning("FAILED_PRECONDITION")),
    (Refused, Meaning("FAILED_PRECONDITION")),
    (NothingHappened, Meaning("UNAVAILABLE", left=False)),
    (TookTooLong, Meaning("DEADLINE_EXCEEDED")),
    (OutcomeUnknown, Meaning("UNKNOWN")),
)


def meaning(error: Exception) -> Meaning | None:
    return next((told for kind, told in MEANINGS if isinstance(error, kind)), None)
