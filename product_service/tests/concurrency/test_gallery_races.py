from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from django.conf import settings

from product_service.catalog.domain.errors import GalleryFull
from product_service.catalog.gallery import picture_remove, picture_upload
from product_service.catalog.models import Product, ProductImage
from product_service.tests.pictures import BLUE, GREEN, RED, picture
from product_service.tests.support import at_once, new_product, principal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings.SHOPMESH, "uploads_dir", tmp_path)
    return tmp_path


def upload(product: Product, raw: bytes) -> ProductImage:
    return picture_upload(by=principal(), product_id=product.pk, raw=raw, media_type="image/png", alt="")


def shown(product: Product) -> list[tuple[int, str]]:
    gallery = ProductImage.objects.filter(product=product, removed_at=None).order_by("position")
    return list(gallery.values_list("position", "name"))


def test_pictures_that_come_at_once_have_a_place_each() -> None:
    product = new_product()
    sent = [picture(colour=colour) for colour in (RED, BLUE, GREEN, RED)]
    answers = at_once([partial(upload, product, raw) for raw in sent])
    assert answers[0].pk == answers[3].pk  # the same picture
    places = shown(product)
    assert [position for position, _ in places] == [0, 1, 2]
    product.refresh_from_db()
    assert (product.picture, product.version) == (places[0][1], 4)


def test_the_last_place_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("product_service.catalog.gallery.MOST_PICTURES", 1)
    product = new_product()
    answers = at_once([partial(upload, product, picture(colour=colour)) for colour in (RED, BLUE)])
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [GalleryFull]
    assert len(shown(product)) == 1


def test_the_first_picture_is_the_product_s_whatever_comes_and_goes_at_once() -> None:
    product = new_product()
    first = upload(product, picture(colour=RED))
    at_once(
        [
            partial(picture_remove, by=principal(), product_id=product.pk, image_id=first.pk, unchanged=lambda _: True),
            partial(upload, product, picture(colour=BLUE)),
        ]
    )
    product.refresh_from_db()
    assert [product.picture] == [name for _, name in shown(product)] != [first.name]
