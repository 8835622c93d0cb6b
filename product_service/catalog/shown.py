"""Which pictures a product shows. See gallery.py for how they come and go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from product_service.catalog.domain.pictures import is_uploaded
from product_service.catalog.models import SHOWN, Product, ProductImage
from servicekit.errors import FieldError, ValidationFailed

Galleries = dict[int, list[ProductImage]]


def galleries(products: Iterable[Product]) -> Galleries:
    """The uploaded pictures of products, in order. One query, and none when none of them has any."""
    found: Galleries = {product.pk: [] for product in products if is_uploaded(product.picture)}
    if found:
        for image in ProductImage.objects.filter(SHOWN, product__in=found).order_by("position", "id"):
            found[image.product_id].append(image)
    return found


def gallery_of(product: Product) -> list[ProductImage]:
    return list(ProductImage.objects.filter(SHOWN, product=product).order_by("position", "id"))


def place(gallery: Sequence[ProductImage]) -> None:
    """Part of the caller's transaction, which holds the product: write down the order, and what they say."""
    for position, image in enumerate(gallery):
        image.position = position
    ProductImage.objects.bulk_update(gallery, ["position", "alt"])


def describe(product_id: int, name: str, alt: str) -> None:
    """What one of its pictures says to those who do not see it; the product's own copy of it is the caller's."""
    ProductImage.objects.filter(SHOWN, product=product_id, name=name).update(alt=alt)


def show(product: Product, name: str, alt: str) -> None:
    """Make a picture the product's first: one of its own, or while it has none, one of the demo's."""
    gallery = gallery_of(product) if is_uploaded(product.picture) else []
    if is_uploaded(name):
        _bring_forward(gallery, name, alt)
    elif gallery:
        raise _refused("own-pictures", "The product has pictures of its own: remove them first.")
    product.picture, product.picture_alt = name, alt


def _bring_forward(gallery: list[ProductImage], name: str, alt: str) -> None:
    image = next((one for one in gallery if one.name == name), None)
    if image is None:
        raise _refused("unknown", "The product has no such picture.")
    image.alt = alt
    gallery.remove(image)
    place([image, *gallery])


def _refused(code: str, words: str) -> ValidationFailed:
    return ValidationFailed(errors=[FieldError("/image/url", code, words)])
