from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from payments_service.payments.domain import ledger
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.domain.refund import after_refund, refundable


class RefundLife(RuleBasedStateMachine):
    """Promises come, succeed or fail in any order; the arithmetic must hold at every step."""

    def __init__(self) -> None:
        super().__init__()
        self.captured = self.refunded = 0
        self.promised: list[int] = []
        self.books: list[int] = []

    @initialize(captured=st.integers(1, 1000))
    def capture(self, captured: int) -> None:
        self.captured = captured
        self.status = PaymentStatus.CAPTURED
        self.books = [entry.minor_units for entry in ledger.captured(captured)]

    @property
    def left(self) -> int:
        return refundable(captured=self.captured, refunded=self.refunded, refunding=sum(self.promised))

    @rule(amount=st.integers(1, 1000))
    def promise(self, amount: int) -> None:
        if amount <= self.left:
            self.promised.append(amount)

    @precondition(lambda self: self.promised)
    @rule()
    def succeed(self) -> None:
        amount = self.promised.pop()
        self.refunded += amount
        self.status = after_refund(captured=self.captured, refunded=self.refunded)
        self.books += [entry.minor_units for entry in ledger.refunded(amount)]

    @precondition(lambda self: self.promised)
    @rule()
    def fail(self) -> None:
        self.promised.pop()

    @invariant()
    def never_more_than_was_taken(self) -> None:
        assert self.left >= 0
        assert self.refunded + sum(self.promised) <= self.captured
        assert sum(self.books) == 0

    @invariant()
    def refunded_means_all_of_it(self) -> None:
        if self.captured:
            assert (self.status is PaymentStatus.REFUNDED) == (self.refunded == self.captured)


TestRefundLife = RefundLife.TestCase
