"""What this service refuses, beyond what every service does.

ServiceError
├── PaymentDeclined 402
├── BadRequest           CardDataNotAllowed
└── Conflict             OrderHasPayment · PriceChanged
    └── InvalidState     RefundExceedsCaptured · RefundRefused
"""

from __future__ import annotations

from servicekit.errors import BadRequest, Conflict, InvalidState, ServiceError


class PaymentDeclined(ServiceError):
    code = "payment-declined"
    title = "The payment was declined"
    http = 402
    grpc = "FAILED_PRECONDITION"


class CardDataNotAllowed(BadRequest):
    code = "card-data-not-allowed"
    title = "Card numbers are not accepted: send the provider's token"


class OrderHasPayment(Conflict):
    code = "order-has-payment"
    title = "Another payment of this order is under way or done"
    grpc = "FAILED_PRECONDITION"


class PriceChanged(Conflict):
    code = "price-changed"
    title = "The price is not the one you saw"


class RefundExceedsCaptured(InvalidState):
    code = "refund-exceeds-captured"
    title = "More than is left of what was captured"


class RefundRefused(InvalidState):
    code = "refund-refused"
    title = "The provider refused this refund"
