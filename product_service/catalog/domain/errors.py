"""Refusals of the catalogue: leaves of servicekit.errors.

Conflict 409            SkuTaken
Forbidden 403           NotYourProduct
PreconditionFailed 412  ProductChanged
"""

from __future__ import annotations

from servicekit.errors import Conflict, FieldError, Forbidden, PreconditionFailed


class SkuTaken(Conflict):
    title = "Another product has this SKU"

    def __init__(self, sku: str) -> None:
        taken = FieldError("/sku", "taken", f"{sku} is the SKU of another product.")
        super().__init__(taken.detail, errors=[taken])


class NotYourProduct(Forbidden):
    def __init__(self) -> None:
        super().__init__("Vendors change their own products only.")


class ProductChanged(PreconditionFailed):
    def __init__(self) -> None:
        super().__init__("The product is no longer what you saw: read it again and repeat your change on that.")
