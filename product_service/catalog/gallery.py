"""Use cases of a product's pictures, one durable transaction each.

The gallery is the uploaded pictures in their order. Its first one is what lists, carts and orders show, so it is on the
product too; while the gallery is empty, that is a drawing of the demo's.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from product_service.catalog import locks, services, shown
from product_service.catalog.domain.errors import GalleryFull, NotYourProduct, ProductChanged
from product_service.catalog.domain.pictures import MOST_PICTURES, PARCEL
from product_service.catalog.models import Product, ProductImage
from product_service.catalog.services import Unchanged
from product_service.catalog.uploads import files
from product_service.catalog.uploads.decode import Picture, picture
from servicekit import clock, logs
from servicekit.auth.principal import Principal
from servicekit.errors import DependencyUnavailable, NotFound

log = logs.get(__name__)


def product_shown(product_id: int) -> Product:
    """NotFound for a product that is not on sale."""
    product = Product.objects.select_related("stock").filter(pk=product_id, active=True).first()
    if product is None:
        raise NotFound("There is no such product.")
    return product


def pictures(product: Product) -> list[ProductImage]:
    return shown.gallery_of(product)


def refuse_early(*, by: Principal, product_id: int) -> None:
    """Reading and decoding a picture for somebody who may not keep it would be work for nothing."""
    if not services.manager(by).may_manage(product_shown(product_id).owner):
        raise NotYourProduct


def picture_upload(*, by: Principal, product_id: int, raw: bytes, media_type: str, alt: str) -> ProductImage:
    """The files are written before any row names them; refused, they are nobody's and go with the next cleaning.

    Ask `refuse_early` before. NotFound, NotYourProduct, GalleryFull, and what decode.picture raises.
    """
    sent = picture(raw, media_type)
    _keep(sent)
    return _picture_add(
        by=by, product_id=product_id, image=ProductImage(name=sent.name, alt=alt, width=sent.width, height=sent.height)
    )


def _keep(sent: Picture) -> None:
    try:
        files.write(sent.name, sent.copies)
    except OSError as error:  # a full disk, a volume that is not there
        log.exception("picture.not_kept")
        raise DependencyUnavailable("Pictures cannot be kept right now.", retry_after=60) from error


@transaction.atomic(durable=True)
def _picture_add(*, by: Principal, product_id: int, image: ProductImage) -> ProductImage:
    """Last in the gallery; one that is in it already is answered as it is."""
    product = _locked(by, product_id)
    gallery = shown.gallery_of(product)
    if same := next((one for one in gallery if one.name == image.name), None):
        return same
    if len(gallery) >= MOST_PICTURES:
        raise GalleryFull(MOST_PICTURES)
    image.product, image.position = product, len(gallery)
    image.save(force_insert=True)
    _arranged(product, [*gallery, image], "product.picture_added", image)
    return image


@transaction.atomic(durable=True)
def picture_change(
    *,
    by: Principal,
    product_id: int,
    image_id: int,
    unchanged: Unchanged,
    alt: str | None = None,
    position: int | None = None,
) -> ProductImage:
    """`position` counts from 0; beyond the end is the end. NotFound, NotYourProduct, ProductChanged."""
    product = _seen(by, product_id, unchanged)
    gallery = shown.gallery_of(product)
    image = _one(gallery, image_id)
    image.product = product
    if alt is not None:
        image.alt = alt
    if position is not None:
        gallery.remove(image)
        gallery.insert(position, image)
    _arranged(product, gallery, "product.picture_changed", image)
    return image


@transaction.atomic(durable=True)
def picture_remove(*, by: Principal, product_id: int, image_id: int, unchanged: Unchanged) -> None:
    """Out of the gallery. The files stay while orders may show them: uploads.clean.

    NotFound, NotYourProduct, ProductChanged.
    """
    product = _seen(by, product_id, unchanged)
    gallery = shown.gallery_of(product)
    image = _one(gallery, image_id)
    gallery.remove(image)
    image.removed_at = clock.now()
    image.save(update_fields=["removed_at"])
    _arranged(product, gallery, "product.picture_removed", image)


def _locked(by: Principal, product_id: int) -> Product:
    product = locks.product_on_sale(product_id)
    if not services.manager(by).may_manage(product.owner):
        raise NotYourProduct
    return product


def _seen(by: Principal, product_id: int, unchanged: Unchanged) -> Product:
    """What is moved or taken out is said by place and number: of another gallery it would be another picture."""
    product = _locked(by, product_id)
    if not unchanged(product):
        raise ProductChanged
    return product


def _one(gallery: Sequence[ProductImage], image_id: int) -> ProductImage:
    image = next((one for one in gallery if one.pk == image_id), None)
    if image is None:
        raise NotFound("The product has no such picture.")
    return image


def _arranged(product: Product, gallery: Sequence[ProductImage], action: str, image: ProductImage) -> None:
    shown.place(gallery)
    first = gallery[0] if gallery else None
    product.picture, product.picture_alt = (first.name, first.alt) if first else (PARCEL, "")
    services.product_pictured(product, action, image.name)
