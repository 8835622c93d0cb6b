"""What happened to products."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from servicekit.events.event import Event


@dataclass(frozen=True)
class ProductCreated(Event):
    TYPE: ClassVar[str] = "product.created"
    product_id: int
    sku: str
    name: str
    category: str
    price_minor_units: int
    currency: str
    version: int


@dataclass(frozen=True)
class ProductUpdated(Event):
    """The product as it is now, and the names of the fields that were given."""

    TYPE: ClassVar[str] = "product.updated"
    product_id: int
    sku: str
    name: str
    category: str
    price_minor_units: int
    currency: str
    version: int
    changed: list[str]


@dataclass(frozen=True)
class ProductDeleted(Event):
    """It is off sale; orders that hold it keep it."""

    TYPE: ClassVar[str] = "product.deleted"
    product_id: int
    sku: str
    version: int
