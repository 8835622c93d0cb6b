"""Requests as the use cases want them, and rows as messages. ValidationFailed names the field that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from product_service.catalog.models import Product
from product_service.stock.domain.books import Books, BooksAsked
from product_service.stock.domain.lines import Line, id_mistake, quantity_mistake
from product_service.stock.domain.reservation import State
from product_service.stock.models import Reservation, ReservationLine
from protos.gen.shop.common.v1 import money_pb2
from protos.gen.shop.product.v1 import product_service_pb2 as pb
from servicekit.errors import FieldError, ValidationFailed
from servicekit.ids import is_uuid
from servicekit.money import Money

MOST_PRODUCTS = 100
MOST_BOOKS = 500
USUAL_BOOKS = 100

STATES = {
    State.HELD: pb.RESERVATION_STATE_HELD,
    State.COMMITTED: pb.RESERVATION_STATE_COMMITTED,
    State.RELEASED: pb.RESERVATION_STATE_RELEASED,
    State.EXPIRED: pb.RESERVATION_STATE_EXPIRED,
}


def reservation_id(text: str) -> UUID:
    if not is_uuid(text):
        raise ValidationFailed(errors=[FieldError("/reservation_id", "invalid", "A UUID in its canonical form.")])
    return UUID(text)


def customer_id(text: str) -> UUID | None:
    if text and not is_uuid(text):
        raise ValidationFailed(
            errors=[FieldError("/customer_id", "invalid", "A UUID in its canonical form, or empty.")]
        )
    return UUID(text) if text else None


def lines(asked: Sequence[pb.ReservationLine]) -> list[Line]:
    return [Line(line.product_id, line.quantity) for line in asked]


def product_id(number: int) -> int:
    _refuse(id_mistake(number, "/product_id"))
    return number


def product_ids(numbers: Sequence[int]) -> list[int]:
    """Each once, in the order asked."""
    if len(numbers) > MOST_PRODUCTS:
        raise ValidationFailed(errors=[FieldError("/product_ids", "max-items", f"At most {MOST_PRODUCTS} at a time.")])
    _refuse(mistake for index, number in enumerate(numbers) for mistake in id_mistake(number, f"/product_ids/{index}"))
    return list(dict.fromkeys(numbers))


def line(product_id: int, quantity: int) -> Line:
    _refuse([*id_mistake(product_id, "/product_id"), *quantity_mistake(quantity, "/quantity")])
    return Line(product_id, quantity)


def books_asked(request: pb.ListStockBooksRequest) -> BooksAsked:
    token = request.page_token
    _refuse(_books_mistakes(request))
    return BooksAsked(request.page_size or USUAL_BOOKS, int(token or "0"), tuple(request.product_ids))


def _books_mistakes(request: pb.ListStockBooksRequest) -> Iterator[FieldError]:
    if not 0 <= request.page_size <= MOST_BOOKS:
        yield FieldError("/page_size", "out-of-range", f"0 to {MOST_BOOKS}.")
    if not re.fullmatch(r"(?:[1-9][0-9]{0,17})?", request.page_token):
        yield FieldError("/page_token", "invalid", "Not from an earlier answer.")
    if len(request.product_ids) > MOST_BOOKS:
        yield FieldError("/product_ids", "max-items", f"At most {MOST_BOOKS} at a time.")


def book_message(book: Books) -> pb.StockBook:
    return pb.StockBook(
        product_id=book.product_id,
        sku=book.sku,
        name=book.name,
        received=book.received,
        sold=book.sold,
        reserved=book.reserved,
        free=book.free,
        held=book.held,
    )


def product_message(product: Product) -> pb.Product:
    return pb.Product(
        id=product.pk,
        sku=product.sku,
        name=product.name,
        price=_money(product.price),
        image_url=product.image["url"],
        available=product.stock.available,
        organisation_id=str(product.organisation_id or ""),
    )


def availability_message(line: Line, available: int) -> pb.Availability:
    return pb.Availability(
        product_id=line.product_id, available=line.quantity <= available, available_quantity=available
    )


def reservation_message(reservation: Reservation) -> pb.Reservation:
    message = pb.Reservation(
        id=str(reservation.pk),
        state=STATES[State(reservation.state)],
        lines=[_line(line) for line in reservation.lines.all()],
    )
    message.expires_at.FromDatetime(reservation.expires_at)
    return message


def _money(amount: Money) -> money_pb2.Money:
    return money_pb2.Money(minor_units=amount.minor_units, currency=amount.currency)


def _line(line: ReservationLine) -> pb.ReservedLine:
    """The product as it was sold; only what is left of it is of this moment."""
    sold = pb.Product(
        id=line.product_id,
        sku=line.sku,
        name=line.name,
        price=_money(line.price),
        image_url=line.image_url,
        available=line.product.stock.available,
        organisation_id=str(line.organisation_id or ""),
    )
    return pb.ReservedLine(product=sold, quantity=line.quantity)


def _refuse(mistakes: Iterable[FieldError]) -> None:
    found = list(mistakes)
    if found:
        raise ValidationFailed(errors=found)
