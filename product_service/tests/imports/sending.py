"""Files on their way, for tests."""

from __future__ import annotations

from uuid import UUID

from product_service.catalog.services import manager
from product_service.imports import folder, jobs
from product_service.imports.models import Import
from product_service.imports.services import import_apply
from product_service.tests.support import principal
from servicekit.auth.principal import Principal

HEADER = "sku,name,description,category,price,currency,stock"
CHAIR = "HOM-CHR-1,Birch chair,Solid birch.,home,149.00,EUR,4"
LAMP = "HOM-LMP-2,Desk lamp,Bends.,home,39.50,EUR,0"


def file_of(*rows: str, header: str = HEADER) -> bytes:
    return "".join(f"{row}\r\n" for row in (header, *rows)).encode()


def queued(content: bytes, *, by: Principal | None = None, dry_run: bool = False) -> Import:
    """As if it had been sent."""
    who = by or principal()
    upload = folder.receive([content])
    asking = manager(who)
    job = Import.objects.create(
        name="products.csv",
        dry_run=dry_run,
        user_id=UUID(who.id),
        reach=str(asking.reach),
        org=asking.org,
        size=upload.size,
        digest=upload.digest,
    )
    upload.claim(job.pk)
    return job


def worked_off(content: bytes, *, by: Principal | None = None, dry_run: bool = False) -> Import:
    job = queued(content, by=by, dry_run=dry_run)
    jobs.work_off()
    job.refresh_from_db()
    return job


def applied(job: Import) -> None:
    """What a dry run had checked, written."""
    import_apply(by=principal(), import_id=job.pk)
    jobs.work_off()
    job.refresh_from_db()


def mistakes(job: Import) -> list[tuple[int, str, str]]:
    return list(job.mistakes.order_by("row", "id").values_list("row", "column", "code"))
