from __future__ import annotations

from servicekit import errors


class ProductUnavailable(errors.Conflict):
    code = "product-unavailable"
    title = "A product is not on sale"
    grpc = "FAILED_PRECONDITION"


def product_missing(pointer: str) -> errors.FieldError:
    return errors.FieldError(pointer, ProductUnavailable.code, "This product is not on sale.")
