from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from product_service.catalog.models import Product
from product_service.recommendations.domain import choice
from product_service.recommendations.domain.kinds import Kind
from product_service.recommendations.models import Computation, Neighbour
from servicekit.db.prepared import rows

# Prepared, as every page of a product asks it: half of what the ORM takes to say it.
BESIDE = "SELECT kind, other_id FROM recommendations_neighbour WHERE product_id = %s ORDER BY kind, rank"
# How many of what is beside a product are kept.
MOST = 12


def neighbours(product_ids: Sequence[int]) -> dict[int, dict[Kind, list[int]]]:
    """What is beside each product, best first; some of it may have gone off sale since."""
    found: dict[int, dict[Kind, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = Neighbour.objects.filter(product_id__in=product_ids).order_by("product_id", "kind", "rank")
    for product, kind, other in rows.values_list("product_id", "kind", "other_id"):
        found[product][Kind(kind)].append(other)
    return found


def related_ids(product_id: int, *, most: int) -> list[int]:
    """For the page of a product: what is bought with it, then what is looked at by the same people."""
    beside: dict[Kind, list[int]] = defaultdict(list)
    for kind, other in rows(BESIDE, [product_id]):
        beside[Kind(kind)].append(other)
    return choice.related(beside, most=most)


def on_sale(product_ids: Iterable[int]) -> dict[int, Product]:
    """Those that are, with category and stock."""
    return Product.objects.filter(active=True).select_related("category", "stock").in_bulk(list(set(product_ids)))


def last_computation() -> Computation | None:
    """The one that made what is shown."""
    return Computation.objects.filter(finished_at__isnull=False).order_by("-finished_at").first()
