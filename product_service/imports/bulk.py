"""Many products in one request: all of them, or none. What takes longer than a request is an import."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import IntegrityError, transaction

from product_service.catalog.models import Product
from product_service.catalog.services import ProductChanges, manager
from product_service.imports import writing
from product_service.imports.checking import Row, money
from product_service.imports.domain.mistakes import Mistake, Refused
from product_service.imports.events import ProductsImported
from product_service.imports.write import TRIES
from servicekit.audit import audited
from servicekit.auth.principal import Principal
from servicekit.errors import FieldError, ValidationFailed
from servicekit.events import outbox
from servicekit.ids import uuid7

MOST = 500
BYTES = -(-MOST // 8)
# What a row of a file calls the parts of a picture, and where they stand in a body.
PLACES = {"picture": "image/url", "alt": "image/alt"}

Checkpoint = Callable[[object], None]


@dataclass(frozen=True)
class One:
    """What became of a row; `index` counts from 0."""

    index: int
    id: int
    sku: str
    created: bool


class Done(NamedTuple):
    created: int
    updated: int
    unchanged: int
    results: list[One]


def products_put(*, by: Principal, given: Sequence[ProductChanges], checkpoint: Checkpoint) -> Done:
    """Each row makes the product with its SKU, or changes it. ValidationFailed with a pointer for each mistake."""
    rows = _rows(given)
    for left in reversed(range(TRIES)):
        try:
            return _put(by, rows, checkpoint)
        except IntegrityError:
            # Somebody created one of the products between our look and our insert: now it can be seen.
            if not left:
                raise
    raise AssertionError("the last try raises or returns")


def products_were_put(*, given: Sequence[ProductChanges], made: str) -> Done:
    """What an earlier run answered, whose answer was lost after it had committed: `made` is what it noted.

    Nothing is written again. A count of the stock, say, would take back what was sold since.
    """
    rows = _rows(given)
    updated, created = _read_back(made)
    skus = {rows[index].sku for index in created}
    return Done(len(created), updated, len(rows) - len(created) - updated, _results(rows, skus))


@transaction.atomic(durable=True)
def _put(by: Principal, rows: Sequence[Row], checkpoint: Checkpoint) -> Done:
    written = writing.write(writing.drafted(rows, manager(by)))
    if written.mistakes:
        raise _refused(written.mistakes)
    put = str(uuid7())
    created = {one["sku"] for one in written.products if one["created"]}
    checkpoint(_noted(written.updated, [row.number for row in rows if row.sku in created]))
    if written.products:
        event = ProductsImported(import_id=put, by=by.id, products=written.products)
        outbox.publish(event, aggregate="import", aggregate_id=put)
    counts = {"created": written.created, "updated": written.updated, "unchanged": written.unchanged}
    audited("products.put", resource="product", details=counts)
    return Done(**counts, results=_results(rows, created))


def _results(rows: Sequence[Row], created: set[str]) -> list[One]:
    """Read back later, a product may have another SKU by then."""
    ids = dict(Product.objects.filter(sku__in=[row.sku for row in rows]).values_list("sku", "id"))
    return [One(row.number, ids[row.sku], row.sku, row.sku in created) for row in rows if row.sku in ids]


def _noted(updated: int, created: Iterable[int]) -> str:
    """How many rows changed something, and a bit for each that made a product: 88 characters, where 128 may be kept."""
    bits = sum(1 << index for index in created)
    return f"{updated}:{b64encode(bits.to_bytes(BYTES)).decode()}"


def _read_back(noted: str) -> tuple[int, list[int]]:
    updated, _, bits = noted.partition(":")
    found = int.from_bytes(b64decode(bits))
    return int(updated), [index for index in range(MOST) if found >> index & 1]


def _rows(given: Sequence[ProductChanges]) -> list[Row]:
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    seen: dict[str, int] = {}
    for number, one in enumerate(given):
        first = seen.setdefault(one.sku or "", number)
        if first != number:
            mistakes.append(Mistake(number, "sku", "repeated", f"{one.sku} is in row {first} already."))
        try:
            rows.append(_row(number, one))
        except Refused as refused:
            mistakes += [Mistake(number, *told) for told in refused.found]
    if mistakes:
        raise _refused(mistakes)
    return rows


def _row(number: int, one: ProductChanges) -> Row:
    return Row(
        number=number,
        sku=one.sku or "",
        name=one.name,
        description=one.description,
        category=one.category,
        price=one.price,
        currency=one.currency,
        stock=one.stock,
        picture=one.picture.name if one.picture else None,
        alt=one.picture.alt if one.picture else None,
        money=money(one.price, one.currency) if one.price and one.currency else None,
    )


def _refused(mistakes: Sequence[Mistake]) -> ValidationFailed:
    told = [FieldError(f"/{one.row}/{PLACES.get(one.column, one.column)}", one.code, one.detail) for one in mistakes]
    return ValidationFailed(
        "Nothing was written.", errors=sorted(told, key=lambda error: int(error.pointer.split("/")[1]))
    )
