"""Named reads of the catalogue. What shoppers see is on sale; everything else is not there."""

from product_service.catalog.selectors.products import product_on_sale, products_by_id
from product_service.catalog.selectors.wanted import Ordering, ProductFilter

__all__ = ["Ordering", "ProductFilter", "product_on_sale", "products_by_id"]
