"""What an order can be refused for.

ServiceError
├── BadRequest 400     CardDataNotAllowed
├── PaymentDeclined 402
└── Conflict 409       OrderStatusNotAllowed (InvalidState) · OutOfStock · OrderExpired · PriceChanged · AmountLimit
                       ReservationLimit
                       ProductUnavailable is the cart's
"""

from __future__ import annotations

from servicekit import errors


class CardDataNotAllowed(errors.BadRequest):
    code = "card-data-not-allowed"
    title = "Card numbers must not be sent here"


class PaymentDeclined(errors.ServiceError):
    code = "payment-declined"
    title = "The payment was declined"
    http = 402
    grpc = "FAILED_PRECONDITION"


class OrderStatusNotAllowed(errors.InvalidState):
    title = "The order's status does not allow this"


class OutOfStock(errors.Conflict):
    code = "out-of-stock"
    title = "There is not enough of it left"
    grpc = "FAILED_PRECONDITION"


class OrderExpired(errors.Conflict):
    code = "order-expired"
    title = "The order could not be finished in time and was cancelled"
    grpc = "FAILED_PRECONDITION"


class PriceChanged(errors.Conflict):
    code = "price-changed"
    title = "The price is not the one you saw"


class AmountLimit(errors.Conflict):
    code = "amount-limit"
    title = "This is more than one order may come to"


class ReservationLimit(errors.Conflict):
    code = "reservation-limit"
    title = "This is more than one customer may hold at once"
    grpc = "FAILED_PRECONDITION"
