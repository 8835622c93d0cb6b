"""What this service refuses, beyond what every service does.

ServiceError
├── BadRequest           CardDataNotAllowed
└── Conflict             OrderHasPayment
    └── InvalidState     RefundExceedsCaptured · RefundRefused
"""

from __future__ import annotations

from servicekit.errors import BadRequest, Conflict, InvalidState


class CardDataNotAllowed(BadRequest):
    code = "card-data-not-allowed"
    title = "Card numbers are not accepted: send the provider's token"


class OrderHasPayment(Conflict):
    code = "order-has-payment"
    title = "Another payment of this order is under way or done"
    grpc = "FAILED_PRECONDITION"


class RefundExceedsCaptured(InvalidState):
    code = "refund-exceeds-captured"
    title = "More than is left of what was captured"


class RefundRefused(InvalidState):
    code = "refund-refused"
    title = "The provider refused this refund"
