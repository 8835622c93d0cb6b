"""Pictures that nobody shows any more, or never showed, do not stay on the disk.

A picture that was taken out of a gallery stays while orders may show it: whoever bought the product sees it in the
order. So what was ever sold keeps its pictures; what never was, loses those that were taken out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef

from product_service.catalog.models import ProductImage
from product_service.catalog.uploads import files
from product_service.stock.models import StockMovement
from servicekit import clock

# Longer than any upload, and than a reservation that may yet become a sale.
GRACE = timedelta(days=1)
BATCH = 500


def pictures_clean() -> int:
    """How many pictures left the disk. Two workers do no harm."""
    before = clock.now() - GRACE
    _forget_removed(before)
    return sum(_swept(folder, before.timestamp()) for folder in files.folders())


@transaction.atomic
def _forget_removed(before: datetime) -> None:
    """Rows of pictures that were taken out of the gallery of something nobody ever bought."""
    sold = StockMovement.objects.filter(product=OuterRef("product"), kind="sold")
    removed = ProductImage.objects.filter(~Exists(sold), removed_at__lt=before)
    ProductImage.objects.filter(pk__in=list(removed.values_list("pk", flat=True)[:BATCH])).delete()


def _swept(folder: Path, before: float) -> int:
    files.remove_unfinished(folder, older=before)
    nobodys = list(_nobodys(sorted(files.names_older(folder, than=before))))
    for name in nobodys:
        files.remove(name, older=before)
    return len(nobodys)


def _nobodys(names: list[str]) -> Iterator[str]:
    for start in range(0, len(names), BATCH):
        batch = names[start : start + BATCH]
        known = set(ProductImage.objects.filter(name__in=batch).values_list("name", flat=True))
        yield from (name for name in batch if name not in known)
