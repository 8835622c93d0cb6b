"""What happened to products and categories."""

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


@dataclass(frozen=True)
class ProductRestored(Event):
    """It is on sale again, as it is now."""

    TYPE: ClassVar[str] = "product.restored"
    product_id: int
    sku: str
    name: str
    category: str
    price_minor_units: int
    currency: str
    version: int


@dataclass(frozen=True)
class CategoryCreated(Event):
    """`path` names the categories from the top down to this one, each with a slash after it."""

    TYPE: ClassVar[str] = "category.created"
    slug: str
    name: str
    parent: str | None
    path: str
    position: int
    version: int


@dataclass(frozen=True)
class CategoryUpdated(Event):
    """The category as it is now, and the names of the fields that were given. What is below it has moved with it."""

    TYPE: ClassVar[str] = "category.updated"
    slug: str
    name: str
    parent: str | None
    path: str
    position: int
    version: int
    changed: list[str]


@dataclass(frozen=True)
class CategoryDeleted(Event):
    TYPE: ClassVar[str] = "category.deleted"
    slug: str
    path: str
    version: int
