"""What imports did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, TypedDict

from servicekit.events.event import Event


class Imported(TypedDict):
    """A product as it is now; `changed` names the fields that differ from before, none for a new one.

    `units` is by how much the stock became more, signed.
    """

    product_id: int
    sku: str
    name: str
    category: str
    price_minor_units: int
    currency: str
    version: int
    created: bool
    changed: list[str]
    units: int


@dataclass(frozen=True)
class ProductsImported(Event):
    """The products that one chunk of an import made or changed, in place of an event of each."""

    TYPE: ClassVar[str] = "products.imported"
    import_id: str
    by: str
    products: list[Imported]

    def data(self) -> dict[str, Any]:
        """As the base has it, without a copy of every value: that took longer than to write the products."""
        return {"import_id": self.import_id, "by": self.by, "products": self.products}
