"""Files that nobody shows leave the disk, a day later; what an order may show stays."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from product_service.catalog import gallery
from product_service.catalog.models import Product, ProductImage
from product_service.catalog.uploads import clean, files
from product_service.catalog.uploads.clean import pictures_clean
from product_service.catalog.uploads.decode import Picture
from product_service.catalog.uploads.decode import picture as decoded
from product_service.stock.services import reservation_commit
from product_service.tests.pictures import BLUE, RED, picture
from product_service.tests.support import hold, principal
from servicekit import clock
from servicekit.errors import DependencyUnavailable

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings.SHOPMESH, "uploads_dir", tmp_path / "uploads")
    return tmp_path / "uploads"


@pytest.fixture
def shown(chair: Product) -> ProductImage:
    return gallery.picture_upload(by=principal(), product_id=chair.pk, raw=picture(), media_type="image/png", alt="")


@pytest.fixture
def nobodys() -> Picture:
    """Written, and then the process died."""
    made = decoded(picture(colour=BLUE), "image/png")
    files.write(made.name, made.copies)
    return made


def age(folder: Path) -> None:
    """Let a day pass."""
    before = (clock.now() - clean.GRACE - timedelta(minutes=1)).timestamp()
    for file in folder.rglob("*.webp*"):
        os.utime(file, (before, before))
    removed = ProductImage.objects.filter(removed_at__isnull=False)
    removed.update(removed_at=clock.now() - clean.GRACE - timedelta(minutes=1))


def on_disk(name: str) -> bool:
    return all(files.path(name, side).exists() for side in (256, 512, 1024))


def test_what_no_row_names_goes_and_what_one_names_stays(uploads: Path, shown: ProductImage, nobodys: Picture) -> None:
    assert pictures_clean() == 0
    age(uploads)
    assert pictures_clean() == 1
    assert not on_disk(nobodys.name)
    assert on_disk(shown.name)
    assert pictures_clean() == 0


def test_an_unfinished_file_goes(uploads: Path, shown: ProductImage) -> None:
    unfinished = files.path(shown.name, 512).with_name(f"{shown.name[2:]}-512.webp.0123456789abcdef")
    unfinished.write_bytes(b"half")
    pictures_clean()
    assert unfinished.exists()
    age(uploads)
    pictures_clean()
    assert not unfinished.exists()
    assert on_disk(shown.name)


def test_a_removed_picture_of_what_was_never_sold_goes(uploads: Path, chair: Product, shown: ProductImage) -> None:
    gallery.picture_remove(by=principal(), product_id=chair.pk, image_id=shown.pk, unchanged=lambda _: True)
    assert pictures_clean() == 0
    age(uploads)
    assert pictures_clean() == 1
    assert (on_disk(shown.name), ProductImage.objects.count()) == (False, 0)


def test_a_removed_picture_that_orders_show_stays(uploads: Path, chair: Product, shown: ProductImage) -> None:
    reservation_commit(reservation_id=hold((chair, 1)).pk)
    gallery.picture_remove(by=principal(), product_id=chair.pk, image_id=shown.pk, unchanged=lambda _: True)
    age(uploads)
    assert pictures_clean() == 0
    assert on_disk(shown.name)


def test_a_picture_uploaded_again_while_it_is_cleaned_stays(
    uploads: Path, nobodys: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(uploads)
    remove = files.remove

    def late(name: str, *, older: float) -> None:
        files.write(nobodys.name, nobodys.copies)  # between the look and the hand
        remove(name, older=older)

    monkeypatch.setattr(files, "remove", late)
    pictures_clean()
    assert on_disk(nobodys.name)


def test_a_file_that_cannot_be_written_leaves_no_row_and_no_part(
    uploads: Path, chair: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(DependencyUnavailable):
        gallery.picture_upload(
            by=principal(), product_id=chair.pk, raw=picture(colour=RED), media_type="image/png", alt=""
        )
    assert [file for file in uploads.rglob("*") if file.is_file()] == []
    assert not ProductImage.objects.exists()


def _full(*_: object) -> None:
    raise OSError("the disk is full")
