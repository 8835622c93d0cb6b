"""Refusals of the catalogue: leaves of servicekit.errors.

Conflict 409              SkuTaken · CategoryTaken · CategoryNotEmpty · GalleryFull
Forbidden 403             NotYourProduct
PreconditionFailed 412    ProductChanged · CategoryChanged
UnsupportedMediaType 415  NotAPicture
"""

from __future__ import annotations

from servicekit.errors import Conflict, FieldError, Forbidden, PreconditionFailed, UnsupportedMediaType


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


class CategoryChanged(PreconditionFailed):
    def __init__(self) -> None:
        super().__init__("The category is no longer what you saw: read it again and repeat your change on that.")


class CategoryTaken(Conflict):
    title = "Another category has this name"

    def __init__(self, field: str) -> None:
        taken = FieldError(f"/{field}", "taken", f"Another category has this {field}.")
        super().__init__(taken.detail, errors=[taken])


class CategoryNotEmpty(Conflict):
    code = "category-not-empty"
    title = "There is something in the category"

    def __init__(self, children: int) -> None:
        inside = "categories below it" if children else "products in it, on sale or taken off sale"
        super().__init__(f"There are {inside}: move them first.", categories=children)


class GalleryFull(Conflict):
    code = "gallery-full"
    title = "The product has as many pictures as it can"

    def __init__(self, most: int) -> None:
        super().__init__(f"A product has at most {most} pictures: remove one first.", most=most)


class NotAPicture(UnsupportedMediaType):
    title = "This is no picture the shop can read"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, errors=[FieldError("/file", "unsupported", detail)])
