"""What the customer is told about a checkout, read from where it stands: the same again for a request sent again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from order_service.cart.errors import ProductUnavailable, product_missing
from order_service.orders.checkout import Progress
from order_service.orders.domain.errors import (
    AmountLimit,
    OrderExpired,
    OutOfStock,
    PaymentDeclined,
    PriceChanged,
    ReservationLimit,
)
from order_service.orders.domain.order import CancellationReason, OrderStatus
from order_service.orders.models import OrderLine
from servicekit.errors import DependencyUnavailable, FieldError, ServiceError


def refusal(progress: Progress) -> ServiceError | None:
    """Why there is no order; None while it is being finished and when it is."""
    if progress.order.status != OrderStatus.CANCELLED:
        return None
    told = REFUSALS.get(progress.order.cancellation_reason)
    return told(progress) if told else None


def _out_of_stock(progress: Progress) -> ServiceError:
    lines = progress.saga.refusal.get("lines", [])
    return OutOfStock(_short(lines), errors=_pointers(progress, lines), lines=lines)


def _product_unavailable(progress: Progress) -> ServiceError:
    return ProductUnavailable(errors=_missing(progress, progress.saga.refusal.get("product_ids", [])))


def _payment_declined(progress: Progress) -> ServiceError:
    code = progress.saga.refusal.get("decline_code", "")
    return PaymentDeclined(order_id=str(progress.order.pk), decline_code=code)


def _price_changed(progress: Progress) -> ServiceError:
    told, expected = progress.saga.refusal, progress.saga.expected
    seen = {"amount": expected.decimal(), "currency": expected.currency} if expected else None
    pointed = FieldError("/expected_total", PriceChanged.code, "It would cost something else now.")
    words = "Nothing was charged. Show the new total, and order again if it is agreed to."
    return PriceChanged(words, errors=[pointed], expected=seen, **told)


def _amount_limit(progress: Progress) -> ServiceError:
    return AmountLimit("Nothing was charged. Order less at a time.", **progress.saga.refusal)


def _reservation_limit(progress: Progress) -> ServiceError:
    told = "Nothing was charged. Finish or cancel what you are paying for, or order less at once."
    return ReservationLimit(told, **progress.saga.refusal)


def _expired(progress: Progress) -> ServiceError:
    return OrderExpired("Nothing was charged. Place the order again.", order_id=str(progress.order.pk))


def _unavailable(progress: Progress) -> ServiceError:
    return progress.failure or DependencyUnavailable()


REFUSALS: dict[str, Callable[[Progress], ServiceError]] = {
    CancellationReason.OUT_OF_STOCK: _out_of_stock,
    CancellationReason.PRODUCT_UNAVAILABLE: _product_unavailable,
    CancellationReason.PAYMENT_DECLINED: _payment_declined,
    CancellationReason.PRICE_CHANGED: _price_changed,
    CancellationReason.AMOUNT_LIMIT: _amount_limit,
    CancellationReason.RESERVATION_LIMIT: _reservation_limit,
    CancellationReason.EXPIRED: _expired,
    CancellationReason.UNAVAILABLE: _unavailable,
}


def _short(lines: list[dict[str, int]]) -> str:
    most = ", ".join(f"{line['available']} of product {line['product_id']}" for line in lines)
    return f"Left: {most}." if most else ""


def _pointers(progress: Progress, lines: list[dict[str, int]]) -> list[FieldError]:
    left = {line["product_id"]: line["available"] for line in lines}
    return [
        FieldError(f"/items/{line.position}/quantity", OutOfStock.code, f"Only {left[line.product_id]} left.")
        for line in _lines(progress, left)
    ]


def _missing(progress: Progress, product_ids: list[int]) -> list[FieldError]:
    return [product_missing(f"/items/{line.position}/product_id") for line in _lines(progress, product_ids)]


def _lines(progress: Progress, product_ids: Iterable[int]) -> list[OrderLine]:
    wanted = set(product_ids)
    return [line for line in progress.order.lines.all() if line.product_id in wanted]
