"""The life of an order, as data and functions."""

from __future__ import annotations

from enum import StrEnum

from order_service.orders.domain.errors import OrderStatusNotAllowed


class OrderStatus(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class CancellationReason(StrEnum):
    OUT_OF_STOCK = "out_of_stock"
    PRODUCT_UNAVAILABLE = "product_unavailable"
    PAYMENT_DECLINED = "payment_declined"
    # Not finished before its deadline, or the hold on the stock had run out.
    EXPIRED = "expired"
    # A service needed to place it could not be reached; the customer was told to try again.
    UNAVAILABLE = "unavailable"
    STAFF = "cancelled_by_staff"
    CUSTOMER = "cancelled_by_customer"
    # It would have cost something else than the customer had been shown.
    PRICE_CHANGED = "price_changed"
    # More than one order may come to.
    AMOUNT_LIMIT = "amount_limit"
    # With it the customer would have held more at once than one may.
    RESERVATION_LIMIT = "reservation_limit"


# Reasons of people; all others are the checkout's own.
BY_PEOPLE = frozenset({CancellationReason.STAFF, CancellationReason.CUSTOMER})


# What is left of an address that was erased: the same members, so that its readers need not know of it.
NOWHERE = {"name": "", "line1": "", "line2": "", "city": "", "postal_code": "", "country": ""}

# What the checkout alone does: a person can neither confirm an unpaid order nor stop a checkout that is under way.
CHECKOUT_MOVES = {OrderStatus.PENDING: frozenset({OrderStatus.CONFIRMED, OrderStatus.CANCELLED})}

# What people do; customers only cancel. Once shipped, goods come back as a return (a new stock movement), not as a
# cancellation.
MOVES = {
    OrderStatus.CONFIRMED: frozenset({OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.CANCELLED}),
    OrderStatus.PROCESSING: frozenset({OrderStatus.SHIPPED, OrderStatus.CANCELLED}),
    OrderStatus.SHIPPED: frozenset({OrderStatus.DELIVERED}),
}

# Paid for: stock was taken and money captured.
BOUGHT = frozenset({OrderStatus.CONFIRMED, OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.DELIVERED})


def change_by_people(current: OrderStatus, wanted: OrderStatus) -> OrderStatus:
    if current is OrderStatus.PENDING:
        told = "The checkout of this order is still under way. Within a minute it is confirmed or has ended by itself."
        raise OrderStatusNotAllowed(told, order_status=current.value)
    if wanted not in MOVES.get(current, frozenset()):
        raise OrderStatusNotAllowed(f"An order that is {current} cannot become {wanted}.", order_status=current.value)
    return wanted


def change_by_checkout(current: OrderStatus, wanted: OrderStatus) -> OrderStatus:
    if wanted not in CHECKOUT_MOVES.get(current, frozenset()):
        raise OrderStatusNotAllowed(f"An order that is {current} cannot become {wanted}.", order_status=current.value)
    return wanted
